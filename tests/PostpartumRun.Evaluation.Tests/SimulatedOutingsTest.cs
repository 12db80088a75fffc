using Xunit;

namespace PostpartumRun.Evaluation.Tests;

/// <summary>The verifier on simulated outings that nothing was ever tuned on.</summary>
public sealed class SimulatedOutingsTest(SimulatedOutingsTest.Evaluated evaluated) : IClassFixture<SimulatedOutingsTest.Evaluated>
{
    /// <summary>One evaluation, for all tests.</summary>
    public sealed class Evaluated
    {
        public Report Report { get; } = SimulatedEvaluation.Run(SeedSet.Test, Floor.Outings, withBaselines: false);
    }

    public static TheoryData<Kind> Kinds => [.. Floor.All.Select(floor => floor.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Verdicts_are_as_right_as_their_floor(Kind kind)
    {
        var (floor, tally) = Of(kind);
        Assert.True(
            100 * tally.RightShare >= floor.RightPercent,
            $"{kind}: {100 * tally.RightShare:0.00} % of {tally.Intervals} verdicts are right; "
            + $"the floor is {floor.RightPercent}, the target {floor.TargetRightPercent}.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Runs_begin_and_end_where_the_runner_did(Kind kind)
    {
        var (floor, tally) = Of(kind);
        // Those of planned runs, which may stand on laps, and those that are seen without plan and laps.
        double worse = Math.Max(tally.BoundaryMedian, tally.GaitMedian);
        Assert.False(
            worse > floor.BoundarySeconds,
            $"{kind}: the median distance is {worse:0.00} s; "
            + $"the floor is {floor.BoundarySeconds}, the target {floor.TargetBoundarySeconds}.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_is_falsely_said_to_be_as_planned(Kind kind)
    {
        var (floor, tally) = Of(kind);
        Assert.True(
            tally.FalselyAsPlanned <= floor.FalselyAsPlanned,
            $"{kind}: {tally.FalselyAsPlanned} of {tally.Outings} outings; the floor is {floor.FalselyAsPlanned}, the target none.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_unknown_is_explained_in_the_notes(Kind kind) => Assert.Equal(0, Of(kind).Tally.Unexplained);

    [Fact]
    public void Where_a_file_holds_nothing_to_judge_by_nearly_all_is_unknown()
    {
        var tally = Of(Kind.Nothing).Tally;
        Assert.True(tally.Unknown > 0.9 * tally.Intervals, $"{tally.Unknown} of {tally.Intervals}");
    }

    private (Floor Floor, Tally Tally) Of(Kind kind) => (Floor.All.Single(floor => floor.Kind == kind), evaluated.Report.Of(kind));
}
