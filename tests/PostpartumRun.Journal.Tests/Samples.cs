using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using PostpartumRun.Intervals;

namespace PostpartumRun.Journal.Tests;

/// <summary>Activities and verifications, filled in by hand as a verifier would.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 6, 21, 0, 0, 0, TimeSpan.Zero);

    public static string Sha256(int seed) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed.ToString(CultureInfo.InvariantCulture))));

    public static Duration Seconds(double seconds) => Duration.FromSeconds(seconds);

    public static ActivityInfo Info { get; } = new()
    {
        Start = Start,
        Elapsed = Seconds(2047),
        Timer = Seconds(2040.5),
        DistanceMeters = 3900.21,
        Manufacturer = "garmin",
        Product = 1,
        SerialNumber = uint.MaxValue,
        Sport = "running",
        SubSport = "treadmill",
        Records = 2047,
        TrainingFile = new(4_000_000_000, Start.AddDays(-1)),
        UtcOffset = TimeSpan.FromHours(-3.5),
    };

    /// <summary>A verification of a workout, with figures that are all different.</summary>
    public static SessionVerification Verification(string workout = "5:00 walk warmup; 2x(1:00 run \"tall\" @ 6:30-7:30/km; 400 m walk); lap run")
    {
        var verification = new SessionVerification();
        var parsed = WorkoutText.Parse(workout);
        Fill(verification, parsed, Witnesses.WorkoutSteps | Witnesses.Cadence, Seconds(121.25), Seconds(7), 71, SessionVerdict.Partly, 0.875);
        double at = 0.25;
        foreach (var planned in parsed.Schedule)
        {
            verification.Intervals.Add(new(
                planned, Seconds(at), Seconds(at + 60), Seconds(59), Seconds(58.125), (IntervalVerdict)(planned.Index % 5),
                (BoundarySource)(planned.Index % 3), 0.5 + planned.Index / 100.0, 100.25 + planned.Index, 1.75, double.NaN, 140));
            verification.Segments.Add(new((Motion)(planned.Index % 4), Seconds(at), Seconds(at + 60)));
            at += 60;
        }
        verification.Extra.Add(new(Motion.Run, Seconds(at), Seconds(at + 7)));
        verification.Notes.Add("Laps and cadence disagree about the second run.");
        return verification;
    }

    public static void Fill(
        SessionVerification verification, Workout? workout, Witnesses witnesses, Duration run, Duration extraRun, int? score,
        SessionVerdict verdict, double confidence)
    {
        SetWorkout(verification, workout);
        SetWitnesses(verification, witnesses);
        SetRun(verification, run);
        SetExtraRun(verification, extraRun);
        SetScore(verification, score);
        SetVerdict(verification, verdict);
        SetConfidence(verification, confidence);
    }

    public static NewActivity Activity(int seed, int part = 0) => NewActivity.Of($"{seed}.fit", Sha256(seed), Info, Verification(), part);

    // Only a verifier may fill a verification in; here the tests stand in for one.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Workout")]
    private static extern void SetWorkout(SessionVerification verification, Workout? value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Witnesses")]
    private static extern void SetWitnesses(SessionVerification verification, Witnesses value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Run")]
    private static extern void SetRun(SessionVerification verification, Duration value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ExtraRun")]
    private static extern void SetExtraRun(SessionVerification verification, Duration value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Score")]
    private static extern void SetScore(SessionVerification verification, int? value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Verdict")]
    private static extern void SetVerdict(SessionVerification verification, SessionVerdict value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Confidence")]
    private static extern void SetConfidence(SessionVerification verification, double value);
}
