using System.Collections.Immutable;
using CsCheck;

namespace PostpartumRun.Intervals.Tests.Workouts;

/// <summary>Generators of any workout that can be, within the limits of the types.</summary>
internal static class Arbitrary
{
    private static readonly Gen<StepLength> Length = Gen.Frequency(
        (4, Gen.Long[1, 3600].Select(s => StepLength.OfTime(Duration.FromMilliseconds(s * 1000)))),
        (2, Gen.Long[1, Workout.MaxStepTime.Milliseconds].Select(ms => StepLength.OfTime(Duration.FromMilliseconds(ms)))),
        (1, Gen.Long[1, 4].Select(ms => StepLength.OfTime(Duration.FromMilliseconds(ms)))),
        (2, Gen.Long[1, 2_000].Select(m => StepLength.OfDistance(m * 100))),
        (1, Gen.Long[1, Workout.MaxStepDistanceCentimeters].Select(StepLength.OfDistance)),
        (1, Gen.Const(StepLength.UntilLapButton)));

    private static readonly Gen<StepTarget> Target = Gen.Frequency(
        (3, Gen.Const(default(StepTarget))),
        (1, Gen.Select(Gen.Int[1, 3600], Gen.Int[1, 3600]).Select((a, b) => StepTarget.Pace(Math.Min(a, b), Math.Max(a, b)))),
        (1, Gen.Select(Gen.Int[1, 255], Gen.Int[1, 255]).Select((a, b) => StepTarget.HeartRate(Math.Min(a, b), Math.Max(a, b)))));

    private static readonly Gen<string?> Note = Gen.Frequency<string?>(
        (3, Gen.Bool.Select(_ => (string?)null)),
        (1, Gen.OneOf<string?>("", " ", "tall and light", "6 x (; , ) @ /km", "“soft” landing", "ünïcode – 🏃‍♀️ 🙂", new string('n', 200))),
        (1, Gen.String[Gen.Char[' ', '\u2100'], 0, 40].Select(s => (string?)new string([.. s.Where(c => c != '"' && !char.IsControl(c) && c is not ('\u2028' or '\u2029'))]))));

    public static readonly Gen<WorkoutStep> Step = Gen.Select(Length, Gen.Enum<Gait>(), Gen.Enum<StepRole>(), Note, Target)
        .Select((length, gait, role, note, target) => new WorkoutStep(length, gait, role, note, target));

    private static Gen<WorkoutElement> Element(int depth) => depth == 0
        ? Step.Cast<WorkoutStep, WorkoutElement>()
        : Gen.Frequency(
            (3, Step.Cast<WorkoutStep, WorkoutElement>()),
            (1, Gen.Select(Gen.Int[1, 9], Element(depth - 1).Array[1, 3]).Select((rounds, e) => (WorkoutElement)new Repeat(rounds, [.. e]))));

    private static readonly Gen<Workout> Nested = Element(Workout.MaxDepth).Array[1, 5]
        .Where(e => e.Sum(Intervals) <= Workout.MaxIntervals)
        .Select(e => new Workout([.. e]));

    // Groups over the length from which a schedule searches by halves.
    private static readonly Gen<Workout> Long = Element(1).Array[10, 60].Select(e => new Workout([.. e]));

    public static readonly Gen<Workout> AnyWorkout = Gen.Frequency((4, Nested), (1, Long));

    private static long Intervals(WorkoutElement element) =>
        element is Repeat repeat ? repeat.Rounds * repeat.Elements.Sum(Intervals) : 1;

    private static Gen<TBase> Cast<T, TBase>(this Gen<T> gen) where T : TBase => gen.Select(x => (TBase)x);

    /// <summary>The intervals of a workout by writing them all out, as a check on the arithmetic.</summary>
    public static IReadOnlyList<PlannedInterval> Expand(Workout workout)
    {
        var intervals = new List<PlannedInterval>();
        var time = Duration.Zero;
        Expand(workout.Elements, 0, null);
        return intervals;

        int Expand(ImmutableArray<WorkoutElement> elements, int stepIndex, int? round)
        {
            foreach (var element in elements)
            {
                if (element is Repeat repeat)
                {
                    int first = stepIndex;
                    for (int i = 1; i <= repeat.Rounds; i++)
                        stepIndex = Expand(repeat.Elements, first, i);
                }
                else
                {
                    var step = (WorkoutStep)element;
                    intervals.Add(new(intervals.Count, stepIndex, round, step, time, time + step.Length.Time));
                    time += step.Length.Time;
                }
                stepIndex++;
            }
            return stepIndex;
        }
    }
}
