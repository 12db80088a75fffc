using System.Collections.Immutable;

namespace PostpartumRun.Intervals;

/// <summary>What of a recording is drawn: copies of its channels, which live on when the recording's buffers are given back.</summary>
/// <remarks>All columns have one value for each record, NaN where it lacks one; one that the recording has none of is empty.</remarks>
public sealed record ActivityTraces
{
    /// <summary>The seconds over which a speed is taken from distances.</summary>
    private const int SpeedSpan = 5;

    private ActivityTraces()
    {
    }

    /// <summary>Each record's time in whole seconds from the activity's start, in wall-clock time, ascending.</summary>
    public required ImmutableArray<int> Times { get; init; }

    /// <summary>Speed in metres a second; from the distance where no speed was recorded.</summary>
    public required ImmutableArray<float> Speed { get; init; }

    /// <summary>Cadence in steps a minute, NaN where the wrist did not swing: on a buggy, in a pocket, or at a halt.</summary>
    public required ImmutableArray<float> Cadence { get; init; }

    /// <summary>Heart rate in beats a minute.</summary>
    public required ImmutableArray<float> HeartRate { get; init; }

    /// <summary>When the watch's timer stood still, in order and apart.</summary>
    public required ImmutableArray<Pause> Pauses { get; init; }

    /// <summary>The traces of a recording.</summary>
    public static ActivityTraces Of(Recording recording)
    {
        float[] speed = recording.Has(Channel.Speed) ? recording[Channel.Speed].ToArray() : FromDistance(recording);
        float[] cadence = recording[Channel.Cadence].ToArray();
        if (cadence.Length > 0)
            StepsOf(cadence, speed);
        return new()
        {
            Times = [.. recording.Times],
            Speed = [.. speed],
            Cadence = [.. cadence],
            HeartRate = [.. recording[Channel.HeartRate]],
            Pauses = [.. recording.Pauses],
        };
    }

    private static void StepsOf(Span<float> cadence, ReadOnlySpan<float> speed)
    {
        foreach (ref float value in cadence)
            value = value > CadenceScale.Least ? value : float.NaN;
        CadenceScale.ToSteps(cadence, speed);
    }

    /// <summary>Speed over the seconds before each record: over one alone, a distance in whole metres would leap.</summary>
    private static float[] FromDistance(Recording recording)
    {
        var distance = recording[Channel.Distance];
        float[] speed = new float[distance.Length];
        for (int index = 0, first = 0; index < speed.Length; index++)
        {
            while (recording.Times[index] - recording.Times[first] > SpeedSpan)
                first++;
            speed[index] = (distance[index] - distance[first]) / (recording.Times[index] - recording.Times[first]);
        }
        return speed;
    }
}
