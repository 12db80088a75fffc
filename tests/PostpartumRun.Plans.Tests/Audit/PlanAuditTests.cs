using CsCheck;
using PostpartumRun.Intervals;
using Xunit;

namespace PostpartumRun.Plans.Tests;

/// <summary>Audits, and the bridges that make them clean.</summary>
public sealed class PlanAuditTests
{
    private static readonly Gen<Duration> _run = Gen.Int[10, 1200].Select(seconds => Duration.FromSeconds(seconds));
    private static readonly Gen<Duration> _rest = Gen.Int[5, 300].Select(seconds => Duration.FromSeconds(seconds));

    private static readonly Gen<WorkoutElement> _round = Gen.Select(Gen.Int[1, 12], _run, _rest).Select((rounds, run, rest) =>
        (WorkoutElement)new Repeat(rounds, Step(run, Gait.Run), Step(rest, Gait.Walk)));

    private static readonly Gen<Workout> _workout = Gen.Select(_round.Array[1, 3], Gen.Bool, _run.Nullable()).Select((rounds, hasWarmup, last) => new Workout(
    [
        .. hasWarmup ? new WorkoutElement[] { new WorkoutStep(StepLength.OfTime(Duration.FromMinutes(5)), Gait.Walk, StepRole.Warmup) } : [],
        .. rounds,
        .. last is { } time ? new WorkoutElement[] { Step(time, Gait.Run) } : [],
    ]));

    private static readonly Gen<PlanWeek> _week = Gen.Select(_workout.Array[1, 3], Gen.Int[1, 4], Gen.Int[0, 3]).Select((workouts, times, hills) => new PlanWeek
    {
        Number = 1,
        Theme = "Run",
        What = "Run",
        Often = "Often",
        Hills = new(0, hills),
        Sessions =
        [
            .. workouts.Select((workout, i) => new PlanSession
            {
                Id = $"r{i}", WeekNumber = 1, Kind = SessionKind.Run, Title = "Run", TimesPerWeek = new(1, times), IsDefault = i == 0, Workout = workout,
            }),
            new() { Id = "core", WeekNumber = 1, Kind = SessionKind.Core, Title = "Core", TimesPerWeek = new(2, 3), IsDefault = false, Exercises = TrainingPlan.BuiltIn.Weeks[0].Sessions[2].Exercises },
        ],
    });

    private static readonly Gen<TrainingPlan> _plan = _week.Array[1, 4].Select(weeks => TrainingPlan.BuiltIn with
    {
        Weeks =
        [
            .. TrainingPlan.BuiltIn.Weeks.Take(3),
            .. weeks.Select((week, i) => week with { Number = i + 4, Sessions = [.. week.Sessions.Select(session => session with { WeekNumber = i + 4 })] }),
        ],
    });

    private static WorkoutStep Step(Duration time, Gait gait) => new(StepLength.OfTime(time), gait);

    private static string[] Found(string rule) =>
        [.. PlanAudit.Of(TrainingPlan.BuiltIn).Where(finding => finding.Rule == rule).Select(finding => $"{finding.From.FullId} {finding.To.FullId}: {finding.What}")];

    [Fact]
    public void The_built_in_plans_audit_names_the_growth_of_its_running_from_week_4_to_5() =>
        Assert.Contains("4:1-2 5:2-2: running a week 18:00 → 36:00 (+100 %)", Found("weekly-volume"));

    [Theory]
    [InlineData("4:1-2 5:2-2: longest run 1:00 → 2:00 (+100 %)")]
    [InlineData("5:2-2 6:3-2: longest run 2:00 → 3:00 (+50 %)")]
    [InlineData("6:3-2-30 7:4-1: longest run 3:00 → 4:00 (+33.3 %)")]
    [InlineData("7:4-1 8:continuous: longest run 4:00 → 10:00 (+150 %)")]
    [InlineData("7:4-1 8:continuous-12: longest run 4:00 → 12:00 (+200 %)")]
    public void The_built_in_plans_audit_names_each_growth_of_its_longest_run(string finding) => Assert.Contains(finding, Found("longest-run"));

    [Fact]
    public void The_built_in_plans_audit_names_that_week_7_lengthens_the_runs_and_adds_hills_at_once() =>
        Assert.Contains("6:3-2-30 7:4-1: run length 3:00 → 4:00, rest length 2:00 → 1:00, repeats 6 → 5, hills 0 → 2", Found("one-change"));

    [Fact]
    public void A_step_that_breaks_nothing_is_not_named() =>
        Assert.DoesNotContain(PlanAudit.Of(TrainingPlan.BuiltIn), finding => finding.To.FullId is "8:intervals" or "4:1-2");

    [Fact]
    public void Every_finding_has_its_figures_and_its_source() => Assert.All(PlanAudit.Of(TrainingPlan.BuiltIn), finding =>
    {
        Assert.True(finding.Value > finding.Limit && finding.Limit > 0);
        Assert.Contains("BJSM", finding.Source, StringComparison.Ordinal);
    });

