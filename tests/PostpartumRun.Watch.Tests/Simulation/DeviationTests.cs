using PostpartumRun.Intervals;
using PostpartumRun.Watch.Tests.Activities;
using Xunit;

namespace PostpartumRun.Watch.Tests.Simulation;

/// <summary>What each departure does to the recording, told by its cadence: a run's is above 70 strides a minute, a walk's below.</summary>
public sealed class DeviationTests
{
    private const string Week4 = "5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown";

    private static readonly (int, int)[] Planned = [(300, 60), (480, 60), (660, 60), (840, 60), (1020, 60), (1200, 60)];

    [Fact]
    public void Without_any_the_workout_is_done_as_planned()
    {
        using var recording = Simulated(Week4).Record();
        Assert.Equal(Planned, Runs(recording));
        Assert.Equal(1680, recording.Count);
        Assert.Equal(1680, recording.Elapsed.Seconds);
        Assert.Equal([0, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 4], recording.Laps.Select(lap => lap.StepIndex!.Value));
        Assert.Equal([300, 60, 120, 60, 120, 60, 120, 60, 120, 60, 120, 60, 120, 300], recording.Laps.Select(lap => lap.Timer.Seconds));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void Skip_run_leaves_out_a_run_and_the_walk_after_it(int run)
    {
        using var recording = Simulated(Week4, (Deviation.SkipRun, run)).Record();
        Assert.Equal(Planned[..5], Runs(recording));
        Assert.Equal(1500, recording.Count);
    }

    [Fact]
    public void Skip_run_leaves_out_one_walk_only()
    {
        using var recording = Simulated("5:00 walk; 2x(1:00 run; 2:00 walk); 5:00 walk", (Deviation.SkipRun, 2)).Record();
        Assert.Equal([(300, 60)], Runs(recording));
        Assert.Equal(780, recording.Count);
    }

    [Fact]
    public void Walk_run_walks_a_run()
    {
        using var recording = Simulated(Week4, (Deviation.WalkRun, 2)).Record();
        Assert.Equal([Planned[0], .. Planned[2..]], Runs(recording));
        Assert.Equal(1680, recording.Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Run_through_runs_the_walk_after_a_run_and_no_other(int run)
    {
        using var recording = Simulated(Week4, (Deviation.RunThrough, run)).Record();
        var expected = Planned.ToList();
        expected[run - 1] = (expected[run - 1].Item1, 180);
        if (run < 6)
        {
            expected[run - 1] = (expected[run - 1].Item1, 240);
            expected.RemoveAt(run);
        }
        Assert.Equal(expected, Runs(recording));
        Assert.Equal(1680, recording.Count);
    }

    [Fact]
    public void Short_run_ends_halfway()
    {
        using var recording = Simulated(Week4, (Deviation.ShortRun, 2)).Record();
        Assert.Equal([Planned[0], (480, 30), .. Planned[2..]], Runs(recording));
        Assert.Equal(1680, recording.Count);
        Assert.Equal(14, recording.Laps.Count);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Long_run_goes_on_for_half_of_its_length(int run)
    {
        using var recording = Simulated(Week4, (Deviation.LongRun, run)).Record();
        var expected = Planned.ToArray();
        expected[run - 1].Item2 = 90;
        Assert.Equal(expected, Runs(recording));
        Assert.Equal(1680, recording.Count);
    }

    [Fact]
    public void Stop_early_ends_after_a_run()
    {
        using var recording = Simulated(Week4, (Deviation.StopEarly, 3)).Record();
        Assert.Equal(Planned[..3], Runs(recording));
        Assert.Equal(720, recording.Count);
    }

    [Fact]
    public void Extra_run_comes_after_the_last_and_is_as_long()
    {
        using var recording = Simulated(Week4, (Deviation.ExtraRun, 1)).Record();
        var runs = Runs(recording);
        Assert.Equal(Planned, runs[..6]);
        Assert.Equal(60, Assert.Single(runs[6..]).Item2);
        Assert.True(recording.Count > 1680);
    }

    [Fact]
    public void Late_start_walks_minutes_before()
    {
        using var recording = Simulated(Week4, (Deviation.LateStart, 3)).Record();
        Assert.Equal(Planned.Select(run => (run.Item1 + 180, run.Item2)), Runs(recording));
        Assert.Equal(1860, recording.Count);
    }

    [Fact]
    public void No_cooldown_ends_with_the_last_run()
    {
        using var recording = Simulated(Week4, (Deviation.NoCooldown, 1)).Record();
        Assert.Equal(Planned, Runs(recording));
        Assert.Equal(1260, recording.Count);
    }

    [Fact]
    public void Pause_stops_the_timer_for_seconds_in_the_middle()
    {
        using var recording = Simulated(Week4, (Deviation.Pause, 45)).Record();
        var pause = Assert.Single(recording.Pauses);
        Assert.Equal((840, 885), (pause.Start.Seconds, pause.End.Seconds));
        Assert.Equal(1680, recording.Count);
        Assert.Equal(1725, recording.Elapsed.Seconds);
        Assert.DoesNotContain(recording.Times.ToArray(), time => time is >= 840 and < 885);
        Assert.Equal(1680, recording.Laps.Sum(lap => lap.Timer.Seconds));
        Assert.Equal(1725, recording.Laps.Sum(lap => lap.Elapsed.Seconds));
    }

    [Fact]
    public void No_laps_leaves_the_sessions_end_alone()
    {
        using var recording = Simulated(Week4, (Deviation.NoLaps, 1)).Record();
        var lap = Assert.Single(recording.Laps);
        Assert.Equal((LapTrigger.SessionEnd, null, 1680.0), (lap.Trigger, lap.StepIndex, lap.Elapsed.Seconds));
        Assert.Equal(Planned, Runs(recording));
    }

    [Fact]
    public void No_workout_leaves_neither_a_workout_nor_its_steps_in_the_file()
    {
        using var activity = Reading.Whole(Simulated(Week4, (Deviation.NoWorkout, 1)).ToBytes());
        Assert.Null(activity.Info!.TrainingFile);
        Assert.Null(activity.Recording.Workout);
        Assert.Equal(14, activity.Recording.Laps.Count);
        Assert.All(activity.Recording.Laps, lap => Assert.Null(lap.StepIndex));
    }

    [Fact]
    public void Auto_laps_end_at_every_kilometre_beside_the_steps()
    {
        using var recording = Simulated(Week4, (Deviation.AutoLaps, 1)).Record();
        var auto = recording.Laps.Where(lap => lap.Trigger == LapTrigger.Distance).ToList();
        var distance = recording[Channel.Distance];
        Assert.Equal((int)(distance[^1] / 1000), auto.Count);
        for (int i = 0; i < auto.Count; i++)
            Assert.InRange(distance[(int)auto[i].End.Seconds - 1], 1000 * (i + 1), 1000 * (i + 1) + 4);
        Assert.Equal(14, recording.Laps.Count(lap => lap.Trigger == LapTrigger.Manual));
        Assert.Equal(1680, recording.Laps.Sum(lap => lap.Timer.Seconds));
    }

    [Fact]
    public void A_buggy_stills_the_wrist_and_sensors_can_be_missing()
    {
        using var buggy = Simulated(Week4, (Deviation.Buggy, 1)).Record();
        Assert.All(buggy[Channel.Cadence].ToArray(), cadence => Assert.Equal(0, cadence));
        Assert.True(buggy.Has(Channel.Speed));
        using var noCadence = Simulated(Week4, (Deviation.NoCadence, 1)).Record();
        Assert.False(noCadence.Has(Channel.Cadence));
        using var noSpeed = Simulated(Week4, (Deviation.NoSpeed, 1)).Record();
        Assert.False(noSpeed.Has(Channel.Speed) || noSpeed.Has(Channel.Distance));
        Assert.Equal(Planned, Runs(noSpeed));
    }

    [Fact]
    public void Smart_recording_keeps_a_sample_every_one_to_eight_seconds()
    {
        using var recording = Simulated(Week4, (Deviation.SmartRecording, 1)).Record();
        var gaps = recording.Times.ToArray().Zip(recording.Times.ToArray().Skip(1)).Select(pair => pair.Second - pair.First).ToList();
        Assert.All(gaps, gap => Assert.InRange(gap, 1, 8));
        Assert.True(gaps.Distinct().Count() > 1);
        Assert.InRange(recording.Count, 300, 800);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(90)]
    public void Cut_off_leaves_so_many_per_cent_of_the_file_out(int percent)
    {
        byte[] whole = Simulated(Week4).ToBytes(), cut = Simulated(Week4, (Deviation.CutOff, percent)).ToBytes();
        Assert.Equal(whole.Length * (100 - percent) / 100, cut.Length);
        Assert.Equal(whole[..cut.Length], cut);
        using var activity = Reading.Read(cut);
        Assert.True(activity.Info!.Salvaged);
        Assert.InRange(activity.Recording.Count, 1680 * (100 - percent) / 100 - 170, 1680 * (100 - percent) / 100 + 20);
    }

    [Fact]
    public void Every_departure_alone_or_with_any_other_gives_a_file_that_can_be_read()
    {
        string[] workouts = ["1:00 run; 0:20 walk cooldown", "0:30 walk warmup; 2x(0:20 run; 0:10 walk); 0:30 walk", "lap open; 40 m run; 100 m walk", "2:00 walk", "0:01 run"];
        var all = Enum.GetValues<Deviation>();
        Parallel.ForEach(
            from workout in workouts from first in all from second in all where first <= second select (workout, first, second),
            set =>
            {
                var (workout, first, second) = set;
                byte[] bytes = Simulated(workout, first == second ? [(first, 1)] : [(first, 1), (second, 1)]).ToBytes();
                using var activity = Reading.Read(bytes);
                Assert.True(activity.Reading == ActivityReading.Activity || bytes.Length < 1000, $"{workout}: {first} and {second}");
            });
    }

    [Fact]
    public void The_same_settings_give_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Simulated(Week4, (Deviation.Pause, 45)).ToBytes(), Simulated(Week4, (Deviation.Pause, 45)).ToBytes());
        Assert.NotEqual(Simulated(Week4).ToBytes(), (Simulated(Week4) with { Seed = 2 }).ToBytes());
    }

    [Fact]
    public void A_workout_of_more_steps_than_a_watch_takes_can_be_simulated()
    {
        var steps = new Workout([.. Enumerable.Range(0, 120).Select(i => new WorkoutStep(StepLength.OfTime(Duration.FromSeconds(10)), i % 2 == 0 ? Gait.Run : Gait.Walk))]);
        using var activity = Reading.Whole((Simulated(Week4) with { Workout = new(Fit.Reference, "A", steps) }).ToBytes());
        Assert.Equal(steps, activity.Recording.Workout);
    }

    [Theory]
    [InlineData(Deviation.Buggy)]
    [InlineData(Deviation.Pause)]
    [InlineData(Deviation.AutoLaps)]
    [InlineData(Deviation.NoSpeed)]
    [InlineData(Deviation.NoCadence)]
    [InlineData(Deviation.SmartRecording)]
    [InlineData(Deviation.ExtraRun)]
    public void What_is_read_back_is_the_recording(Deviation deviation)
    {
        var simulated = Simulated("5:00 walk warmup \"easy\"; 6x(1:00 run; 2:00 walk); lap open; 5:00 walk cooldown", (deviation, 7));
        using var recording = simulated.Record();
        using var activity = Reading.Whole(simulated.ToBytes());
        var read = activity.Recording;
        Assert.Equal(recording.Start, read.Start);
        Assert.Equal(recording.Elapsed, read.Elapsed);
        Assert.Equal(recording.Times.ToArray(), read.Times.ToArray());
        Assert.Equal(recording.Pauses, read.Pauses);
        Assert.Equal(simulated.Workout.Workout, read.Workout);
        Assert.Equal(Fit.Reference, activity.Info!.TrainingFile);
        Assert.Equal(recording.Laps.Select(lap => lap with { DistanceMeters = 0 }), read.Laps.Select(lap => lap with { DistanceMeters = 0 }));
        foreach (var channel in Enum.GetValues<Channel>())
        {
            Assert.Equal(recording.Has(channel), read.Has(channel));
            double step = channel switch { Channel.Cadence => 1 / 128.0, Channel.Distance => 0.0055, Channel.Speed => 0.00055, _ => 0 };
            for (int i = 0; i < recording[channel].Length; i++)
                Assert.True(Math.Abs(recording[channel][i] - read[channel][i]) <= step, $"{channel}[{i}]: {read[channel][i]}, not {recording[channel][i]}");
        }
    }

    private static SimulatedActivity Simulated(string workout, params (Deviation Deviation, int N)[] deviations) => new()
    {
        Workout = Fit.Named(workout),
        Start = new(2026, 6, 22, 6, 30, 0, TimeSpan.Zero),
        Deviations = deviations.ToDictionary(entry => entry.Deviation, entry => entry.N),
    };

    /// <summary>Each run's begin and length, in seconds of the timer.</summary>
    private static List<(int From, int Length)> Runs(Recording recording)
    {
        var runs = new List<(int From, int Length)>();
        var cadence = recording[Channel.Cadence];
        for (int i = 0; i < cadence.Length; i++)
        {
            if (cadence[i] < 70)
                continue;
            if (runs.Count > 0 && runs[^1].From + runs[^1].Length == i)
                runs[^1] = runs[^1] with { Length = runs[^1].Length + 1 };
            else
                runs.Add((i, 1));
        }
        return runs;
    }
}
