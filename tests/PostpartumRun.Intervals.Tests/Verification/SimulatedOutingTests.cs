using Xunit;

namespace PostpartumRun.Intervals.Tests.Verification;

public sealed class SimulatedOutingTests
{
    /// <summary>Seeds from here on are for this test alone: nothing was tuned on them.</summary>
    private const int Unseen = 7000;

    /// <summary>Without laps, a last run cut short and a cool-down cut short can look the same.</summary>
    private const int MostWrong = 1;

    public static TheoryData<Behaviour> Behaviours => [.. Enum.GetValues<Behaviour>()];

    [Theory]
    [MemberData(nameof(Behaviours))]
    public void An_outing_is_judged_right_without_laps(Behaviour behaviour) => AssertAll(behaviour, new());

    [Theory]
    [MemberData(nameof(Behaviours))]
    public void An_outing_is_judged_right_with_laps_that_name_their_step(Behaviour behaviour) =>
        AssertAll(behaviour, new() { LapsNameSteps = true });

    [Theory]
    [MemberData(nameof(Behaviours))]
    public void An_outing_is_judged_right_with_laps_that_do_not(Behaviour behaviour) =>
        AssertAll(behaviour, new() { LapsNameSteps = false });

    private static void AssertAll(Behaviour behaviour, Watch watch)
    {
        List<Trial> trials = [];
        for (int workout = 0; workout < Trial.Workouts.Length; workout++)
        {
            for (int seed = 0; seed < 5 && Trial.Applies(workout, behaviour); seed++)
                trials.Add(Trial.Of(workout, behaviour, watch, Unseen + seed));
        }
        var wrong = trials.Where(trial => !trial.IsRight).ToList();
        Assert.True(wrong.Count <= MostWrong, $"{wrong.Count} of {trials.Count} wrong\n{string.Join("\n", wrong.Take(5))}");
    }
}
