using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Everything of an activity but its records: kept in the file's own times while it is read, since summaries can stand before or after the
/// records, and turned into offsets once the start is known.
/// </summary>
internal sealed class ActivitySummary
{
    private static readonly Duration SessionEndTolerance = Duration.FromMilliseconds(5000);

    private readonly SessionSummaries _sessions = new();
    private readonly List<WireLap> _laps = [];
    private readonly List<(SplitKind Kind, uint Start, uint End)> _splits = [];
    private readonly List<(uint Time, bool IsStart)> _timer = [];
    private ActivityFields _activity;
    private FileIdFields _fileId;
    private WorkoutReference? _trainingFile;
    private int _records;

    private readonly record struct WireLap(uint Start, long Elapsed, long Timer, LapTrigger Trigger, int? StepIndex, double Distance);

    private readonly record struct FileIdFields(byte? Type, long? Manufacturer, long? Product, long? SerialNumber, uint? TimeCreated);

    private readonly record struct ActivityFields(uint? Time, uint? LocalTime);

    public byte? FileType => _fileId.Type;

    /// <summary>The time of the first record, which recordings count from until the start is known.</summary>
    public uint FirstRecord { get; private set; }

    /// <summary>What says that it is an activity is an activity; so is what does not say what it is, and holds records.</summary>
    public bool IsActivity => _fileId.Type is { } type ? type == Watch.FileType.Activity && HasContent : _records > 0;

    private bool HasContent => _records > 0 || !_sessions.IsEmpty || _laps.Count > 0;

    public void Clear()
    {
        _sessions.Clear();
        _laps.Clear();
        _splits.Clear();
        _timer.Clear();
        _activity = default;
        _fileId = default;
        _trainingFile = null;
        _records = 0;
        FirstRecord = 0;
    }

    /// <summary>Takes in the times of records.</summary>
    /// <param name="times">Their times, each later than the one before it.</param>
    /// <param name="recording">The recording, to which those before have been added.</param>
    /// <param name="seconds">Gets those times in seconds from the first.</param>
    /// <returns>How many are later than those before, from the first on; when the first is not, that one is taken in nevertheless.</returns>
    public int TakeRecords(ReadOnlySpan<uint> times, Recording recording, Span<int> seconds)
    {
        if (_records == 0)
            FirstRecord = times[0];
        if (recording.Count > 1 && IsWrong(recording.Times, (long)times[0] - FirstRecord))
            recording.RemoveLast();
        long first = Math.Min((long)times[0] - FirstRecord, int.MaxValue);
        bool isLater = recording.Count == 0 || first > recording.Times[^1];
        // Times beyond what an offset can be are one and the same.
        int count = !isLater ? 0 : (long)times[^1] - FirstRecord > int.MaxValue ? 1 : times.Length;
        _records += Math.Max(count, 1);
        if (count > 1)
            Subtract(FirstRecord, times[..count], seconds[..count]);
        else
            seconds[0] = (int)first;
        return count;
    }

    private static void Subtract(uint from, ReadOnlySpan<uint> times, Span<int> seconds)
    {
        var all = MemoryMarshal.Cast<uint, Vector<uint>>(times);
        var differences = MemoryMarshal.Cast<int, Vector<uint>>(seconds);
        for (int i = 0; i < all.Length && i < differences.Length; i++)
            differences[i] = all[i] - new Vector<uint>(from);
        for (int i = times.Length - (times.Length % Vector<uint>.Count); i < times.Length; i++)
            seconds[i] = (int)(times[i] - from);
    }

    /// <summary>Whether the last time is over a day ahead of both its neighbours: taken as right, it would swallow all that follow.</summary>
    private static bool IsWrong(ReadOnlySpan<int> times, long next) =>
        next > times[^2] && (long)times[^1] - Math.Max(times[^2], next) > TimeSpan.SecondsPerDay;

    /// <summary>Whether <see cref="Take"/> makes anything of messages of a number.</summary>
    public static bool Reads(ushort number) => number is MessageNumber.FileId or MessageNumber.Session or MessageNumber.Sport or MessageNumber.Activity
        or MessageNumber.Lap or MessageNumber.Split or MessageNumber.Event or MessageNumber.TrainingFile;

