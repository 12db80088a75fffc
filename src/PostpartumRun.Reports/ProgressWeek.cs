using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Reports;

/// <summary>A calendar week of a runner, from Monday on.</summary>
/// <param name="Monday">Its first day.</param>
/// <param name="Planned">The running that the workouts of its activities planned.</param>
/// <param name="Done">The running that was done.</param>
/// <param name="Longest">The longest run without a walk.</param>
/// <param name="Activities">How many activities there were.</param>
public sealed record ProgressWeek(DateOnly Monday, Duration Planned, Duration Done, Duration Longest, int Activities)
{
    private const int Most = 52;

    /// <summary>The weeks from the first activity or check-in to today, at most the last 52; none where nothing is logged.</summary>
    public static IReadOnlyList<ProgressWeek> Of(DecisionInputs inputs)
    {
        var days = inputs.Activities.Select(activity => activity.Day).Concat(inputs.CheckIns.Select(checkIn => checkIn.Day)).Where(day => day <= inputs.Today).ToList();
        if (days.Count == 0)
            return [];
        var byWeek = inputs.Activities.ToLookup(activity => MondayOf(activity.Day));
        var (first, last) = (MondayOf(days.Min()), MondayOf(inputs.Today));
        int count = Math.Min(Most, ((last.DayNumber - first.DayNumber) / 7) + 1);
        return [.. Enumerable.Range(1 - count, count).Select(week => last.AddDays(7 * week)).Select(monday => Of(monday, [.. byWeek[monday]]))];
    }

    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static ProgressWeek Of(DateOnly monday, IReadOnlyList<ActivityFact> activities) => new(
        monday,
        activities.Aggregate(Duration.Zero, (sum, activity) => sum + (activity.PlannedRun ?? Duration.Zero)),
        activities.Aggregate(Duration.Zero, (sum, activity) => sum + activity.Run),
        activities.Aggregate(Duration.Zero, (longest, activity) => Duration.Max(longest, activity.LongestRun)),
        activities.Count);
}
