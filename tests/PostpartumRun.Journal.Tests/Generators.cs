using CsCheck;
using PostpartumRun.Intervals;

namespace PostpartumRun.Journal.Tests;

/// <summary>Anything that a file or a verifier can say, within the types' own bounds.</summary>
internal static class Generators
{
    private static readonly Gen<string?> Text = Gen.Frequency(
        (1, Gen.Const((string?)null)),
        (4, Gen.String[Gen.Char.AlphaNumeric, 0, 20].Select(text => (string?)$"{text}é'\"𝄞")));

    private static readonly Gen<Duration> Time = Gen.Long[0, 100_000_000].Select(Duration.FromMilliseconds);

    private static readonly Gen<double> Figure = Gen.Frequency((1, Gen.Const(double.NaN)), (4, Gen.Double[0, 100_000]));

    private static readonly Gen<DateTimeOffset> Instant =
        Gen.Long[0, 4_000_000_000_000].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    private static readonly Gen<WorkoutReference> Reference = Gen.Select(Gen.UInt, Instant).Select((serial, created) => new WorkoutReference(serial, created));

    private static readonly Gen<StepLength> Length = Gen.OneOf(
        Gen.Const(StepLength.UntilLapButton),
        Gen.Long[1, Workout.MaxStepTime.Milliseconds].Select(ms => StepLength.OfTime(Duration.FromMilliseconds(ms))),
        Gen.Long[1, Workout.MaxStepDistanceCentimeters].Select(StepLength.OfDistance));

    private static readonly Gen<StepTarget> Target = Gen.OneOf(
        Gen.Const(default(StepTarget)),
        Gen.Int[1, 3600].Select(pace => StepTarget.Pace(pace, 3600)),
        Gen.Int[1, 255].Select(beats => StepTarget.HeartRate(1, beats)));

    private static readonly Gen<string?> Note = Text.Select(text => text?.Replace("\"", "", StringComparison.Ordinal));

    private static readonly Gen<WorkoutStep> Step = Gen.Select(Length, Gen.Enum<Gait>(), Gen.Enum<StepRole>(), Note, Target)
        .Select((length, gait, role, note, target) => new WorkoutStep(length, gait, role, note, target));

    private static readonly Gen<PlannedInterval> Planned = Gen.Select(Gen.Int[0, 999], Gen.Int[1, 999].Nullable(), Step, Time, Time)
        .Select((index, round, step, start, end) => new PlannedInterval(0, index, round, step, start, end));

    public static Gen<VerifiedInterval> Interval { get; } = Gen.Select(
        Planned,
        Gen.Select(Time, Time, Time, Time),
        Gen.Select(Gen.Enum<IntervalVerdict>(), Gen.Enum<BoundarySource>()),
        Gen.Select(Gen.Double[0, 1], Figure, Figure, Figure, Figure),
        (planned, times, words, figures) => new VerifiedInterval(
            planned, times.Item1, times.Item2, times.Item3, times.Item4, words.Item1, words.Item2,
            figures.Item1, figures.Item2, figures.Item3, figures.Item4, figures.Item5));

    public static Gen<ActivityInfo> Info { get; } = Gen.Select(
        Gen.Select(Instant, Time, Time),
        Gen.Select(Text, Text, Text),
        Gen.Select(Gen.Double[0, 1e7].Nullable(), Gen.Int[0, 65535].Nullable(), Gen.UInt.Nullable(), Gen.Int[0, 1_000_000]),
        Gen.Select(Reference.Nullable(), Gen.Int[-720, 840].Nullable(), Gen.Bool),
        (times, words, figures, rest) => new ActivityInfo
        {
            Start = times.Item1,
            Elapsed = times.Item2,
            Timer = times.Item3,
            Manufacturer = words.Item1,
            Sport = words.Item2,
            SubSport = words.Item3,
            DistanceMeters = figures.Item1,
            Product = figures.Item2,
            SerialNumber = figures.Item3,
            Records = figures.Item4,
            TrainingFile = rest.Item1,
            UtcOffset = rest.Item2 is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            Salvaged = rest.Item3,
        });
}
