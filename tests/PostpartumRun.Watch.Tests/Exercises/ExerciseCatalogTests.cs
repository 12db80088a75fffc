using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Watch.Tests.Exercises;

public sealed class ExerciseCatalogTests
{
    private static IEnumerable<PlanExercise> OfThePlan => TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions).SelectMany(session => session.Exercises);

    [Theory]
    [InlineData("360 breathing", "move", "ribcage_breathing")]
    [InlineData("Bodyweight squat", "squat", "air_squat")]
    [InlineData("Glute bridge", "hip_raise", "hip_raise")]
    [InlineData("Step-up", "squat", "step_up")]
    [InlineData("Marching with core engagement", "warm_up", "marching_in_place")]
    [InlineData("Dead bug", "hip_stability", "dead_bug")]
    [InlineData("Bird dog", "core", "arm_and_leg_extension_on_knees")]
    [InlineData("Anti-rotation press", "core", "cable_core_press")]
    [InlineData("Loaded squat", "squat", "goblet_squat")]
    [InlineData("Loaded glute bridge", "hip_raise", "weighted_hip_raise")]
    [InlineData("Loaded step-up", "squat", "weighted_step_up")]
    [InlineData("Cat-cow", "warm_up", "stretch_cat_cow")]
    [InlineData("  DEAD BUG ", "hip_stability", "dead_bug")]
    public void An_exercise_of_the_plan_is_one_of_the_profile(string name, string category, string exercise) =>
        Assert.Equal((category, exercise), ExerciseCatalog.NamesOf(ExerciseCatalog.Find(name)!.Value));

    [Fact]
    public void An_exercise_that_a_plan_calls_as_the_profile_does_needs_no_line() =>
        Assert.Equal(("plank", "side_plank"), ExerciseCatalog.NamesOf(ExerciseCatalog.Find("Side plank")!.Value));

    [Fact]
    public void What_the_profile_lacks_is_not_put_in_the_place_of_another()
    {
        string[] lacking = ["Deep-core activation", "Pelvic floor lengthening", "Gentle pelvic floor engagement", "Heel taps", "Single-leg balance", "Small hops in place"];
        Assert.Equal(lacking, OfThePlan.Select(exercise => exercise.Name).Where(name => ExerciseCatalog.Find(name) is null).Distinct());
        Assert.Null(ExerciseCatalog.Find("A thing of one's own"));
        Assert.Null(ExerciseCatalog.Find(""));
    }

    [Fact]
    public void Every_line_of_the_table_is_in_the_profile_or_says_that_it_is_not() =>
        Assert.All(ExerciseCatalog.Names, name => Assert.True(ExerciseCatalog.Find(name) is not { } found || ExerciseCatalog.NamesOf(found) is not null));
}
