using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using PostpartumRun.Watch.Tests.Workouts;
using Xunit;

namespace PostpartumRun.Watch.Tests.Devices;

public sealed class DeviceFitTests
{
    private static readonly DeviceProfile Small = DeviceProfile.Common with { MaxSteps = 4 };

    private static string Steps(DeviceFiles fitting) => string.Join(" | ", fitting.Files.Select(file => file.Workout.ToString()));

    [Fact]
    public void Every_session_of_the_plan_fits_the_common_watch_whole_and_without_a_loss()
    {
        foreach (var session in TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions))
        {
            var file = SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me");
            var fitting = DeviceFit.For(file, DeviceTable.All[0]);
            Assert.Same(file, Assert.Single(fitting.Files));
            Assert.True(fitting.Losses.IsEmpty, $"{session.FullId}: {string.Join(' ', fitting.Losses)}");
        }
    }

    [Fact]
    public void Every_session_of_the_plan_is_written_for_every_device_and_every_loss_is_said()
    {
        foreach (var device in DeviceTable.All)
        {
            foreach (var session in TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions))
            {
                var fitting = DeviceFit.For(SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me"), device);
                Assert.NotEmpty(fitting.Files);
                Assert.All(OfficialWorkout.Read([.. fitting.Files.Select(file => Fit.Write(file, device))]), file => Assert.True(file[1].Number("numValidSteps") <= device.MaxSteps));
                Assert.Equal(fitting.Files.Length > 1, fitting.Losses.Any(loss => loss.Contains("more steps", StringComparison.Ordinal)));
                Assert.Equal(device.NotesBytes == 0, fitting.Losses.Any(loss => loss.Contains("no notes", StringComparison.Ordinal)));
                Assert.Equal(fitting.Files.Length, fitting.Files.Select(file => file.Reference).Distinct().Count());
            }
        }
    }

    [Fact]
    public void A_workout_with_too_many_steps_becomes_several_that_together_are_all_of_it()
    {
        var fitting = DeviceFit.For(Fit.Named("1:00 walk; 2:00 run; 3:00 walk; 3x(4:00 run; 5:00 walk); 6:00 walk"), Small);
        Assert.Equal("1:00 walk; 2:00 run; 3:00 walk | 3x(4:00 run; 5:00 walk); 6:00 walk", Steps(fitting));
        Assert.Equal(["1/2 Week 4", "2/2 Week 4"], fitting.Files.Select(file => file.Name));
        Assert.Single(fitting.Losses);
    }

    [Fact]
    public void A_repeat_longer_than_the_watch_takes_is_written_out()
    {
        var fitting = DeviceFit.For(Fit.Named("2x(1:00 run; 2:00 walk; 3:00 run; 4:00 walk)"), Small);
        Assert.Equal("1:00 run; 2:00 walk; 3:00 run; 4:00 walk | 1:00 run; 2:00 walk; 3:00 run; 4:00 walk", Steps(fitting));
        Assert.NotEqual(fitting.Files[0].Reference, fitting.Files[1].Reference);
    }

    [Fact]
    public void Without_repeats_each_round_is_written_out_nested_ones_too()
    {
        var fitting = DeviceFit.For(Fit.Named("2x(1:00 run; 2x(2:00 walk))"), DeviceProfile.Common with { HasRepeats = false });
        Assert.Equal("1:00 run; 2:00 walk; 2:00 walk; 1:00 run; 2:00 walk; 2:00 walk", Steps(fitting));
        Assert.Contains("no repeats", Assert.Single(fitting.Losses), StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_become_dozens_of_workouts_is_refused_and_not_half_written()
    {
        var fitting = DeviceFit.For(Fit.Named("500x(1:00 run; 2:00 walk)"), DeviceTable.Find("plain")!);
        Assert.Empty(fitting.Files);
        Assert.Contains("50 workouts", fitting.Losses[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_cue_and_a_cut_name_are_said_and_no_character_is_torn()
    {
        var workout = new Workout(new WorkoutStep(StepLength.OfTime(Duration.FromMinutes(1)), Gait.Run, Note: new string('ö', 150)));
        var file = new WorkoutFile(Fit.Reference, new string('n', 40), workout) { SafetyNote = SessionWorkouts.StopNote };
        var fitting = DeviceFit.For(file, DeviceProfile.Common);
        Assert.Equal(2, fitting.Losses.Length);
        string notes = OfficialWorkout.Steps(fitting.Files[0])[0].Text("notes")!;
        Assert.Matches("^ö+ Stop and walk", notes);
    }

    [Fact]
    public void The_table_says_where_each_figure_comes_from_and_its_first_line_is_the_common_watch()
    {
        Assert.All(DeviceTable.All, device => Assert.True(device.Source.Length > 20));
        Assert.Equal(DeviceProfile.Common, DeviceTable.All[0] with { Source = "" });
        Assert.Same(DeviceTable.All[0], DeviceTable.Find("COMMON"));
        Assert.Null(DeviceTable.Find("none"));
    }
}
