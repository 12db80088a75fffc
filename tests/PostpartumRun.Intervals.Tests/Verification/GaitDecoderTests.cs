using CsCheck;
using Xunit;

namespace PostpartumRun.Intervals.Tests.Verification;

/// <summary>The decoder takes clear stretches at once; that shall not be seen in what it finds.</summary>
public sealed class GaitDecoderTests
{
    /// <summary>Stretches of votes: clear ones of each gait, votes at the edge of being clear, none at all, and noise.</summary>
    private static readonly Gen<(float Run, float Still)[]> Votes = Gen.Select(
        Gen.OneOf(
            Gen.Select(Gen.Float[-6, -0.001f], Gen.Float[-2.5f, -0.001f]),
            Gen.Select(Gen.Float[0.001f, 6], Gen.Float[-2.5f, 1.5f]),
            Gen.Select(Gen.Float[-6, 0], Gen.Float[0, 3]),
            Gen.Select(Gen.Int[-11, 11].Select(edge => edge / 1e4f), Gen.Int[-11, 11].Select(edge => edge / 1e4f)),
            Gen.Const((0f, 0f)),
            Gen.Select(Gen.Float[-8, 8], Gen.Float[-8, 8])).Array[1, 60],
        Gen.Int[1, 40],
        (votes, times) => votes.SelectMany(vote => Enumerable.Repeat(vote, times)).ToArray()).Array[1, 6].Select(all => all.SelectMany(some => some).ToArray());

    [Fact]
    public void Clear_stretches_are_decoded_as_second_after_second_would_be() => Votes.Sample(
        votes =>
        {
            float[] run = [.. votes.Select(vote => vote.Run)], still = [.. votes.Select(vote => vote.Still)];
            var motions = new Motion[votes.Length];
            new GaitDecoder().Decode(run, still, motions);
            Assert.Equal(OneByOne(run, still), motions);
        },
        iter: 3000);

    /// <summary>The likeliest course as the books have it: of equally good ways to a state, staying is the best, then the one looked at first.</summary>
    private static Motion[] OneByOne(float[] run, float[] still)
    {
        double[,] cost = { { 0, 5, 8 }, { 5, 0, 8 }, { 8, 8, 0 } };
        int[][] order = [[0, 1, 2], [1, 0, 2], [2, 1, 0]];
        double[] at = [0, 0, 0];
        var from = new int[run.Length, 3];
        for (int cell = 0; cell < run.Length; cell++)
        {
            var next = new double[3];
            for (int to = 0; to < 3; to++)
            {
                next[to] = double.NegativeInfinity;
                foreach (int state in order[to])
                {
                    if (at[state] - cost[state, to] > next[to])
                        (next[to], from[cell, to]) = (at[state] - cost[state, to], state);
                }
            }
            at = [next[0] + still[cell], next[1], next[2] + run[cell]];
        }
        int last = at[2] > at[1] && at[2] > at[0] ? 2 : at[1] >= at[0] ? 1 : 0;
        var motions = new Motion[run.Length];
        for (int cell = run.Length - 1; cell >= 0; cell--)
            (motions[cell], last) = ((Motion)(last + 1), from[cell, last]);
        return motions;
    }
}
