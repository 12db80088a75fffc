using CsCheck;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Watch.Tests.Workouts;

public sealed class WorkoutRoundTripTests
{
    private static readonly DeviceProfile Roomy = DeviceProfile.Common with { MaxSteps = 1000 };

    [Fact]
    public void Any_workout_comes_back_as_far_as_a_file_can_hold_it()
    {
        Arbitrary.AnyWorkout.Sample(
            workout => Fit.Read(Fit.Write(new(Fit.Reference, "A", workout), Roomy)).Workout.Equals(Arbitrary.AsHeld(workout)),
            iter: 2000, print: workout => workout.ToString());
    }

    [Fact]
    public void The_official_decoder_counts_the_steps_of_any_workout_as_it_says()
    {
        var workouts = new List<Workout>();
        Arbitrary.AnyWorkout.Sample(workouts.Add, iter: 100, threads: 1);
        var read = OfficialWorkout.Read([.. workouts.Select(workout => Fit.Write(new(Fit.Reference, "A", workout), Roomy))]);
        foreach (var (workout, messages) in workouts.Zip(read))
        {
            Assert.Equal(workout.Schedule.StepCount, messages[1].Number("numValidSteps"));
            Assert.Equal(Enumerable.Range(0, workout.Schedule.StepCount).Select(i => (long?)i), messages.Skip(2).Select(step => step.Number("messageIndex")));
            Assert.All(messages.Skip(2).Where(step => step.Number("durationType") == 6), step => Assert.True(step.Number("durationValue") < step.Number("messageIndex")));
        }
    }

    [Fact]
    public void Paces_that_people_run_and_walk_come_back_to_the_second()
    {
        for (int pace = 1; pace <= 1000; pace++)
            Assert.Equal(pace, ((WorkoutStep)Fit.Read(Fit.Write(Fit.Named($"1:00 run @ {pace / 60}:{pace % 60:00}/km"))).Workout.Elements[0]).Target.Low);
    }

    [Fact]
    public void Reference_and_name_come_back()
    {
        var file = Fit.Read(Fit.Write(Fit.Named("10:00 walk", "W1 Walk 10 min")));
        Assert.Equal(Fit.Reference, file.Reference);
        Assert.Equal("W1 Walk 10 min", file.Name);
    }

    [Theory]
    [InlineData("10:00 open")]
    [InlineData("5:00 walk; 10:00 open; 1:00 run")]
    [InlineData("lap open; 2x(1:00 run; lap open)")]
    public void A_step_without_a_gait_stays_one(string text)
    {
        Assert.Equal(text, Fit.Read(Fit.Write(Fit.Named(text))).Workout.ToString());
    }

    [Fact]
    public void Every_session_of_the_plan_comes_back_whole_without_the_safety_note_in_its_text()
    {
        foreach (var session in TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions).Where(session => session.Workout is not null))
        {
            var file = SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me");
            var read = Fit.Read(Fit.Write(file));
            Assert.Equal(session.Workout!.ToString(), read.Workout.ToString());
            Assert.Equal(file.SafetyNote, read.SafetyNote);
        }
    }

    [Fact]
    public void Writing_again_what_was_read_gives_the_same_bytes()
    {
        byte[] bytes = Fit.Write(SessionWorkouts.Of(WorkoutText.Parse("5:00 walk \"easy\"; 3x(1:00 run \"tall\"; 1:00 open)"), "me"));
        Assert.Equal(bytes, Fit.Write(Fit.Read(bytes)));
    }
}
