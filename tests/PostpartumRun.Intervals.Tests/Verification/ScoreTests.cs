using Xunit;

namespace PostpartumRun.Intervals.Tests.Verification;

public sealed class ScoreTests
{
    [Fact]
    public void The_documented_example_holds() => Assert.Equal(84, Score.Of(360, 300, 1200, 1200, 18));

    [Theory]
    [InlineData(360, 360, 1200, 1200, 0, 100)]
    [InlineData(360, 0, 1200, 0, 0, 0)]
    [InlineData(0, 0, 1800, 900, 0, 50)]
    [InlineData(600, 600, 0, 0, 0, 100)]
    [InlineData(360, 360, 1200, 1200, 3600, 50)]
    public void Shares_and_excess_make_the_score(double run, double ran, double walk, double walked, double excess, int score) =>
        Assert.Equal(score, Score.Of(run, ran, walk, walked, excess));
}
