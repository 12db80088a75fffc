using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using PostpartumRun.Fit;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Puts a workout together from the <c>workout</c> and <c>workout_step</c> messages of a file, whoever made it. What a step asks for is
/// read from its name where it says run or walk, and from its intensity otherwise, unless the sport is one that is neither.
/// </summary>
internal sealed class WorkoutAssembler
{
    /// <summary>More steps than any watch takes; a file that has more is nonsense.</summary>
    public const int MaxSteps = 1000;

    private const string Unusable = "The workout cannot be used: it has too many steps or rounds, or repeats too deep in each other.";

    // The steps of this file, and behind them what is left of the last one's: a step whose bytes are the last file's is not read again.
    private readonly List<Step> _steps = [];
    private Told _told = Told.Nothing;

    // What was assembled last, and of what: nothing, once a step is another.
    private Told? _assembled;
    private Workout? _workout;
    private string? _problem;

    /// <summary>What a file says besides its steps.</summary>
    private readonly record struct Told(int Steps, byte Sport, bool IsTooLong)
    {
        public static readonly Told Nothing = new(0, Watch.Sport.Running, false);
    }

    private readonly record struct Step(MessageDefinition Definition, byte[] Bytes, WireStep Wire);

    private readonly record struct WireStep(
        long? Index, string? Name, byte DurationType, long DurationValue, byte TargetType, long TargetValue, long Low, long High, byte? Intensity, string? Notes);

    public bool IsEmpty => _told.Steps == 0;

    /// <summary>Whether the workout that was assembled last carries the note that ours do.</summary>
    public bool HasStopNote { get; private set; }

    public void Clear() => _told = Told.Nothing;

    public void AddWorkout(scoped in FitMessage message) => _told = _told with { Sport = (byte)(message[WorkoutField.Sport].Integer ?? Sport.Running) };

    public void AddStep(scoped in FitMessage message)
    {
        int index = _told.Steps;
        if (index == MaxSteps)
        {
            _told = _told with { IsTooLong = true };
            return;
        }
        _told = _told with { Steps = index + 1 };
        if (index < _steps.Count && _steps[index] is var last && last.Definition == message.Definition && message.Data.SequenceEqual(last.Bytes))
            return;
        _assembled = null;
        var step = new Step(message.Definition, message.Data.ToArray(), Read(message));
        if (index < _steps.Count)
            _steps[index] = step;
        else
            _steps.Add(step);
    }

    /// <summary>The workout, or null and why there is none. The same bytes as the last time give the same workout.</summary>
    public Workout? Assemble(out string? problem)
    {
        if (_assembled != _told)
        {
            HasStopNote = false;
            (_workout, _problem) = (null, Unusable);
            if (!_told.IsTooLong)
                _workout = BuildOrNull(out _problem);
            _assembled = _told;
        }
        problem = _problem;
        return _workout;
    }

    private static WireStep Read(scoped in FitMessage message) => new(
        message[WorkoutStepField.MessageIndex].Integer,
        message[WorkoutStepField.Name].Text,
        (byte)(message[WorkoutStepField.DurationType].Integer ?? StepDuration.Open),
        message[WorkoutStepField.DurationValue].Integer ?? 0,
        (byte)(message[WorkoutStepField.TargetType].Integer ?? StepTargetType.Open),
        message[WorkoutStepField.TargetValue].Integer ?? 0,
        message[WorkoutStepField.CustomTargetLow].Integer ?? 0,
        message[WorkoutStepField.CustomTargetHigh].Integer ?? 0,
        (byte?)message[WorkoutStepField.Intensity].Integer,
        message[WorkoutStepField.Notes].Text);

    private Workout? BuildOrNull(out string? problem)
    {
        try
        {
            return Build(out problem);
        }
        catch (ArgumentException)
        {
            problem = Unusable;
            return null;
        }
    }

    private Workout? Build(out string? problem)
    {
        problem = null;
        var steps = new List<WireStep>(_told.Steps);
        foreach (ref readonly var step in CollectionsMarshal.AsSpan(_steps)[.._told.Steps])
            steps.Add(step.Wire);
        // Their index is what numbers steps, and repeats go by it; where one lacks its own, all stand as they came.
        if (steps.TrueForAll(step => step.Index is not null) && steps.DistinctBy(step => step.Index).Count() == steps.Count)
            steps.Sort((left, right) => left.Index!.Value.CompareTo(right.Index!.Value));
        // Elements so far, with the step index at which each begins: a repeat takes back those from its first step on.
        var elements = new List<(int First, WorkoutElement Element)>();
        for (int index = 0; index < steps.Count; index++)
        {
            var wire = steps[index];
            if (!IsRepeat(wire.DurationType))
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
        return new Workout([.. elements.Select(element => element.Element)]);
    }

    private static bool IsRepeat(byte durationType) => durationType
        is (>= StepDuration.RepeatUntilStepsComplete and <= StepDuration.RepeatUntilPowerGreater)
        or StepDuration.RepeatUntilLapPowerLess or StepDuration.RepeatUntilMaxLapPowerLess or StepDuration.RepeatUntilTrainingStress;

    private WorkoutStep StepOf(WireStep wire)
    {
        var role = wire.Intensity switch
        {
            Intensity.Warmup => StepRole.Warmup,
            Intensity.Cooldown => StepRole.Cooldown,
            _ => StepRole.None,
        };
        return new WorkoutStep(Length(wire), GaitOf(wire), role, WorkoutStep.NoteFrom(WithoutStopNote(wire.Notes)), Target(wire));
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
        if (Ascii.Equals(name, WorkoutFileWriter.OpenName))
            return Gait.Open;
        if (_told.Sport == Sport.Walking)
            return Gait.Walk;
        if (_told.Sport is not (Sport.Running or Sport.Generic))
            return Gait.Open;
        return wire.Intensity switch
        {
            Intensity.Rest or Intensity.Recovery => Gait.Walk,
            Intensity.Warmup or Intensity.Cooldown => Gait.Open,
            _ => _told.Sport == Sport.Running && name.Length == 0 || wire.Intensity is Intensity.Active or Intensity.Interval ? Gait.Run : Gait.Open,
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

    /// <summary>The step's own cue, without what <see cref="SessionWorkouts"/> put behind it.</summary>
    private string? WithoutStopNote(string? notes)
    {
        if (notes is null || !notes.EndsWith(SessionWorkouts.StopNote, StringComparison.Ordinal))
            return notes;
        HasStopNote = true;
        return notes[..^SessionWorkouts.StopNote.Length];
    }
}