    [Fact]
    public void Unmeasured_is_a_step_by_distance_which_has_no_figures_and_says_so()
    {
        var loaded = PlanFile.Load(TwoWeeks("400 m run"), "p.yaml");
        var finding = Assert.Single(PlanAudit.Of(loaded.Plan!));
        Assert.Equal("unmeasured", finding.Rule);
        Assert.False(PlanBridge.TryBridge(loaded.Plan!, out _, out string? error));
        Assert.Contains("2:run", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6 x (1:06 run; 2:00 walk)", 0)]
    [InlineData("6 x (1:07 run; 2:00 walk)", 2)]
    public void Ten_per_cent_is_the_limit_and_not_over_it(string workout, int findings) =>
        Assert.Equal(findings, PlanAudit.Of(PlanFile.Load(TwoWeeks(workout), "p.yaml").Plan!).Length);

    [Fact]
    public void A_bridge_of_the_built_in_plan_audits_clean_and_leads_through_every_weeks_default_session()
    {
        Assert.True(PlanBridge.TryBridge(TrainingPlan.BuiltIn, out var bridged, out _));
        Assert.Empty(PlanAudit.Of(bridged));
        Assert.All(TrainingPlan.BuiltIn.Weeks, week => Assert.Contains(bridged.Weeks, other => other.Theme == week.Theme && Equals(other.DefaultSession.Workout, week.DefaultSession.Workout)));
        Assert.Equal(bridged.Weeks.Length, bridged.Weeks.Select(week => week.Number).Distinct().Count());
        Assert.Equal(8, TrainingPlan.BuiltIn.Weeks.Length);
        Assert.All(bridged.Weeks.Zip(bridged.Weeks.Skip(1)).Where(pair => pair.First.DefaultSession.Kind == SessionKind.Run), pair =>
            Assert.Empty(PlanAudit.Step(bridged, pair.First.DefaultSession, pair.Second.DefaultSession, ProgressionPolicy.Default)));
    }

    [Fact]
    public void A_runners_own_limits_hold_for_an_audit_and_for_a_bridge()
    {
        var strict = ProgressionPolicy.Default.With(PolicySetting.VolumeGrowth, 5).With(PolicySetting.LongestRunGrowth, 5);
        Assert.Equal(2, PlanAudit.Of(PlanFile.Load(TwoWeeks("6 x (1:06 run; 2:00 walk)"), "p.yaml").Plan!, strict).Length);
        Assert.True(PlanBridge.TryBridge(TrainingPlan.BuiltIn, out var usual, out _));
        Assert.NotEmpty(PlanAudit.Of(usual, strict));
        Assert.True(PlanBridge.TryBridge(TrainingPlan.BuiltIn, out var gentle, out _, strict));
        Assert.Empty(PlanAudit.Of(gentle, strict));
        var loose = ProgressionPolicy.Default.With(PolicySetting.VolumeGrowth, 100);
        var finding = Assert.Single(PlanAudit.Of(TrainingPlan.BuiltIn, loose), finding => finding.Rule == "longest-run" && finding.To.FullId == "5:2-2");
        Assert.Equal((10.0, PolicySetting.LongestRunGrowth.Source), (finding.Limit, finding.Source));
        Assert.DoesNotContain(PlanAudit.Of(TrainingPlan.BuiltIn, loose), finding => finding.Rule == "weekly-volume" && finding.To.FullId == "5:2-2");
    }

    [Fact]
    public void A_bridge_of_any_plan_of_timed_runs_audits_clean_also_when_it_is_read_back()
    {
        int bridges = 0;
        _plan.Sample(plan =>
        {
            if (!PlanBridge.TryBridge(plan, out var bridged, out string? error))
            {
                Assert.Contains("more than 520 weeks", error, StringComparison.Ordinal);
                return;
            }
            Interlocked.Increment(ref bridges);
            Assert.Empty(PlanAudit.Of(bridged));
            var read = PlanFile.Load(PlanWriter.Write(bridged), "bridged.yaml");
            Assert.True(read.Plan is not null, string.Join('\n', read.Errors.Take(3)));
            Assert.Empty(PlanAudit.Of(read.Plan));
            Assert.All(plan.Weeks, week => Assert.Contains(read.Plan.Weeks, other => Equals(other.DefaultSession.Workout, week.DefaultSession.Workout)));
        }, iter: 300);
        Assert.True(bridges > 200, $"Only {bridges} of 300 plans were bridged.");
    }

    [Fact]
    public void A_plan_that_is_written_is_read_as_the_same_plan()
    {
        string text = PlanWriter.Write(TrainingPlan.BuiltIn);
        var read = PlanFile.Load(text, "written.yaml");
        Assert.Empty(read.Errors);
        Assert.Equal(text, PlanWriter.Write(read.Plan!));
        Assert.Equal(TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions).Select(session => session.Workout), read.Plan!.Weeks.SelectMany(week => week.Sessions).Select(session => session.Workout));
        Assert.Equal(TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions).SelectMany(session => session.Exercises), read.Plan.Weeks.SelectMany(week => week.Sessions).SelectMany(session => session.Exercises));
    }

    private static string TwoWeeks(string workout) => SmallPlan.Text.ReplaceLineEndings("\n") + $"""

          - week: 2
            theme: Go on
            what: More of it
            often: Twice
            sessions:
              - id: run
                kind: run
                title: Run
                times: 2-3
                workout: {workout}

        """;
}
