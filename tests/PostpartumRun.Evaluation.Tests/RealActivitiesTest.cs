using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Evaluation.Tests;

/// <summary>The verifier on real files, against what the watch itself says of them, which is put aside before.</summary>
public sealed class RealActivitiesTest
{
    /// <summary>The target. The watch's own delay at the ends of runs, which its records show, is put right.</summary>
    private const double SplitsFloor = 0.95;

    /// <summary>With run ends as the watch wrote them.</summary>
    private const double AsWrittenFloor = 0.92;

    [Fact]
    public void The_blind_segmentation_agrees_with_the_watchs_own_splits()
    {
        var splits = RealActivities.CompareSplits(Corpus.Files);
        Assert.True(splits.MovingSeconds > 4000);
        string told = $"{100 * splits.Agreement:0.0} % of moving time; the floor is {100 * SplitsFloor}.";
        Assert.True(splits.Agreement >= SplitsFloor, told);
        Assert.True(splits.AgreementAsWritten >= AsWrittenFloor);
        Assert.InRange(splits.EndsLate, 0, 9);
    }

    [Fact]
    public void Runs_are_found_without_the_laps_that_mark_them()
    {
        var laps = RealActivities.CompareStepLaps(Corpus.Files);
        Assert.Equal(8, laps.BoundarySeconds.Count);
        // The target is all four: in the second rest she went on running at first.
        Assert.True(laps.RunsDone >= 3, $"{laps.RunsDone} of 4 runs were found done.");
    }

    [Fact]
    public void Neither_laps_nor_pauses_move_a_change_of_gait()
    {
        var invariances = new Invariances();
        RealActivities.AddTo(invariances, Corpus.Files);
        Assert.True(invariances.Laps.Pairs >= 10);
        Assert.Equal(invariances.Laps.Changes, invariances.Laps.WithinThreeSeconds);
        Assert.Empty(invariances.Pauses.Differences);
    }
}
