using System.Buffers;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// An activity as a watch would have recorded it, for trying the product and for tests: a runner who does a workout, with chosen
/// departures. The same settings give the same bytes.
/// </summary>
public sealed record SimulatedActivity
{
    /// <summary>The workout, and the file that it is recorded from.</summary>
    public required WorkoutFile Workout { get; init; }

    /// <summary>When it begins, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>What differs from one run to the next: steps, breath and the GPS's errors.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Departures, each with its n (a run from 1, minutes, seconds or per cent).</summary>
    public IReadOnlyDictionary<Deviation, int> Deviations { get; init; } = new Dictionary<Deviation, int>();

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes()
    {
        using var recording = Record();
        var target = new ArrayBufferWriter<byte>();
        new ActivityFileWriter().Write(recording, Deviations.ContainsKey(Deviation.NoWorkout) ? null : Workout, target);
        var bytes = target.WrittenSpan;
        return Deviations.TryGetValue(Deviation.CutOff, out int percent)
            ? bytes[..(int)(bytes.Length * (100L - Math.Clamp(percent, 1, 99)) / 100)].ToArray()
            : bytes.ToArray();
    }

    /// <summary>The recording that the file is made of. Dispose of it.</summary>
    public Recording Record()
    {
        var acts = SimulationScript.Of(Workout.Workout, Deviations);
        var body = new SimulatedBody(Seed);
        var laps = new LapMarker(Deviations);
        var recording = new Recording { Start = DateTimeOffset.FromUnixTimeSeconds(Start.ToUnixTimeSeconds()) };
        int total = acts.Sum(act => act.Seconds), done = 0, clock = 0;
        int pauseAt = Deviations.ContainsKey(Deviation.Pause) ? total / 2 : -1;
        foreach (var act in acts)
        {
            for (int second = 0; second < act.Seconds; second++, done++, clock++)
            {
                if (done == pauseAt)
                {
                    int length = Math.Max(1, Deviations[Deviation.Pause]);
                    recording.Pauses.Add(new(At(clock), At(clock + length)));
                    clock += length;
                }
                body.Step(act.Gait);
                if (IsKept(done))
                    Keep(recording, body, clock);
                laps.Step(recording, clock + 1, done + 1, body.Distance);
            }
            if (act.EndsStep)
                laps.End(recording, LapTrigger.Manual, act.StepIndex);
        }
        laps.End(recording, LapTrigger.SessionEnd, null);
        recording.Elapsed = At(clock);
        return recording;
    }

    private void Keep(Recording recording, SimulatedBody body, int clock)
    {
        int index = recording.AddRecord(clock);
        recording.Set(index, Channel.HeartRate, body.HeartRate);
        if (!Deviations.ContainsKey(Deviation.NoSpeed))
        {
            recording.Set(index, Channel.Distance, (float)body.Distance);
            recording.Set(index, Channel.Speed, body.Speed);
        }
        if (Deviations.ContainsKey(Deviation.NoCadence))
            return;
        recording.Set(index, Channel.Cadence, Deviations.ContainsKey(Deviation.Buggy) ? 0 : body.StridesPerMinute);
    }

    /// <summary>Smart recording keeps a sample when something changed: every 1 to 7 seconds, here by a fixed pattern.</summary>
    private bool IsKept(int second) => !Deviations.ContainsKey(Deviation.SmartRecording) || (second * 7 % 17) < 5;

    private static Duration At(int seconds) => Duration.FromMilliseconds(seconds * 1000L);
}
