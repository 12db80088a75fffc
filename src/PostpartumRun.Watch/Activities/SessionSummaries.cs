using System.Globalization;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>The <c>session</c> and <c>sport</c> messages of a file, and the sessions that come of them.</summary>
internal sealed class SessionSummaries
{
    /// <summary>More than any day's sports and the changes between them.</summary>
    private const int MaxSessions = 200;

    /// <summary>The change from one sport to the next.</summary>
    private const byte Transition = 3;

    /// <summary>Sports in which walking and running make sense; generic ones are what a watch says that was not told.</summary>
    private static readonly byte[] SportsOnFoot =
        [Sport.Generic, Sport.Running, Transition, Sport.FitnessEquipment, Sport.Training, Sport.Walking, Sport.Hiking, Sport.MultiSport];

    private readonly List<Summary> _summaries = [];
    private (long? Sport, long? SubSport) _sport;

    private readonly record struct Summary(uint? Start, long? Elapsed, long? Timer, double? Distance, long? Sport, long? SubSport);

    /// <summary>Whether no session was told.</summary>
    public bool IsEmpty => _summaries.Count == 0;

    /// <summary>When the first one began, in the file's own time.</summary>
    public uint? Start => _summaries.Min(summary => summary.Start);

    public void Clear()
    {
        _summaries.Clear();
        _sport = default;
    }

    /// <summary>Takes in a <c>sport</c> message: what the watch was set to, written as the session begins.</summary>
    public void TakeSport(scoped in FitMessage message) => _sport = (message[SportField.Sport].Integer, message[SportField.SubSport].Integer);

    /// <summary>Takes in a <c>session</c> message.</summary>
    public void Take(scoped in FitMessage message)
    {
        var summary = new Summary(
            ActivitySummary.Time(message[SessionField.StartTime]), message[SessionField.TotalElapsedTime].Integer,
            message[SessionField.TotalTimerTime].Integer, message[SessionField.TotalDistance].Integer / 100.0,
            message[SessionField.Sport].Integer, message[SessionField.SubSport].Integer);
        // Two of the same start are one that was written twice.
        if (_summaries.Count < MaxSessions && !_summaries.Exists(other => other.Start == summary.Start))
            _summaries.Add(summary);
    }

    /// <summary>From the activity's start to the end of the last session; null when none tells.</summary>
    public Duration? FindElapsed(uint start)
    {
        long? end = null;
        foreach (var summary in _summaries)
        {
            if (summary.Elapsed is { } elapsed && Offset(summary, start) is { } from)
                end = Math.Max(end ?? 0, from + elapsed);
        }
        return end is { } known ? Duration.FromMilliseconds(known) : null;
    }

    /// <summary>
    /// The sessions in order of time. What a summary lacks is measured, and where summaries are lost a session from the last one's end
    /// stands for all of them.
    /// </summary>
    /// <param name="recording">With its laps, pauses and whole length.</param>
    /// <param name="start">The activity's start, in the file's own time.</param>
    /// <param name="isTailLost">Whether the recording goes on after the last session that is told.</param>
    public List<ActivitySession> Build(Recording recording, uint start, bool isTailLost)
    {
        var sessions = new List<ActivitySession>();
        var next = Duration.Zero;
        foreach (var summary in _summaries.OrderBy(summary => Offset(summary, start) ?? long.MaxValue))
        {
            var from = Offset(summary, start) is { } offset ? Duration.FromMilliseconds(offset) : next;
            var session = Measure(recording, summary, from);
            sessions.Add(session);
            next = Duration.Max(next, session.End);
        }
        if (IsEmpty || (isTailLost && recording.Elapsed > next))
            sessions.Add(Measure(recording, new(null, null, null, null, _sport.Sport, _sport.SubSport), next) with { IsRebuilt = true });
        return sessions;
    }

    /// <summary>The one sport of all sessions, or that there are several.</summary>
    public static (string? Sport, string? SubSport) FindSport(List<ActivitySession> sessions)
    {
        var first = sessions[0];
        return sessions.TrueForAll(other => other.Sport == first.Sport)
            ? (first.Sport, first.SubSport)
            : (Named("sport", Sport.MultiSport), null);
    }

    private ActivitySession Measure(Recording recording, Summary summary, Duration from)
    {
        var elapsed = summary.Elapsed is { } told ? Duration.FromMilliseconds(told) : Duration.Max(Duration.Zero, recording.Elapsed - from);
        long? sport = summary.Sport ?? (_summaries.Count > 1 ? null : _sport.Sport);
        return new ActivitySession(
            from, elapsed, summary.Timer is { } timer ? Duration.FromMilliseconds(timer) : recording.TimerBetween(from, from + elapsed),
            summary.Distance ?? recording.DistanceBetween(from, from + elapsed), Named("sport", sport), Named("sub_sport", summary.SubSport),
            sport is not { } known || Array.IndexOf(SportsOnFoot, (byte)known) >= 0, IsRebuilt: false);
    }

    /// <summary>In milliseconds. The first one's own start may be wrong, and is the activity's; any other's that cannot be is null.</summary>
    private long? Offset(in Summary summary, uint start)
    {
        long from = summary.Start is { } time && summary != _summaries[0] ? ((long)time - start) * 1000 : 0;
        return from is >= 0 and < TimeSpan.MillisecondsPerDay ? from : null;
    }

    private static string? Named(string type, long? value) =>
        value is { } number ? FitProfile.FindType(type)?.NameOf(number) ?? number.ToString(CultureInfo.InvariantCulture) : null;
}
