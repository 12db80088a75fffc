using System.Runtime.InteropServices;
using PostpartumRun.Intervals;
using PostpartumRun.Watch;

namespace PostpartumRun.Fuzzing.Targets;

/// <summary>
/// Bytes are read as an activity and verified, against its own workout and another. A reader that has read other files reads as a new one does,
/// and what the verifier says lies within its bounds.
/// </summary>
internal sealed class ActivityTarget : IFuzzTarget, IDisposable
{
    private static readonly Workout Planned = WorkoutText.Parse("0:20 walk warmup; 2x(0:15 run; 0:20 walk); 0:10 walk cooldown");

    private const int LongSeconds = 1800;

    private readonly ActivityReader _reader = new();
    private readonly Recording _recording = new();
    private readonly Verifier _verifier = new();
    private readonly SessionVerification _verification = new();

    public string Name => "activity";

    public bool IsFit => true;

    public IEnumerable<byte[]> Seeds() => FuzzSeeds.Activities();

    public void Run(ReadOnlySpan<byte> input)
    {
        var reading = _reader.Read(input, _recording, out var error);
        BrokenPromiseException.Unless(reading != ActivityReading.Unreadable || error is not null, "It cannot be read, and nothing is wrong with it.");
        using var fresh = new ActivityReader().Read(input);
        BrokenPromiseException.Unless(fresh.Reading == reading && fresh.Error == error, $"A new reader says {fresh.Reading}, {fresh.Error}, not {reading}, {error}.");
        Compare(_recording, fresh.Recording);
        // A file can ask for two days; most of the time is better spent on others.
        if (reading == ActivityReading.Activity && (_recording.Elapsed.Seconds < LongSeconds || input.Length % 64 == 0))
        {
            Verify(_recording, null);
            Verify(_recording, Planned);
        }
        var all = _reader.ReadAll(input);
        BrokenPromiseException.Unless(all.Count > 0, "There is no answer.");
        BrokenPromiseException.Unless(
            (all[0].Reading == ActivityReading.Activity) == (reading == ActivityReading.Activity), $"As one of a chain it is {all[0].Reading}, alone {reading}.");
        foreach (var activity in all)
            activity.Dispose();
    }

    private static void Compare(Recording used, Recording fresh)
    {
        bool isSame = used.Start == fresh.Start && used.Elapsed == fresh.Elapsed && used.IsOnFoot == fresh.IsOnFoot && used.Times.SequenceEqual(fresh.Times)
            && used.Laps.SequenceEqual(fresh.Laps) && used.Splits.SequenceEqual(fresh.Splits) && used.Pauses.SequenceEqual(fresh.Pauses)
            && (used.Workout is null) == (fresh.Workout is null);
        BrokenPromiseException.Unless(isSame, "A recording that is used again is not as a new one.");
        foreach (var channel in Enum.GetValues<Channel>())
        {
            bool isSameChannel = used.Has(channel) == fresh.Has(channel)
                && (!used.Has(channel) || MemoryMarshal.AsBytes(used[channel]).SequenceEqual(MemoryMarshal.AsBytes(fresh[channel])));
            BrokenPromiseException.Unless(isSameChannel, $"{channel} of a recording that is used again is not as a new one's.");
        }
    }

    private void Verify(Recording recording, Workout? workout)
    {
        _verifier.Verify(recording, workout, _verification);
        BrokenPromiseException.Unless(_verification.Score is null or (>= 0 and <= 100), $"The score is {_verification.Score}.");
        BrokenPromiseException.Unless(_verification.Confidence is >= 0 and <= 1, $"The confidence is {_verification.Confidence}.");
        BrokenPromiseException.Unless(_verification.Run.Seconds >= 0, $"She ran for {_verification.Run}.");
    }

    public void Dispose() => _recording.Dispose();
}