    public void Take(scoped in FitMessage message)
    {
        switch (message.Number)
        {
            case MessageNumber.FileId when _fileId == default:
                _fileId = new(
                    (byte?)message[FileIdField.Type].Integer, message[FileIdField.Manufacturer].Integer,
                    message[FileIdField.Product].Integer, message[FileIdField.SerialNumber].Integer, Time(message[FileIdField.TimeCreated]));
                break;
            case MessageNumber.Session:
                _sessions.Take(message);
                break;
            case MessageNumber.Sport:
                _sessions.TakeSport(message);
                break;
            case MessageNumber.Activity:
                _activity = new(message.Timestamp, (uint?)message[ActivityField.LocalTimestamp].Integer);
                break;
            case MessageNumber.Lap:
                TakeLap(message);
                break;
            case MessageNumber.Split:
                TakeSplit(message);
                break;
            case MessageNumber.Event:
                TakeEvent(message);
                break;
            case MessageNumber.TrainingFile:
                TakeTrainingFile(message);
                break;
        }
    }

    /// <summary>Puts laps, splits and pauses into the recording, and counts all from the activity's start.</summary>
    public void Complete(Recording recording, bool isSalvaged)
    {
        uint start = FindStart();
        recording.Start = FitTime.ToDateTimeOffset(start);
        if (_records > 0)
            recording.Shift((int)((long)FirstRecord - start));
        AddLaps(recording, start);
        InOrder(_splits, split => split.Start);
        foreach (var (kind, from, to) in _splits)
            recording.Splits.Add(new(kind, Offset(from, start), Offset(to, start)));
        AddPauses(recording, start);

        var measured = _records > 0 ? Duration.FromMilliseconds(recording.Times[^1] * 1000L) : recording.Laps.Count > 0 ? recording.Laps[^1].End : Duration.Zero;
        var told = _sessions.FindElapsed(start);
        // Watches write the last record a moment after a session's end; what goes on for longer has lost its summaries.
        bool isTailLost = isSalvaged && measured - (told ?? Duration.Zero) > SessionEndTolerance;
        recording.Elapsed = told is { } elapsed && !isTailLost ? elapsed : measured;
        if (isTailLost)
            AddLostLap(recording);
        _sessions.LayOut(recording, start, isTailLost);
        recording.IsOnFoot = _sessions.AreOnFoot;
    }

    /// <summary>What the file says of the whole, and its sessions, once the recording is complete.</summary>
    public ActivityInfo Describe(Recording recording, bool isSalvaged, out IReadOnlyList<ActivitySession> all)
    {
        var sessions = _sessions.Measure(recording);
        all = sessions;
        var (sport, subSport) = SessionSummaries.FindSport(sessions);
        return new ActivityInfo
        {
            Start = recording.Start,
            Elapsed = recording.Elapsed,
            Timer = sessions.Aggregate(Duration.Zero, (sum, session) => sum + session.Timer),
            DistanceMeters = sessions.Exists(session => session.DistanceMeters is not null) ? sessions.Sum(session => session.DistanceMeters) : null,
            Manufacturer = Named("manufacturer", _fileId.Manufacturer),
            Product = (int?)_fileId.Product,
            SerialNumber = (uint?)_fileId.SerialNumber,
            FileCreated = _fileId.TimeCreated is { } created ? FitTime.ToDateTimeOffset(created) : null,
            Sport = sport,
            SubSport = subSport,
            Records = _records,
            TrainingFile = _trainingFile,
            UtcOffset = FindUtcOffset(),
            Salvaged = isSalvaged,
        };
    }

    /// <summary>The session's start, unless the records contradict it.</summary>
    private uint FindStart()
    {
        uint? session = _sessions.Start;
        if (_records == 0)
            return session ?? (_laps.Count > 0 ? _laps[0].Start : _activity.Time ?? 0);
        uint first = FirstRecord;
        bool isCredible = session is { } time && time <= first && first - time < TimeSpan.SecondsPerDay;
        return isCredible ? session!.Value : first;
    }

    private TimeSpan? FindUtcOffset()
    {
        if (_activity is not { Time: { } time, LocalTime: { } local })
            return null;
        // Zones are multiples of a quarter of an hour, from -12 to +14; watches write times some seconds apart.
        double quarters = Math.Round(((double)local - time) / 900);
        return quarters is >= -48 and <= 56 ? TimeSpan.FromMinutes(15 * quarters) : null;
    }

