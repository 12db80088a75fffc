using Xunit;

namespace PostpartumRun.Evaluation.Tests;

/// <summary>What should not matter does not.</summary>
public sealed class InvarianceTest(InvarianceTest.Tried tried) : IClassFixture<InvarianceTest.Tried>
{
    private const int Outings = 200;

    /// <summary>All of them tried, once for all tests.</summary>
    public sealed class Tried
    {
        public Invariances Invariances { get; } = SimulatedEvaluation.Invariances(SeedSet.Test, Outings);
    }

    [Fact]
    public void Laps_do_not_move_a_change_of_gait() =>
        Assert.Equal(tried.Invariances.Laps.Changes, AtLeastSome(tried.Invariances.Laps).WithinThreeSeconds);

    [Fact]
    public void The_byte_order_does_not_matter() => Assert.Empty(AtLeastSome(tried.Invariances.ByteOrder).Differences);

    [Fact]
    public void The_file_judged_before_does_not_matter() => Assert.Empty(AtLeastSome(tried.Invariances.Order).Differences);

    [Fact]
    public void A_pause_does_not_matter_wherever_it_is() => Assert.Empty(AtLeastSome(tried.Invariances.Pauses).Differences);

    private static Invariance AtLeastSome(Invariance invariance)
    {
        Assert.True(invariance.Pairs > Outings / 2);
        Assert.True(invariance.Changes > 1000);
        return invariance;
    }
}
