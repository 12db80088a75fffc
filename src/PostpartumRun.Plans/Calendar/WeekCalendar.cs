using System.Collections.Immutable;
using System.Globalization;

namespace PostpartumRun.Plans;

/// <summary>A session on a day.</summary>
/// <param name="Session">The session.</param>
/// <param name="Day">The day.</param>
public readonly record struct ScheduledSession(PlanSession Session, DateOnly Day);

/// <summary>Sessions on days, and what could not be placed, a sentence each.</summary>
/// <param name="Sessions">In order of days, and on a day in the plan's order.</param>
/// <param name="Notes">What has no day, and why.</param>
public sealed record SessionCalendar(ImmutableArray<ScheduledSession> Sessions, ImmutableArray<string> Notes);

/// <summary>
/// Places a week of the plan on days: runs and drills on the days that are for runs, with a rest day between; walks and exercises on
/// days that have least. It is a proposal: that a day is over does not advance anybody, so the same week can be placed several times over.
/// </summary>
public static class WeekCalendar
{
    private const int DaysInWeek = 7;

    /// <summary>Places one session alone.</summary>
    /// <param name="plan">The plan that it is of.</param>
    /// <param name="session">The session.</param>
    /// <param name="start">The first day.</param>
    /// <param name="runDays">The days of the week that are for runs; at least one.</param>
    /// <param name="weeks">How many weeks it is placed over, from 1.</param>
    public static SessionCalendar Place(
        TrainingPlan plan, PlanSession session, DateOnly start, IReadOnlyCollection<DayOfWeek> runDays, int weeks = 1)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(session);
        var alone = plan.Week(session.WeekNumber)! with { Sessions = [session with { Choice = null }], GoesOn = [] };
        return Place(alone, null, start, runDays, weeks);
    }

    /// <summary>Places sessions.</summary>
    /// <param name="week">The week of the plan.</param>
    /// <param name="chosen">The session that is chosen among those that stand in place of each other; null for the week's own.</param>
    /// <param name="start">The first day.</param>
    /// <param name="runDays">The days of the week that are for runs; at least one.</param>
    /// <param name="weeks">How many weeks the plan's week is placed over, from 1.</param>
    public static SessionCalendar Place(PlanWeek week, PlanSession? chosen, DateOnly start, IReadOnlyCollection<DayOfWeek> runDays, int weeks = 1)
    {
        ArgumentNullException.ThrowIfNull(week);
        ArgumentNullException.ThrowIfNull(runDays);
        ArgumentOutOfRangeException.ThrowIfZero(runDays.Count, nameof(runDays));
        ArgumentOutOfRangeException.ThrowIfLessThan(weeks, 1);
        var placing = new Placing(start, runDays, weeks, week.Sessions.Any(session => session.Kind == SessionKind.Run));
        foreach (var (session, times) in Sessions(week, chosen).OrderBy(pair => Rank(pair.Session.Kind)))
            placing.Place(session, times);
        return new([.. placing.Placed.OrderBy(placed => placed.Day)], [.. placing.Notes]);
    }

    /// <summary>The week's sessions, one of those that stand in place of each other, and those that go on from earlier weeks.</summary>
    public static IEnumerable<(PlanSession Session, PlanRange Times)> Sessions(PlanWeek week, PlanSession? chosen)
    {
        ArgumentNullException.ThrowIfNull(week);
        var kinds = new HashSet<SessionKind>();
        foreach (var session in week.Sessions)
        {
            if (session.Choice is null)
                yield return (session, session.TimesPerWeek);
            else if (kinds.Add(session.Kind))
                yield return (chosen?.Kind == session.Kind && chosen.WeekNumber == week.Number ? chosen : session, session.TimesPerWeek);
        }
        foreach (var (session, times) in week.GoesOn)
            yield return (session, times);
    }

    /// <summary>Runs choose their days first, and what can be done on any day comes last.</summary>
    private static int Rank(SessionKind kind) => kind switch
    {
        SessionKind.Run => 0,
        SessionKind.Drill => 1,
        SessionKind.Strength => 2,
        SessionKind.Core => 3,
        _ => 4,
    };

    private sealed class Placing(DateOnly start, IReadOnlyCollection<DayOfWeek> runDays, int weeks, bool hasRuns)
    {
        private readonly int[] _load = new int[weeks * DaysInWeek];
        private readonly SortedSet<int> _impact = [];

        public List<ScheduledSession> Placed { get; } = [];

        public List<string> Notes { get; } = [];

        public void Place(PlanSession session, PlanRange times)
        {
            for (int week = 0; week < weeks; week++)
            {
                // In a week without runs drills take their days, since hops are an impact too; beside runs they are what stays of a day.
                if (session.Kind == SessionKind.Run || (session.Kind == SessionKind.Drill && !hasRuns))
                    PlaceImpact(session, times, week);
                else
                    Spread(session, times, week);
            }
        }

        private bool IsRunDay(int day) => runDays.Contains(start.AddDays(day).DayOfWeek);

        /// <summary>On run days, with a day between.</summary>
        private void PlaceImpact(PlanSession session, PlanRange times, int week)
        {
            int placed = 0;
            for (int day = week * DaysInWeek; day < (week + 1) * DaysInWeek && placed < times.Max; day++)
            {
                if (!IsRunDay(day))
                    continue;
                if (_impact.Contains(day - 1) || _impact.Contains(day + 1))
                {
                    Notes.Add(string.Create(CultureInfo.InvariantCulture,
                        $"{start.AddDays(day):ddd yyyy-MM-dd} is next to a day with a run: {session.FullId} keeps a rest day between."));
                    continue;
                }
                Put(session, day);
                _impact.Add(day);
                placed++;
            }
            if (placed < times.Min)
                Notes.Add($"{session.FullId} is placed {placed} times a week, and the plan has {times}: give more days with --days.");
        }

        /// <summary>Not on days next to each other where there are others; on those that have least, and far apart; each day once.</summary>
        private void Spread(PlanSession session, PlanRange times, int week)
        {
            var own = new List<int>();
            for (int i = 0; i < Math.Min(times.Min, DaysInWeek); i++)
            {
                int best = Enumerable.Range(week * DaysInWeek, DaysInWeek).Except(own)
                    .OrderBy(day => own.Exists(other => Math.Abs(other - day) == 1))
                    .ThenBy(day => _load[day])
                    .ThenByDescending(day => own.Count == 0 ? 0 : own.Min(other => Math.Abs(other - day)))
                    .First();
                own.Add(best);
                Put(session, best);
            }
        }

        private void Put(PlanSession session, int day)
        {
            Placed.Add(new(session, start.AddDays(day)));
            _load[day]++;
        }
    }
}
