using System.Text.Json;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using PostpartumRun.Watch.Tests.Workouts;
using Xunit;

namespace PostpartumRun.Watch.Tests.Exercises;

/// <summary>Sessions of exercises, as the official decoder reads their files.</summary>
public sealed class ExerciseFileTests
{
    private const int Reps = 29, Time = 0, Open = 5, Repeat = 6;

    private static IEnumerable<PlanSession> Sessions =>
        TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions).Where(session => !session.Exercises.IsEmpty);

    private static WorkoutFile Of(params PlanExercise[] exercises)
    {
        var session = Sessions.First() with { Exercises = [.. exercises] };
        return SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me");
    }

    private static PlanExercise Exercise(string name, int sets, int? reps = null, double seconds = 0, bool perSide = false, double rest = 0) => new()
    {
        Name = name,
        Sets = sets,
        Reps = reps,
        Time = seconds > 0 ? Duration.FromSeconds(seconds) : null,
        PerSide = perSide,
        Rest = rest > 0 ? Duration.FromSeconds(rest) : null,
        Cue = "Slowly, and breathe.",
    };

    [Fact]
    public void Every_session_of_exercises_is_a_strength_workout_with_all_its_sets_rests_and_cues()
    {
        Assert.Equal(["1:core", "2:strength", "3:drills", "5:strength", "7:mobility"], Sessions.Select(session => session.FullId));
        var files = OfficialWorkout.Read([.. Sessions.Select(session => Fit.Write(SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me")))]);
        foreach (var (session, file) in Sessions.Zip(files))
        {
            var workout = file.Single(message => message.Name() == "workout");
            Assert.Equal((10, 20), (workout.Number("sport"), workout.Number("subSport")));
            var steps = file.Where(message => message.Name() == "workoutStep").ToList();
            Assert.Equal(steps.Count, workout.Number("numValidSteps"));
            Assert.Equal(Enumerable.Range(0, steps.Count).Select(i => (long?)i), steps.Select(step => step.Number("messageIndex")));
            Check(session, steps, [.. file.Where(message => message.Name() == "exerciseTitle")]);
        }
    }

    private static void Check(PlanSession session, List<JsonElement> steps, List<JsonElement> titles)
    {
        int at = 0;
        foreach (var exercise in session.Exercises)
        {
            int first = at;
            foreach (string? side in exercise.PerSide ? new[] { "Left", "Right" } : new string?[] { null })
            {
                var step = steps[at++];
                Assert.Equal(exercise.Reps is { } reps ? (Reps, reps) : (Time, exercise.Time!.Value.Milliseconds), (step.Number("durationType"), step.Number("durationValue")));
                var title = Assert.Single(titles, title => title.Number("exerciseCategory") == step.Number("exerciseCategory") && title.Number("exerciseName") == step.Number("exerciseName"));
                Assert.Equal(exercise.Name, title.Text("wktStepName"));
                string notes = step.Text("notes")!;
                Assert.Equal($"{(side is null ? "" : $"{side} side. ")}{exercise.Cue} {SessionWorkouts.ExerciseStopNote}", notes);
                Assert.Equal(side ?? exercise.Name[..Math.Min(15, exercise.Name.Length)].Split(' ')[0], side ?? step.Text("wktStepName")!.Split(' ')[0]);
                if (ExerciseCatalog.Find(exercise.Name) is { } known)
                    Assert.Equal((known.Category, known.Name), (step.Number("exerciseCategory"), step.Number("exerciseName")));
                else
                    Assert.Equal(65534, step.Number("exerciseCategory"));
            }
            if (exercise.Rest is { } rest)
            {
                Assert.Equal((Time, rest.Milliseconds, 1, "Rest"), (steps[at].Number("durationType"), steps[at].Number("durationValue"), steps[at].Number("intensity"), steps[at].Text("wktStepName")));
                Assert.Null(steps[at++].Number("exerciseCategory"));
            }
            if (exercise.Sets > 1)
            {
                Assert.Equal((Repeat, first, exercise.Sets), (steps[at].Number("durationType"), steps[at].Number("durationValue"), steps[at].Number("targetValue")));
                at++;
            }
        }
        Assert.Equal(steps.Count, at);
        Assert.Equal(session.Exercises.Select(exercise => exercise.Name).Distinct().Count(), titles.Count);
    }

    [Fact]
    public void Two_exercises_that_the_profile_lacks_are_told_apart_by_number_and_title()
    {
        var file = OfficialWorkout.Read(Of(Exercise("Heel taps", 1, reps: 8), Exercise("Small hops in place", 1, reps: 8), Exercise("Heel taps", 1, reps: 8)));
        var steps = file.Where(message => message.Name() == "workoutStep").ToList();
        Assert.Equal([0L, 1, 0], steps.Select(step => step.Number("exerciseName")!.Value));
        Assert.Equal(["Heel taps", "Small hops in place"], file.Where(message => message.Name() == "exerciseTitle").Select(title => title.Text("wktStepName")));
    }

    [Fact]
    public void A_watch_that_counts_nothing_gets_the_lap_button_and_is_told_how_often()
    {
        var device = DeviceProfile.Common with { HasRepetitions = false };
        var steps = OfficialWorkout.Steps(Of(Exercise("Dead bug", 2, reps: 8, perSide: true, rest: 30)), device);
        Assert.Equal([Open, Open, Time, Repeat], steps.Select(step => (int)step.Number("durationType")!.Value));
        Assert.Equal("8x Left", steps[0].Text("wktStepName"));
        Assert.StartsWith("Right side. 8 times. Slowly", steps[1].Text("notes"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_watch_that_knows_no_strength_gets_plain_steps_by_name()
    {
        var file = OfficialWorkout.Read(Of(Exercise("Dead bug", 2, reps: 8, perSide: true, rest: 30)), DeviceTable.Find("plain"));
        var workout = file.Single(message => message.Name() == "workout");
        Assert.Null(workout.Number("subSport"));
        var steps = file.Where(message => message.Name() == "workoutStep").ToList();
        Assert.Equal(["8x L Dead bug", "8x R Dead bug", "Rest", "8x L Dead bug", "8x R Dead bug", "Rest"], steps.Select(step => step.Text("wktStepName")));
        Assert.All(steps, step => Assert.Null(step.Number("exerciseCategory")));
        Assert.All(steps, step => Assert.Null(step.Text("notes")));
        Assert.DoesNotContain(file, message => message.Name() == "exerciseTitle");
    }

    [Fact]
    public void Its_workout_for_the_log_has_the_same_steps_and_reads_back_from_its_text()
    {
        foreach (var session in Sessions)
        {
            var file = SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me");
            Assert.Equal(OfficialWorkout.Steps(file).Count, file.Workout.Schedule.StepCount);
            Assert.Equal(file.Workout, WorkoutText.Parse(file.Workout.ToString()));
            Assert.All(file.Workout.Schedule, interval => Assert.Equal(Gait.Open, interval.Step.Gait));
            var read = Fit.Read(Fit.Write(file));
            Assert.Equal(file.Reference, read.Reference);
            Assert.Equal(file.Workout.Schedule.Count, read.Workout.Schedule.Count);
        }
    }

    [Fact]
    public void The_same_session_gives_the_same_bytes_and_no_two_share_a_reference()
    {
        foreach (var session in Sessions)
            Assert.Equal(Fit.Write(SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me")), Fit.Write(SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me")));
        var all = TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions).Select(session => SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me").Reference).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
    }
}