    private void TakeLap(scoped in FitMessage message)
    {
        uint? start = Time(message[LapField.StartTime]);
        long elapsed = message[LapField.TotalElapsedTime].Integer ?? 0;
        if (start is null && message.Timestamp is { } end && end >= elapsed / 1000)
            start = end - (uint)(elapsed / 1000);
        if (start is not { } from)
            return;
        _laps.Add(new(
            from, elapsed, message[LapField.TotalTimerTime].Integer ?? elapsed,
            (LapTrigger)(message[LapField.Trigger].Integer ?? (long)LapTrigger.Unknown),
            (int?)message[LapField.WorkoutStepIndex].Integer,
            message[LapField.TotalDistance].Integer / 100.0 ?? double.NaN));
    }

    private void TakeSplit(scoped in FitMessage message)
    {
        if (message[SplitField.Type].Integer is not { } kind || Time(message[SplitField.StartTime]) is not { } start)
            return;
        uint end = Time(message[SplitField.EndTime]) ?? start + (uint)((message[SplitField.TotalElapsedTime].Integer ?? 0) / 1000);
        if (end >= start)
            _splits.Add(((SplitKind)kind, start, end));
    }

    private void TakeEvent(scoped in FitMessage message)
    {
        if (message[EventField.Event].Integer != TimerEvent.Timer || message.Timestamp is not { } time)
            return;
        switch (message[EventField.EventType].Integer)
        {
            case TimerEvent.Start:
                _timer.Add((time, true));
                break;
            case TimerEvent.Stop or TimerEvent.StopAll or TimerEvent.StopDisable or TimerEvent.StopDisableAll:
                _timer.Add((time, false));
                break;
        }
    }

    private void TakeTrainingFile(scoped in FitMessage message)
    {
        bool isWorkout = message[TrainingFileField.Type].Integer is null or Watch.FileType.Workout;
        if (isWorkout && message[TrainingFileField.SerialNumber].Integer is { } serial && Time(message[TrainingFileField.TimeCreated]) is { } created)
            _trainingFile = new((uint)serial, FitTime.ToDateTimeOffset(created));
    }

    private void AddLaps(Recording recording, uint start)
    {
        InOrder(_laps, lap => lap.Start);
        foreach (var lap in _laps)
        {
            recording.Laps.Add(new(
                Offset(lap.Start, start), Duration.FromMilliseconds(lap.Elapsed), Duration.FromMilliseconds(lap.Timer),
                lap.Trigger, lap.StepIndex, lap.Distance));
        }
    }

    /// <summary>A lap from the last one's end to the last record, for those whose summaries are lost.</summary>
    private static void AddLostLap(Recording recording)
    {
        var from = recording.Laps.Aggregate(Duration.Zero, (end, lap) => Duration.Max(end, lap.End));
        var to = recording.Elapsed;
        if (to > from)
        {
            recording.Laps.Add(new(
                from, to - from, recording.TimerBetween(from, to), LapTrigger.Unknown, null, recording.DistanceBetween(from, to) ?? double.NaN));
        }
    }

    /// <summary>A pause lasts from a stop to the next start; a stop that nothing follows is the end.</summary>
    private void AddPauses(Recording recording, uint start)
    {
        uint? stopped = null;
        InOrder(_timer, timer => timer.Time);
        foreach (var (time, isStart) in _timer)
        {
            if (!isStart)
                stopped ??= time;
            else if (stopped is { } from)
            {
                if (time > from)
                    recording.Pauses.Add(new(Offset(from, start), Offset(time, start)));
                stopped = null;
            }
        }
    }

    /// <summary>Puts a list in order of time, what is at the same time in the order of the file. Watches write in order: then nothing is done.</summary>
    private static void InOrder<T>(List<T> list, Func<T, uint> time)
    {
        for (int i = 1; i < list.Count; i++)
        {
            if (time(list[i - 1]) <= time(list[i]))
                continue;
            List<T> sorted = [.. list.OrderBy(time)];
            list.Clear();
            list.AddRange(sorted);
            return;
        }
    }

    private static Duration Offset(uint time, uint start) => Duration.FromMilliseconds(((long)time - start) * 1000);

    /// <summary>A time in a field, or null.</summary>
    internal static uint? Time(FitField field) => field.Integer is { } seconds and >= 0 and < FitTime.Invalid ? (uint)seconds : null;

    private static string? Named(string type, long? value) =>
        value is { } number ? FitProfile.FindType(type)?.NameOf(number) ?? number.ToString(CultureInfo.InvariantCulture) : null;
}
