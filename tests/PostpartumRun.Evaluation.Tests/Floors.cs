namespace PostpartumRun.Evaluation.Tests;

/// <summary>
/// What the verifier has to reach on the test seeds. A floor is only ever raised, up to its target in <c>docs/verification.md</c>.
/// </summary>
/// <param name="Kind">The kind of outings.</param>
/// <param name="RightPercent">At least so many per cent of the verdicts are right.</param>
/// <param name="TargetRightPercent">And are to be.</param>
/// <param name="BoundarySeconds">The median distance of a run's boundary from the true one is no more than this.</param>
/// <param name="TargetBoundarySeconds">And is to be.</param>
/// <param name="FalselyAsPlanned">No more outings than this are falsely said to be as planned; the target is none.</param>
public sealed record Floor(
    Kind Kind, double RightPercent, double TargetRightPercent, double BoundarySeconds, double TargetBoundarySeconds, int FalselyAsPlanned)
{
    /// <summary>How many outings of the test seeds the floors are for.</summary>
    public const int Outings = 3000;

    /// <summary>All floors, in one place.</summary>
    public static IReadOnlyList<Floor> All { get; } =
    [
        new(Kind.OneFault, 99.5, 99.5, 1, 1.5, 0),
        new(Kind.SpeedAlone, 99.4, 98, 2.25, 3, 0),
        new(Kind.Several, 98.9, 96, 1, 2, 0),
        // Speed alone where walking and jogging share a speed: no target, but it may not get worse. In files with nothing, nothing is
        // made up.
        new(Kind.SpeedAlike, 95.5, 98, 3.5, 3, 0),
        new(Kind.Nothing, 99.8, 100, double.NaN, double.NaN, 0),
    ];
}
