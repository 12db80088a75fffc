using Xunit;

namespace PostpartumRun.Evaluation.Tests;

/// <summary>An evaluation is worth as much as the distance of what it tunes on from what it judges by.</summary>
public sealed class SeedsTest
{
    [Fact]
    public void Tuning_and_test_draw_from_streams_that_share_nothing()
    {
        var tuning = Draws(SeedSet.Tuning);
        Assert.Equal(2000 * 4, tuning.Count);
        Assert.Empty(tuning.Intersect(Draws(SeedSet.Test)));
    }

    [Fact]
    public void A_seed_makes_the_same_outing_each_time()
    {
        var first = SimulatedEvaluation.Run(SeedSet.Tuning, 40, withBaselines: false);
        var again = SimulatedEvaluation.Run(SeedSet.Tuning, 40, withBaselines: false);
        foreach (var kind in Enum.GetValues<Kind>())
        {
            Assert.True(first.Of(kind).Intervals > 0);
            Assert.Equal(first.Of(kind).Right, again.Of(kind).Right);
            Assert.Equal(first.Of(kind).BoundaryMedian, again.Of(kind).BoundaryMedian);
        }
    }

    [Fact]
    public void Every_behaviour_meets_every_trouble()
    {
        int pairs = Enum.GetValues<Behaviour>().Length * Enum.GetValues<Trouble>().Length;
        var met = new HashSet<(Behaviour, Trouble)>();
        for (int seed = 0; seed < pairs; seed++)
        {
            var outing = OutingMaker.Make(SeedSet.Tuning, Kind.Several, seed);
            foreach (var behaviour in outing.Behaviours)
                met.UnionWith(outing.Troubles.Select(trouble => (behaviour, trouble)));
        }
        Assert.Equal(pairs, met.Count);
    }

    private static HashSet<double> Draws(SeedSet set)
    {
        var draws = new HashSet<double>();
        for (int seed = 0; seed < 2000; seed++)
        {
            foreach (string purpose in (string[])["body", "watch"])
            {
                var dice = new Dice(set, seed, purpose);
                draws.UnionWith([dice.Next(), dice.Next()]);
            }
        }
        return draws;
    }
}
