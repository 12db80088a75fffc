using System.Globalization;
using PostpartumRun.Intervals;
using Xunit;

namespace PostpartumRun.Plans.Tests;

/// <summary>Each rule by its name, on lives that a few lines tell.</summary>
public sealed class RuleTests
{
    private static readonly SymptomReport _leak = new(Symptom.Leaking, 8), _pressure = new(Symptom.Pressure);

    private static RuleReason Reason(Decision decision, string rule) =>
        decision.Reasons.Select(reason => reason.Reason).Concat(decision.Warnings).Concat(decision.Readiness.Refusals).First(reason => reason.Rule == rule);

    private static void Is(Decision decision, DecisionKind kind, string? next, params string[] rules)
    {
        Assert.Equal((kind, next), (decision.Kind, decision.Next?.Session.FullId));
        Assert.All(rules, rule => Assert.Contains(decision.Reasons, reason => reason.Reason.Rule == rule));
        Assert.All(decision.Reasons, reason => Assert.True(reason.Reason.Text.Length > 10 && reason.Reason.Source.Length > 3));
    }

    [Fact]
    public void Level_done_two_good_sessions_with_a_rest_day_between_progress()
    {
        var decision = Life.OfARunner().Good(0, "4:1-2").Good(2, "4:1-2").On(3);
        Is(decision, DecisionKind.Progress, "5:2-2", "level-done");
        Assert.Contains("96.4 %", Reason(decision, "level-done").Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_at_level_one_good_session_holds() =>
        Is(Life.OfARunner().Good(0, "4:1-2").On(1), DecisionKind.Hold, "4:1-2", "times-at-level");

    [Fact]
    public void Times_at_level_says_what_is_still_to_do_and_after_a_step_back_that_it_begins_anew()
    {
        Assert.Equal("Week 4 has gone well once. Once more, and week 5 comes next.", Said(Life.OfARunner().Good(0, "4:1-2").On(1)));
        Assert.Equal(
            "Week 4 begins anew: it has to go well 2 times, and then week 5 comes next. Well means as planned, without symptoms or exhaustion, and you have recovered within 24 hours.",
            Said(Life.OfARunner().Good(0, "4:1-2").Good(2, "4:1-2").Did(5, "5:2-2").After(symptoms: _leak).NextDay().On(7)));

        static string Said(Decision decision) => Reason(decision, "times-at-level").Text;
    }

    [Fact]
    public void Rest_days_two_runs_on_two_days_are_not_two_times_at_a_level()
    {
        var decision = Life.OfARunner().Good(0, "4:1-2").Good(1, "4:1-2").On(2);
        Is(decision, DecisionKind.Hold, "4:1-2", "rest-days", "times-at-level");
        Assert.Contains("never doubled", Reason(decision, "rest-days").Text, StringComparison.Ordinal);
        Assert.Equal(Life.Day0.AddDays(3), decision.Next!.From);
    }

    [Fact]
    public void The_calendar_never_advances_a_week()
    {
        var life = Life.OfARunner().Good(0, "4:1-2");
        Assert.All(Enumerable.Range(1, 120), day => Assert.InRange(life.On(day).Week, 1, 4));
        Assert.All(Enumerable.Range(0, 120), day => Assert.Equal(1, new Life().Screened(-1).On(day).Week));
    }

    [Fact]
    public void Stop_sign_outranks_everything()
    {
        var decision = Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2").After(Fatigue.Everyday, _leak).NextDay(recovered: false).On(3);
        Is(decision, DecisionKind.Stop, null, "stop-sign");
        Assert.Contains("leaking from run-minute 8", Reason(decision, "stop-sign").Text, StringComparison.Ordinal);
        Assert.Contains("physiotherapist", Reason(decision, "stop-sign").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(decision.Reasons, reason => reason.Asks == DecisionKind.Progress);
    }

    [Theory]
    [InlineData(Symptom.Heaviness)]
    [InlineData(Symptom.Leaking)]
    [InlineData(Symptom.SharpPain)]
    [InlineData(Symptom.Doming)]
    [InlineData(Symptom.HipOrLowBackPain)]
    public void Stop_sign_each_of_the_plans_five_is_one(Symptom symptom) =>
        Is(Life.OfARunner().Good(0, "4:1-2").OnItsOwn(1, new SymptomReport(symptom)).On(1), DecisionKind.Stop, null, "stop-sign");

    [Fact]
    public void Stop_sign_is_lifted_by_a_later_day_without_symptoms_and_not_by_the_same_day()
    {
        var life = Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2").After(Fatigue.Everyday, _leak).OnItsOwn(2);
        Assert.Equal(DecisionKind.Stop, life.On(2).Kind);
        Assert.Equal(DecisionKind.Stop, life.OnItsOwn(3, _pressure).On(3).Kind);
        Assert.Equal(DecisionKind.ScaleBack, life.OnItsOwn(4).On(4).Kind);
    }

    [Fact]
    public void Last_clean_dose_comes_after_a_stop_sign()
    {
        var life = Life.OfARunner().Good(0, "4:1-2").Good(2, "4:1-2").Did(4, "5:2-2").After(Fatigue.Everyday, _leak).OnItsOwn(5);
        var decision = life.On(5);
        Is(decision, DecisionKind.ScaleBack, "4:1-2", "last-clean-dose");
        Assert.Contains("4:1-2 of 2026-09-09", Reason(decision, "last-clean-dose").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Last_clean_dose_is_the_very_session_of_a_week_with_a_choice()
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, 6) };
        Is(life.Good(0, "6:3-2").Did(2, "6:3-2-30").After(Fatigue.Everyday, _leak).OnItsOwn(3).On(3), DecisionKind.ScaleBack, "6:3-2", "last-clean-dose");
    }

    [Fact]
    public void Scale_back_leaves_no_harder_session_to_choose()
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, 6) };
        Assert.Equal(5, life.Good(0, "6:2-1-24").On(1).Next!.Alternatives.Length);
        var back = life.Did(2, "6:2-1-30").After(Fatigue.Everyday, _leak).OnItsOwn(3).On(3);
        Is(back, DecisionKind.ScaleBack, "6:2-1-24", "last-clean-dose");
        Assert.Equal("6:2-1", Assert.Single(back.Next!.Alternatives).FullId);
    }

    [Theory]
    [InlineData("7:4-1-hills", 5, "7:4-1")]
    [InlineData("7:4-1-hills", 20, "5:2-2")]
    [InlineData("8:continuous", 12, "4:1-2")]
    [InlineData("8:continuous-12", 12, "6:3-2")]
    [InlineData("8:intervals", 12, "7:4-1")]
    public void Last_clean_dose_bounds_a_step_back_in_every_one_thing(string clean, int day, string next)
    {
        var life = StartingAt(int.Parse(clean[..1], CultureInfo.InvariantCulture)).Good(0, clean);
        var decision = (day > 7 ? life : life.Did(2, "8:continuous").After(Fatigue.Everyday, _leak).OnItsOwn(3)).On(day);
        Is(decision, DecisionKind.ScaleBack, next);
        Assert.Empty(decision.Next!.Alternatives.Where(session => session.HasHills));
    }

    [Fact]
    public void Last_clean_dose_with_hills_is_named_and_comes_back_on_the_flat()
    {
        var life = StartingAt(7).Good(0, "7:4-1-hills").Did(2, "7:4-1-hills").After(Fatigue.Everyday, _leak).OnItsOwn(3);
        Assert.Contains("7:4-1-hills of 2026-09-07, on the flat", Reason(life.On(3), "last-clean-dose").Text, StringComparison.Ordinal);
        Assert.Equal("7:4-1", life.On(3).Next!.Session.FullId);
    }

    [Fact]
    public void Last_clean_dose_does_not_forbid_what_was_clean_at_the_level_of_the_step_back()
    {
        var life = StartingAt(7).Good(0, "7:4-1").Good(2, "7:4-1").Good(4, "8:continuous");
        Is(life.On(12), DecisionKind.ScaleBack, "7:4-1", "gap");
    }

    [Fact]
    public void Symptoms_after_hills_hold_on_the_flat() =>
        Is(StartingAt(7).Good(0, "7:4-1").Did(2, "7:4-1-hills").NextDay(symptoms: _pressure).On(3), DecisionKind.Hold, "7:4-1", "symptoms");

    private static Life StartingAt(int week)
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, week) };
        return life;
    }

    [Theory]
    [InlineData(Symptom.Pressure)]
    [InlineData(Symptom.PubicOrSacroiliacPain)]
    [InlineData(Symptom.OtherPain)]
    public void Symptoms_short_of_a_stop_sign_hold(Symptom symptom) =>
        Is(Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2").NextDay(symptoms: new SymptomReport(symptom)).On(3), DecisionKind.Hold, "4:1-2", "symptoms");

    [Fact]
    public void Deep_fatigue_holds() =>
        Is(Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2").NextDay(fatigue: Fatigue.Exhausted).On(3), DecisionKind.Hold, "4:1-2", "deep-fatigue");

    [Fact]
    public void Recovery_that_takes_over_24_hours_holds() =>
        Is(Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2").NextDay(recovered: false).On(3), DecisionKind.Hold, "4:1-2", "recovery");

    [Fact]
    public void Hold_signs_twice_in_a_row_scale_back() =>
        Is(Life.OfARunner().Good(0, "4:1-2").Good(2, "4:1-2").Did(4, "5:2-2").NextDay(symptoms: _pressure).Did(6, "5:2-2").NextDay(fatigue: Fatigue.Exhausted).On(7),
            DecisionKind.ScaleBack, "4:1-2", "hold-signs-twice");

    [Fact]
    public void Missing_check_in_holds()
    {
        var life = Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2").After();
        Is(life.On(3), DecisionKind.Hold, "4:1-2", "missing-check-in");
        Is(life.On(6), DecisionKind.Hold, "4:1-2", "missing-check-in");
    }

    [Fact]
    public void Missing_check_in_one_that_comes_after_48_hours_is_one()
    {
        Is(Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2").NextDay(47).On(5), DecisionKind.Progress, "5:2-2");
        Is(Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2").NextDay(49).On(5), DecisionKind.Hold, "4:1-2", "missing-check-in");
    }

    [Fact]
    public void Verified_dose_an_activity_that_could_not_be_verified_holds() =>
        Is(Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2", SessionVerdict.Unknown).NextDay().On(3), DecisionKind.Hold, "4:1-2", "verified-dose");

    [Theory]
    [InlineData(SessionVerdict.Partly)]
    [InlineData(SessionVerdict.NotDone)]
    public void Under_running_holds(SessionVerdict verdict) =>
        Is(Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2", verdict, 3).NextDay().On(3), DecisionKind.Hold, "4:1-2", "under-running");

    [Fact]
    public void Over_running_counts_against_progress()
    {
        Is(Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2", SessionVerdict.Overdone, 9).NextDay().On(3), DecisionKind.Hold, "4:1-2", "over-running");
        Is(Life.OfARunner().Good(0, "4:1-2").Did(2, null, SessionVerdict.Unknown, 30).NextDay().On(3), DecisionKind.Hold, "4:1-2", "over-running");
        Is(Life.OfARunner().Good(0, "4:1-2").Good(2, "7:4-1").On(3), DecisionKind.Hold, "4:1-2", "over-running");
    }

    [Theory]
    [InlineData(6, DecisionKind.Hold, "6:2-1")]
    [InlineData(7, DecisionKind.ScaleBack, "5:2-2")]
    [InlineData(13, DecisionKind.ScaleBack, "5:2-2")]
    [InlineData(14, DecisionKind.ScaleBack, "4:1-2")]
    [InlineData(27, DecisionKind.ScaleBack, "4:1-2")]
    [InlineData(28, DecisionKind.ScaleBack, "3:drills")]
    public void Gap_steps_back_as_the_table_says(int days, DecisionKind kind, string next)
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, 6) };
        var decision = life.Good(0, "6:2-1").On(days);
        Assert.Equal((kind, next), (decision.Kind, decision.Next!.Session.FullId));
        Assert.Equal(days >= 7, decision.Reasons.Any(reason => reason.Reason.Rule == "gap"));
        Assert.Equal(days < 28, decision.Readiness.IsReady);
    }

    [Fact]
    public void Gap_of_28_days_asks_for_the_screen_again_and_the_screen_lifts_it()
    {
        var life = Life.OfARunner().Good(0, "4:1-2").Good(2, "4:1-2").Good(4, "5:2-2");
        Is(life.On(40), DecisionKind.ScaleBack, "3:drills", "gap", "readiness-screen");
        Is(life.Screened(39).On(40), DecisionKind.ScaleBack, "3:drills", "gap");
        Assert.True(life.On(40).Readiness.IsReady);
    }

    [Fact]
    public void Clearance_is_needed_before_the_first_run()
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { ClearedOn = null };
        var decision = life.On(0);
        Is(decision, DecisionKind.Hold, "3:drills", "clearance");
        Assert.Contains("pprun init --cleared", Reason(decision, "clearance").Lifts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(83, false)]
    [InlineData(84, true)]
    public void Minimum_weeks_are_twelve_unless_they_are_set(int daysSinceBirth, bool isReady)
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { BirthDate = Life.Day0.AddDays(-daysSinceBirth), ClearedOn = Life.Day0.AddDays(-10) };
        Assert.Equal(isReady, life.On(0).Readiness.IsReady);
        if (isReady)
            return;
        Is(life.On(0), DecisionKind.Hold, "3:drills", "minimum-weeks");
        Assert.Contains("2026-09-08", Reason(life.On(0), "minimum-weeks").Lifts, StringComparison.Ordinal);
        life.Profile = life.Profile with { Policy = life.Profile.Policy.With(PolicySetting.MinimumWeeks, 8) };
        Assert.True(life.On(0).Readiness.IsReady);
    }

    [Fact]
    public void Caesarean_weeks_warn_until_sixteen_and_never_block()
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { BirthMode = BirthMode.Caesarean };
        var decision = life.On(0);
        Is(decision, DecisionKind.Hold, "4:1-2");
        Assert.Contains("14 weeks ago", Reason(decision, "caesarean-weeks").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(life.On(14).Warnings, warning => warning.Rule == "caesarean-weeks");
    }

    [Fact]
    public void Readiness_screen_needs_every_item_and_the_latest_answer_counts()
    {
        var life = Life.OfARunner().Screened(0, passed: false, "hops");
        Is(life.On(1), DecisionKind.Hold, "3:drills", "readiness-screen");
        Assert.Contains("hops", Reason(life.On(1), "readiness-screen").Text, StringComparison.Ordinal);
        Is(life.Screened(1, passed: true, "hops").On(1), DecisionKind.Hold, "4:1-2");
    }

    [Fact]
    public void Runner_of_whom_nothing_is_known_does_not_run()
    {
        var life = Life.OfARunner();
        life.Profile = null;
        Is(life.On(0), DecisionKind.Hold, "1:walk-10", "runner");
    }

    [Fact]
    public void Not_begun_is_week_one() => Is(new Life().On(0), DecisionKind.Hold, "1:walk-10", "not-begun");

    [Fact]
    public void Who_begins_with_runs_and_is_not_ready_begins_before_them()
    {
        var life = new Life();
        life.Profile = life.Profile! with { Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, 4) };
        Assert.Contains("week 3 is where it begins", Text(life.On(0)), StringComparison.Ordinal);
        Assert.Contains("week 4 is where it begins", Text(Life.OfARunner().On(0)), StringComparison.Ordinal);

        static string Text(Decision decision) => decision.Reasons.Single(reason => reason.Reason.Rule == "not-begun").Reason.Text;
    }

    [Fact]
    public void Walks_and_drills_lead_to_the_first_run_when_she_is_ready()
    {
        var life = new Life().Good(0, "1:walk-10").Good(1, "1:walk-15").Good(3, "2:walk-20").Good(5, "2:walk-25").Exercised(7, "3:drills").Exercised(9, "3:drills");
        Is(life.On(10), DecisionKind.Hold, "3:drills", "readiness-screen");
        Is(life.Screened(10).On(10), DecisionKind.Progress, "4:1-2", "level-done");
    }

    [Fact]
    public void Verified_dose_is_not_asked_of_exercises_that_the_watch_recorded_and_a_check_in_tells_of()
    {
        var life = StartingAt(3);
        Is(life.Recorded(0, "3:drills").On(1), DecisionKind.Hold, "3:drills", "missing-check-in");
        Is(life.After().Recorded(2, "3:drills").After().On(3), DecisionKind.Progress, "4:1-2", "level-done");
    }

    [Fact]
    public void Times_at_level_counts_exercises_once_that_were_recorded_and_told_of_as_well()
    {
        var life = StartingAt(3).Recorded(0, "3:drills").Exercised(0, "3:drills").Exercised(0, "3:drills");
        Is(life.On(1), DecisionKind.Hold, "3:drills", "times-at-level");
        Is(life.Exercised(2, "3:drills").On(3), DecisionKind.Progress, "4:1-2", "level-done");
    }

    [Fact]
    public void Plan_complete_stays_at_the_last_level()
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, 8) };
        Is(life.Good(0, "8:intervals").Good(2, "8:intervals").On(3), DecisionKind.Hold, "8:intervals", "plan-complete");
    }

    [Fact]
    public void Longest_run_over_ten_per_cent_warns()
    {
        var decision = Life.OfARunner().Good(0, "4:1-2").Good(2, "4:1-2").On(3);
        Assert.Contains("2:00; the longest planned one that was run in the last 30 days was 1:00: +100 %", Reason(decision, "longest-run").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Life.OfARunner().Good(0, "4:1-2").On(3).Warnings, warning => warning.Rule == "longest-run");
    }

    [Fact]
    public void Weekly_volume_over_ten_per_cent_warns()
    {
        var decision = Life.OfARunner().Good(0, "4:1-2").Good(3, "4:1-2").Good(8, "5:2-2").Good(11, "5:2-2").On(12);
        Assert.Contains("38:00 of running, after 12:00 in the seven before: +216.7 %", Reason(decision, "weekly-volume").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_change_warns_where_a_step_changes_more()
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, 6) };
        string text = Reason(life.Good(0, "6:3-2").Good(2, "6:3-2").On(3), "one-change").Text;
        Assert.Contains("run length 3:00 → 4:00", text, StringComparison.Ordinal);
        // Week 7 leaves hills to her, and the session that is offered is the flat one.
        Assert.DoesNotContain("hills", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Missed_session_is_moved_or_dropped_never_doubled()
    {
        var decision = Life.OfARunner().Good(0, "4:1-2").On(5);
        Assert.Contains("never doubled", Reason(decision, "missed-session").Text, StringComparison.Ordinal);
        Assert.Equal("4:1-2", decision.Next!.Session.FullId);
    }

    [Fact]
    public void The_next_session_is_on_one_of_her_days()
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { RunDays = [DayOfWeek.Monday, DayOfWeek.Thursday] };
        Assert.Equal(Life.Day0.AddDays(3), life.Good(0, "4:1-2").On(1).Next!.From);
        Assert.Equal(Life.Day0.AddDays(7), life.On(4).Next!.From);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Each_rule_can_be_set(int times)
    {
        var life = Life.OfARunner();
        life.Profile = life.Profile! with { Policy = life.Profile.Policy.With(PolicySetting.TimesAtLevel, times + 1) };
        for (int i = 0; i <= times; i++)
        {
            Assert.Equal(DecisionKind.Hold, life.On(2 * i + 1).Kind);
            life.Good(2 * i, "4:1-2");
        }
        Assert.Equal(DecisionKind.Progress, life.On(2 * times + 1).Kind);
    }

    [Fact]
    public void The_same_inputs_always_give_the_same_decision()
    {
        var life = Life.OfARunner().Good(0, "4:1-2").Did(2, "4:1-2").After(Fatigue.Everyday, _leak);
        var inputs = life.Inputs(3);
        var shuffled = inputs with { Activities = [.. inputs.Activities.Reverse()], CheckIns = [.. inputs.CheckIns.Reverse()] };
        Assert.Equal(Plans.Progression.Decide(inputs).Reasons, Plans.Progression.Decide(shuffled).Reasons);
    }
}
