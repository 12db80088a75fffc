using CsCheck;
using Xunit;

namespace PostpartumRun.Plans.Tests;

public class WeekCalendarTests
{
    private static readonly DateOnly _monday = new(2026, 9, 7);
    private static readonly TrainingPlan _plan = TrainingPlan.BuiltIn;

    private static SessionCalendar Place(int week, string days, int weeks = 1, DateOnly? start = null)
    {
        Assert.True(RunnerSettings.TryRead(RunnerSettings.Days, days, out string? value, out _));
        return WeekCalendar.Place(_plan.Week(week)!, null, start ?? _monday, RunnerSettings.RunDays(value), weeks);
    }

    private static string Days(SessionCalendar calendar, string id) => string.Join(' ', calendar.Sessions
        .Where(placed => placed.Session.FullId == id)
        .Select(placed => placed.Day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Runs_are_on_run_days()
    {
        var calendar = Place(4, "mon,wed,sat");
        Assert.Equal("09-07 09-09 09-12", Days(calendar, "4:1-2"));
        Assert.Empty(calendar.Notes);
    }

    [Fact]
    public void A_run_day_next_to_another_is_passed_over_and_said()
    {
        var calendar = Place(4, "mon,tue,wed");
        Assert.Equal("09-07 09-09", Days(calendar, "4:1-2"));
        Assert.Contains("Tue 2026-09-08", Assert.Single(calendar.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rest_day_is_kept_across_the_weeks_end() => Assert.Equal("09-07 09-13 09-20", Days(Place(4, "mon,sun", weeks: 2), "4:1-2"));

    [Fact]
    public void Too_few_run_days_are_said() => Assert.Contains("--days", Assert.Single(Place(4, "mon").Notes), StringComparison.Ordinal);

    [Fact]
    public void Of_sessions_to_choose_from_one_is_placed_and_what_goes_on_too()
    {
        var calendar = Place(6, "mon,wed,sat");
        Assert.Equal(["1:core", "5:strength", "6:2-1"], calendar.Sessions.Select(placed => placed.Session.FullId).Distinct().Order());
        var chosen = _plan.Week(6)!.Session("3-2");
        Assert.Contains(WeekCalendar.Place(_plan.Week(6)!, chosen, _monday, [DayOfWeek.Monday, DayOfWeek.Thursday]).Sessions, placed => placed.Session.FullId == "6:3-2");
    }

    [Fact]
    public void A_daily_walk_is_on_every_day() => Assert.Equal(7, Place(1, "mon").Sessions.Count(placed => placed.Session.Id == "walk-10"));

    [Fact]
    public void The_same_week_again_is_placed_again_and_no_calendar_moves_on() =>
        Assert.All(Place(4, "mon,wed,sat", weeks: 3).Sessions, placed => Assert.Equal(4, placed.Session.WeekNumber));

    [Fact]
    public void Whatever_the_days_no_two_runs_are_next_to_each_other_and_none_is_on_another_day() =>
        (from week in Gen.Int[1, 8]
         from mask in Gen.Int[1, 127]
         from offset in Gen.Int[0, 6]
         from weeks in Gen.Int[1, 4]
         select (week, mask, offset, weeks)).Sample(given =>
        {
            var days = Enumerable.Range(0, 7).Where(day => (given.mask >> day & 1) == 1).Select(day => (DayOfWeek)day).ToList();
            var start = _monday.AddDays(given.offset);
            var calendar = WeekCalendar.Place(_plan.Week(given.week)!, null, start, days, given.weeks);
            var runs = calendar.Sessions.Where(placed => placed.Session.Kind == SessionKind.Run).Select(placed => placed.Day).ToList();
            Assert.All(runs, day => Assert.Contains(day.DayOfWeek, days));
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.Second.DayNumber - pair.First.DayNumber >= 2));
            Assert.All(calendar.Sessions, placed => Assert.InRange(placed.Day, start, start.AddDays(7 * given.weeks - 1)));
            Assert.Equal(calendar.Sessions.Length, calendar.Sessions.Distinct().Count());
            Assert.Equal(calendar.Sessions.OrderBy(placed => placed.Day), calendar.Sessions);
        });
}
