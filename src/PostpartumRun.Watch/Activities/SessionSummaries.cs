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
    private readonly List<Part> _parts = [];
    private (long? Sport, long? SubSport) _sport;

    private readonly record struct Summary(uint? Start, long? Elapsed, long? Timer, double? Distance, long? Sport, long? SubSport);

    /// <summary>A session's place: in milliseconds from the activity's start until it is known of all, see <see cref="LayOut"/>.</summary>
    private readonly record struct Part(Summary Summary, long Offset, Duration From, Duration Elapsed, bool IsRebuilt = false);

    /// <summary>Whether no session was told.</summary>
    public bool IsEmpty => _summaries.Count == 0;

    /// <summary>When the first one began, in the file's own time.</summary>
    public uint? Start
    {
        get
        {
            uint? first = null;
            foreach (var summary in _summaries)
                first = summary.Start is { } start && !(first <= start) ? start : first;
            return first;
        }
    }

    public void Clear()
    {
        _summaries.Clear();
        _parts.Clear();
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
        foreach (var other in _summaries)
        {
            if (other.Start == summary.Start)
                return;
        }
        if (_summaries.Count < MaxSessions)
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
    /// Finds where sessions lie, in order of time. What a summary lacks is measured, and where summaries are lost a session from the last one's
    /// end stands for all of them.
    /// </summary>
    /// <param name="recording">With its laps, pauses and whole length.</param>
    /// <param name="start">The activity's start, in the file's own time.</param>
    /// <param name="isTailLost">Whether the recording goes on after the last session that is told.</param>
    public void LayOut(Recording recording, uint start, bool isTailLost)
    {
        _parts.Clear();
        foreach (var summary in _summaries)
        {
            long offset = Offset(summary, start) ?? long.MaxValue;
            int place = _parts.Count;
            while (place > 0 && _parts[place - 1].Offset > offset)
                place--;
            _parts.Insert(place, new(summary, offset, default, default));
        }
        var next = Duration.Zero;
        for (int i = 0; i < _parts.Count; i++)
        {
            var (summary, offset) = (_parts[i].Summary, _parts[i].Offset);
            var from = offset == long.MaxValue ? next : Duration.FromMilliseconds(offset);
            var elapsed = summary.Elapsed is { } told ? Duration.FromMilliseconds(told) : Duration.Max(Duration.Zero, recording.Elapsed - from);
            _parts[i] = new(summary, offset, from, elapsed);
            next = Duration.Max(next, from + elapsed);
        }
        if (IsEmpty || (isTailLost && recording.Elapsed > next))
        {
            var lost = new Summary(null, null, null, null, _sport.Sport, _sport.SubSport);
            _parts.Add(new(lost, long.MaxValue, next, Duration.Max(Duration.Zero, recording.Elapsed - next), IsRebuilt: true));
        }
    }

    /// <summary>Whether walking and running make sense in all of them, as far as is known, once they are laid out.</summary>
    public bool AreOnFoot
    {
        get
        {
            foreach (var part in _parts)
            {
                if (!IsOnFoot(SportOf(part.Summary)))
                    return false;
            }
            return true;
        }
    }

    /// <summary>The sessions, once they are laid out; at least one.</summary>
    public List<ActivitySession> Measure(Recording recording)
    {
        var sessions = new List<ActivitySession>(_parts.Count);
        foreach (var part in _parts)
            sessions.Add(Measure(recording, part));
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

    private ActivitySession Measure(Recording recording, in Part part)
    {
        var (summary, from, to) = (part.Summary, part.From, part.From + part.Elapsed);
        long? sport = SportOf(summary);
        return new ActivitySession(
            from, part.Elapsed, summary.Timer is { } timer ? Duration.FromMilliseconds(timer) : recording.TimerBetween(from, to),
            summary.Distance ?? recording.DistanceBetween(from, to), Named("sport", sport), Named("sub_sport", summary.SubSport),
            IsOnFoot(sport), part.IsRebuilt);
    }

    private long? SportOf(in Summary summary) => summary.Sport ?? (_summaries.Count > 1 ? null : _sport.Sport);

    private static bool IsOnFoot(long? sport) => sport is not { } known || Array.IndexOf(SportsOnFoot, (byte)known) >= 0;

    /// <summary>In milliseconds. The first one's own start may be wrong, and is the activity's; any other's that cannot be is null.</summary>
    private long? Offset(in Summary summary, uint start)
    {
        long from = summary.Start is { } time && summary != _summaries[0] ? ((long)time - start) * 1000 : 0;
        return from is >= 0 and < TimeSpan.MillisecondsPerDay ? from : null;
    }

    private static string? Named(string type, long? value) =>
        value is { } number ? FitProfile.FindType(type)?.NameOf(number) ?? number.ToString(CultureInfo.InvariantCulture) : null;
}
