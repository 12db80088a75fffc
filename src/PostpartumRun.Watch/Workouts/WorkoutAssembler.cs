using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PostpartumRun.Fit;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Puts a workout together from the <c>workout</c> and <c>workout_step</c> messages of a file, whoever made it. What a step asks for is
/// read from its name where it says run or walk, and from its intensity otherwise.
/// </summary>
internal sealed class WorkoutAssembler
{
    /// <summary>More steps than any watch takes; the rest of a file that has more is nonsense.</summary>
    private const int MaxSteps = 1000;

    // The steps of this file, and behind them what is left of the last one's: a step whose bytes are the last file's is not read again.
    private readonly List<Step> _steps = [];
    private int _count;
    private byte _sport = Sport.Running;
    private bool _isAssembled;
    private int _lastCount;
    private byte _lastSport;
    private Workout? _lastWorkout;
    private string? _lastProblem;

    private readonly record struct Step(MessageDefinition Definition, byte[] Bytes, WireStep Wire);

    private readonly record struct WireStep(
        string? Name, byte DurationType, long DurationValue, byte TargetType, long TargetValue, long Low, long High, byte? Intensity, string? Notes);

    public bool IsEmpty => _count == 0;

    public void Clear()
    {
        (_count, _sport) = (0, Sport.Running);
    }

    public void AddWorkout(scoped in FitMessage message) => _sport = (byte)(message[WorkoutField.Sport].Integer ?? Sport.Running);

    public void AddStep(scoped in FitMessage message)
    {
        if (_count == MaxSteps)
            return;
        int index = _count++;
        if (index < _steps.Count && _steps[index] is var last && last.Definition == message.Definition && message.Data.SequenceEqual(last.Bytes))
            return;
        _isAssembled = false;
        var step = new Step(message.Definition, message.Data.ToArray(), Read(message));
        if (index < _steps.Count)
            _steps[index] = step;
        else
            _steps.Add(step);
    }

    /// <summary>The workout, or null and why there is none. The same bytes as the last time give the same workout.</summary>
    public Workout? Assemble(out string? problem)
    {
        if (!_isAssembled || _count != _lastCount || _sport != _lastSport)
        {
            (_isAssembled, _lastCount, _lastSport) = (true, _count, _sport);
            _lastWorkout = Assemble(CollectionsMarshal.AsSpan(_steps)[.._count], out _lastProblem);
        }
        problem = _lastProblem;
        return _lastWorkout;
    }

    private static WireStep Read(scoped in FitMessage message) => new(
        message[WorkoutStepField.Name].Text,
        (byte)(message[WorkoutStepField.DurationType].Integer ?? StepDuration.Open),
        message[WorkoutStepField.DurationValue].Integer ?? 0,
        (byte)(message[WorkoutStepField.TargetType].Integer ?? StepTargetType.Open),
        message[WorkoutStepField.TargetValue].Integer ?? 0,
        message[WorkoutStepField.CustomTargetLow].Integer ?? 0,
        message[WorkoutStepField.CustomTargetHigh].Integer ?? 0,
        (byte?)message[WorkoutStepField.Intensity].Integer,
        message[WorkoutStepField.Notes].Text);

    private Workout? Assemble(ReadOnlySpan<Step> steps, out string? problem)
    {
        // Elements so far, with the step index at which each begins: a repeat takes back those from its first step on.
        var elements = new List<(int First, WorkoutElement Element)>();
        for (int index = 0; index < steps.Length; index++)
        {
            var wire = steps[index].Wire;
            if (wire.DurationType is < StepDuration.RepeatUntilStepsComplete or > StepDuration.RepeatUntilPowerGreater)
            {
                elements.Add((index, StepOf(wire)));
                continue;
            }
            int first = elements.FindIndex(element => element.First == wire.DurationValue);
            if (first < 0)
            {
                problem = $"Step {index + 1} of the workout repeats steps that do not come before it.";
                return null;
            }
            // A repeat until some time or heart rate has no number of rounds; one round is what is sure.
            long rounds = wire.DurationType == StepDuration.RepeatUntilStepsComplete ? Math.Clamp(wire.TargetValue, 1, Workout.MaxRounds) : 1;
            var body = elements[first..].Select(element => element.Element).ToImmutableArray();
            elements.RemoveRange(first, elements.Count - first);
            elements.Add(((int)wire.DurationValue, new Repeat((int)rounds, body)));
        }
        try
        {
            problem = null;
            return new Workout([.. elements.Select(element => element.Element)]);
        }
        catch (ArgumentException exception)
        {
            problem = $"The workout cannot be used: {exception.Message}";
            return null;
        }
    }

    private WorkoutStep StepOf(WireStep wire)
    {
        var role = wire.Intensity switch
        {
            Intensity.Warmup => StepRole.Warmup,
            Intensity.Cooldown => StepRole.Cooldown,
            _ => StepRole.None,
        };
        return new WorkoutStep(Length(wire), GaitOf(wire), role, Note(wire.Notes), Target(wire));
    }

    private static StepLength Length(WireStep wire) => wire.DurationType switch
    {
        StepDuration.Time when wire.DurationValue > 0 && wire.DurationValue <= Workout.MaxStepTime.Milliseconds =>
            StepLength.OfTime(Duration.FromMilliseconds(wire.DurationValue)),
        StepDuration.Distance when wire.DurationValue is > 0 and <= Workout.MaxStepDistanceCentimeters =>
            StepLength.OfDistance(wire.DurationValue),
        _ => StepLength.UntilLapButton,
    };

    private Gait GaitOf(WireStep wire)
    {
        string name = wire.Name ?? "";
        if (Says(name, "walk"))
            return Gait.Walk;
        if (Says(name, "run") || Says(name, "jog"))
            return Gait.Run;
        if (_sport == Sport.Walking)
            return Gait.Walk;
        return wire.Intensity switch
        {
            Intensity.Rest or Intensity.Recovery => Gait.Walk,
            Intensity.Warmup or Intensity.Cooldown => Gait.Open,
            _ => _sport == Sport.Running && name.Length == 0 || wire.Intensity is Intensity.Active or Intensity.Interval ? Gait.Run : Gait.Open,
        };
    }

    private static bool Says(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static StepTarget Target(WireStep wire) => wire switch
    {
        { TargetType: StepTargetType.Speed, TargetValue: 0, Low: > 0 } when wire.High >= wire.Low && SecondsPerKm(wire.Low) <= 3600 && SecondsPerKm(wire.High) >= 1 =>
            StepTarget.Pace(SecondsPerKm(wire.High), SecondsPerKm(wire.Low)),
        { TargetType: StepTargetType.HeartRate, TargetValue: 0, Low: > StepTargetType.HeartRateOffset } when wire.High >= wire.Low && wire.High <= StepTargetType.HeartRateOffset + 255 =>
            StepTarget.HeartRate((int)wire.Low - StepTargetType.HeartRateOffset, (int)wire.High - StepTargetType.HeartRateOffset),
        _ => default,
    };

    private static int SecondsPerKm(long mmPerSecond) => (int)Math.Round(1_000_000.0 / mmPerSecond);

    /// <summary>Notes as a workout's text can hold them.</summary>
    private static string? Note(string? notes)
    {
        if (notes is null)
            return null;
        var kept = new string([.. notes.Where(c => c != '"' && !char.IsControl(c))]).Trim();
        return kept.Length == 0 ? null : kept[..Math.Min(kept.Length, 200)];
    }
}
