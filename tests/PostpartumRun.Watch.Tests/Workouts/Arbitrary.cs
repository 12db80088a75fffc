using System.Text;
using CsCheck;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch.Tests.Workouts;

/// <summary>Any workout that can be, and what a FIT file can hold of it.</summary>
internal static class Arbitrary
{
    private static readonly Gen<StepLength> Length = Gen.Frequency(
        (3, Gen.Long[1, 3600].Select(s => StepLength.OfTime(Duration.FromMilliseconds(s * 1000)))),
        (1, Gen.Long[1, Workout.MaxStepTime.Milliseconds].Select(ms => StepLength.OfTime(Duration.FromMilliseconds(ms)))),
        (1, Gen.Const(StepLength.OfTime(Workout.MaxStepTime))),
        (2, Gen.Long[1, Workout.MaxStepDistanceCentimeters].Select(StepLength.OfDistance)),
        (1, Gen.Const(StepLength.OfDistance(Workout.MaxStepDistanceCentimeters))),
        (1, Gen.Const(StepLength.UntilLapButton)));

    private static readonly Gen<StepTarget> Target = Gen.Frequency(
        (2, Gen.Const(default(StepTarget))),
        (1, Gen.Select(Gen.Int[1, 3600], Gen.Int[1, 3600]).Select((a, b) => StepTarget.Pace(Math.Min(a, b), Math.Max(a, b)))),
        (1, Gen.Select(Gen.Int[1, 255], Gen.Int[1, 255]).Select((a, b) => StepTarget.HeartRate(Math.Min(a, b), Math.Max(a, b)))));

    private static readonly Gen<string?> Note = Gen.Frequency<string?>(
        (3, Gen.Bool.Select(_ => (string?)null)),
        (1, Gen.OneOf<string?>("", " ", "tall and light", " led and trailed ", "6 x (; , ) @ /km", "“soft” – 🏃‍♀️", new('n', 200), new('é', 150), "'")),
        (1, Gen.String[Gen.Char[' ', '\u2100'], 0, 200].Select(s => (string?)new string([.. s.Where(c => c != '"' && !char.IsControl(c) && c is not ('\u2028' or '\u2029'))]))));

    public static readonly Gen<WorkoutStep> Step = Gen.Select(Length, Gen.Enum<Gait>(), Gen.Enum<StepRole>(), Note, Target)
        .Select((length, gait, role, note, target) => new WorkoutStep(length, gait, role, note, target));

    public static readonly Gen<Workout> AnyWorkout = Element(Workout.MaxDepth).Array[1, 5]
        .Where(elements => elements.Sum(Intervals) <= Workout.MaxIntervals)
        .Select(elements => new Workout([.. elements]));

    /// <summary>
    /// What is left of a workout in a file: notes as long as their field and without blanks around them, and paces to the millimetre a
    /// second. Everything else, gaits and roles too, comes back as it was.
    /// </summary>
    public static Workout AsHeld(Workout workout) => new([.. workout.Elements.Select(AsHeld)]);

    private static WorkoutElement AsHeld(WorkoutElement element)
    {
        if (element is Repeat repeat)
            return new Repeat(repeat.Rounds, [.. repeat.Elements.Select(AsHeld)]);
        var step = (WorkoutStep)element;
        return step with { Note = AsHeld(step.Note), Target = AsHeld(step.Target) };
    }

    private static string? AsHeld(string? note)
    {
        var kept = new StringBuilder();
        int bytes = 0;
        foreach (var rune in (note ?? "").EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > 199)
                break;
            kept.Append(rune);
        }
        string held = kept.ToString().Trim();
        return held.Length == 0 ? null : held;
    }

    private static StepTarget AsHeld(StepTarget target) =>
        target.Kind == TargetKind.Pace ? StepTarget.Pace(AsHeld(target.Low), AsHeld(target.High)) : target;

    private static int AsHeld(int secondsPerKm) => (int)Math.Round(1e6 / Math.Round(1e6 / secondsPerKm));

    private static Gen<WorkoutElement> Element(int depth) => depth == 0
        ? Step.Select(step => (WorkoutElement)step)
        : Gen.Frequency(
            (3, Step.Select(step => (WorkoutElement)step)),
            (1, Gen.Select(Gen.Frequency((5, Gen.Int[1, 9]), (1, Gen.Const(999))), Element(depth - 1).Array[1, 3])
                .Select((rounds, elements) => (WorkoutElement)new Repeat(rounds, [.. elements]))));

    private static long Intervals(WorkoutElement element) => element is Repeat repeat ? repeat.Rounds * repeat.Elements.Sum(Intervals) : 1;
}
