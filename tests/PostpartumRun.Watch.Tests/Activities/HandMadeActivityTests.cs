using CsCheck;
using PostpartumRun.Fit;
using PostpartumRun.Intervals;
using Xunit;

namespace PostpartumRun.Watch.Tests.Activities;

/// <summary>What watches do that the real files at hand do not show.</summary>
public sealed class HandMadeActivityTests
{
    private const uint Noon = Fit.Noon;
    private const byte Start = 0, Stop = 1, StopAll = 4, StopDisableAll = 9;

    private static readonly DateTimeOffset NoonTime = new(2026, 6, 21, 12, 0, 0, TimeSpan.Zero);

    private static Action<FitWriter>[] Records(uint from, int count) => [.. Enumerable.Range(0, count).Select(i => Fit.Heart(from + (uint)i, 100 + i % 50))];

    [Fact]
    public void A_record_of_the_far_future_does_not_swallow_those_that_follow()
    {
        using var activity = Reading.Whole([
            .. Records(Noon, 10), Fit.Heart(Noon + 900_000_000, 99), .. Records(Noon + 11, 10), Fit.Session(Noon, 21_000, 21_000)]);
        Assert.Equal([.. Enumerable.Range(0, 10), .. Enumerable.Range(11, 10)], activity.Recording.Times.ToArray());
    }

    [Fact]
    public void The_sessions_start_counts_where_records_come_later()
    {
        using var activity = Reading.Whole([.. Records(Noon + 5, 10), Fit.Session(Noon, 20_500, 18_250)]);
        Assert.Equal(NoonTime, activity.Info!.Start);
        Assert.Equal((20.5, 18.25, 1234.56), (activity.Info.Elapsed.Seconds, activity.Info.Timer.Seconds, activity.Info.DistanceMeters));
        Assert.Equal(Enumerable.Range(5, 10), activity.Recording.Times.ToArray());
        Assert.Equal(("running", "street"), (activity.Info.Sport, activity.Info.SubSport));
        Assert.Equal(("garmin", 3843, 7u), (activity.Info.Manufacturer, activity.Info.Product, activity.Info.SerialNumber));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(Noon - 30 * 86_400)]
    [InlineData(Noon + 30 * 86_400)]
    [InlineData(uint.MaxValue)]
    [InlineData(uint.MaxValue - 1)]
    public void An_absurd_session_start_does_not_move_the_records(uint start)
    {
        using var activity = Reading.Whole([.. Records(Noon, 10), Fit.Lap(Noon, 9000), Fit.Session(start, 9000, 9000)]);
        Assert.Equal(NoonTime, activity.Info!.Start);
        Assert.Equal(Enumerable.Range(0, 10), activity.Recording.Times.ToArray());
        Assert.Equal(Duration.Zero, activity.Recording.Laps.Single().Start);
        Assert.Equal(9, activity.Info.Elapsed.Seconds);
    }

    [Fact]
    public void Without_a_session_the_records_tell_how_long_it_was_and_the_timer_leaves_pauses_out()
    {
        using var activity = Reading.Whole([Fit.Timer(Noon, Start), .. Records(Noon, 10), Fit.Timer(Noon + 10, StopAll), Fit.Timer(Noon + 30, Start), .. Records(Noon + 30, 10)]);
        Assert.Equal((39, 19), (activity.Info!.Elapsed.Seconds, activity.Info.Timer.Seconds));
    }

    [Fact]
    public void A_lap_ends_a_length_after_its_start_whatever_its_timestamp_says()
    {
        using var activity = Reading.Whole([Fit.Lap(Noon + 60, 30_500, 1, stamp: Noon), Fit.Lap(Noon, 60_000, 0, stamp: Noon), .. Records(Noon, 90)]);
        Assert.Equal([(0, 60.0, 0), (60, 90.5, 1)], activity.Recording.Laps.Select(lap => (lap.Start.Seconds, lap.End.Seconds, lap.StepIndex!.Value)));
    }

    [Fact]
    public void A_lap_without_a_start_begins_a_length_before_its_timestamp_and_one_without_either_is_left_out()
    {
        using var activity = Reading.Whole([.. Records(Noon, 90), Fit.Lap(uint.MaxValue, 60_000, stamp: Noon + 60), Fit.Lap(uint.MaxValue, 60_000)]);
        Assert.Equal((0, 60), (activity.Recording.Laps.Single().Start.Seconds, activity.Recording.Laps.Single().End.Seconds));
    }

    [Fact]
    public void Lap_triggers_and_step_indexes_are_kept()
    {
        using var activity = Reading.Whole([.. Records(Noon, 9), .. Enumerable.Range(0, 9).Select(i => Fit.Lap(Noon + (uint)i, 1000, i == 8 ? null : i, (byte)i))]);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => (LapTrigger)i), activity.Recording.Laps.Select(lap => lap.Trigger));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, null], activity.Recording.Laps.Select(lap => lap.StepIndex));
    }

    [Fact]
    public void A_pause_lasts_from_any_stop_of_the_timer_to_its_next_start()
    {
        using var activity = Reading.Whole(
        [
            Fit.Timer(Noon, Start), .. Records(Noon, 100),
            Fit.Timer(Noon + 10, Stop), Fit.Timer(Noon + 20, Start),
            Fit.Timer(Noon + 30, StopAll), Fit.Timer(Noon + 35, StopDisableAll), Fit.Timer(Noon + 40, Start), Fit.Timer(Noon + 41, Start),
            Fit.Timer(Noon + 50, Stop), Fit.Timer(Noon + 50, Start),
            Fit.Timer(Noon + 60, Stop, kind: 36), Fit.Timer(Noon + 65, Start, kind: 36),
            Fit.Timer(Noon + 99, StopAll),
        ]);
        Assert.Equal([(10, 20), (30, 40)], activity.Recording.Pauses.Select(pause => (pause.Start.Seconds, pause.End.Seconds)));
    }

    [Fact]
    public void Timer_events_may_stand_in_any_order()
    {
        using var activity = Reading.Whole([Fit.Timer(Noon + 20, Start), Fit.Timer(Noon + 10, Stop), .. Records(Noon, 30)]);
        Assert.Equal((10, 20), (activity.Recording.Pauses.Single().Start.Seconds, activity.Recording.Pauses.Single().End.Seconds));
    }

    [Fact]
    public void The_enhanced_speed_outranks_the_plain_one_and_either_will_do()
    {
        using var activity = Reading.Whole(
            Fit.Record(Noon, fit => fit.Integer(73, FitBaseType.UInt32, 2500).Integer(6, FitBaseType.UInt16, 1000)),
            Fit.Record(Noon + 1, fit => fit.Integer(6, FitBaseType.UInt16, 1500)),
            Fit.Record(Noon + 2, fit => fit.Integer(73, FitBaseType.UInt32, 70_000)),
            Fit.Record(Noon + 3, fit => fit.Integer(73, FitBaseType.UInt32, null).Integer(6, FitBaseType.UInt16, 1750)),
            Fit.Record(Noon + 4, fit => fit.Integer(73, FitBaseType.UInt32, null).Integer(6, FitBaseType.UInt16, null)),
            Fit.Record(Noon + 5, fit => fit.Integer(6, FitBaseType.UInt16, 1000).Integer(73, FitBaseType.UInt32, 2250)));
        Assert.Equal([2.5f, 1.5f, 70f, 1.75f, float.NaN, 2.25f], activity.Recording[Channel.Speed].ToArray());
    }

    [Fact]
    public void Fractions_belong_to_the_cadence_of_their_own_record()
    {
        using var activity = Reading.Whole(
            Fit.Record(Noon, Cadence(80, 64)), Fit.Record(Noon + 1, Cadence(80, null)), Fit.Record(Noon + 2, Cadence(null, 64)), Fit.Record(Noon + 3, Cadence(0, 0)),
            Fit.Record(Noon + 4, fit => fit.Integer(53, FitBaseType.UInt8, 32).Integer(4, FitBaseType.UInt8, 81)));
        Assert.Equal([80.5f, 80f, float.NaN, 0f, 81.25f], activity.Recording[Channel.Cadence].ToArray());
    }

    [Fact]
    public void A_second_record_of_a_second_adds_what_it_has_and_no_fraction_twice()
    {
        using var activity = Reading.Whole(
            Fit.Record(Noon, Cadence(80, 64)), Fit.Heart(Noon, 120), Fit.Record(Noon, Cadence(null, 64)), Fit.Record(Noon, Cadence(null, null)), Fit.Heart(Noon + 1, 121));
        Assert.Equal([0, 1], activity.Recording.Times.ToArray());
        Assert.Equal(80.5f, activity.Recording[Channel.Cadence][0]);
        Assert.Equal([120f, 121f], activity.Recording[Channel.HeartRate].ToArray());
        Assert.Equal(5, activity.Info!.Records);
    }

    [Fact]
    public void Times_that_go_backwards_leave_the_recording_in_order()
    {
        using var activity = Reading.Whole([.. Records(Noon, 50), .. Records(Noon + 20, 10), .. Records(Noon + 50, 10)]);
        Assert.Equal(Enumerable.Range(0, 60), activity.Recording.Times.ToArray());
        Assert.Equal(70, activity.Info!.Records);
        Assert.Equal(59, activity.Info.Elapsed.Seconds);
    }

    [Fact]
    public void Times_from_power_on_are_times_all_the_same()
    {
        using var activity = Reading.Whole([Fit.Timer(1000, Start), .. Records(1000, 60), Fit.Lap(1000, 59_000), Fit.Session(1000, 59_000, 59_000)]);
        Assert.Equal(60, activity.Recording.Count);
        Assert.Equal(59, activity.Info!.Elapsed.Seconds);
    }

    [Fact]
    public void Records_without_a_time_are_left_out()
    {
        using var activity = Reading.Whole([fit => fit.Begin(20).Integer(3, FitBaseType.UInt8, 99), Fit.Heart(uint.MaxValue, 99), .. Records(Noon, 3)]);
        Assert.Equal([100f, 101f, 102f], activity.Recording[Channel.HeartRate].ToArray());
    }

    [Theory]
    [InlineData(20_700)]
    [InlineData(-12_600)]
    [InlineData(0)]
    [InlineData(50_400)]
    public void The_local_time_tells_the_zone(int seconds)
    {
        using var activity = Reading.Whole([.. Records(Noon, 3), ActivityMessage(Noon + 3, (uint)(Noon + 1 + seconds))]);
        Assert.Equal(TimeSpan.FromSeconds(seconds), activity.Info!.UtcOffset);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(Noon + 20 * 3600)]
    [InlineData(uint.MaxValue)]
    public void A_local_time_of_no_zone_tells_nothing(uint local)
    {
        using var activity = Reading.Whole([.. Records(Noon, 3), ActivityMessage(Noon + 3, local)]);
        Assert.Null(activity.Info!.UtcOffset);
    }

    [Fact]
    public void The_training_file_is_a_workouts_reference_and_no_courses()
    {
        using var workout = Reading.Whole([.. Records(Noon, 3), Fit.TrainingFile(5, 0xCAFE_F00D, 100), Fit.TrainingFile(6, 8, 200)]);
        Assert.Equal(new WorkoutReference(0xCAFE_F00D, FitTime.ToDateTimeOffset(100)), workout.Info!.TrainingFile);
        using var unsaid = Reading.Whole([.. Records(Noon, 3), Fit.TrainingFile(null, 9, 100)]);
        Assert.Equal(9u, unsaid.Info!.TrainingFile!.Value.SerialNumber);
        using var none = Reading.Whole([.. Records(Noon, 3), Fit.TrainingFile(5, 0, 100), Fit.TrainingFile(5, 9, uint.MaxValue)]);
        Assert.Null(none.Info!.TrainingFile);
    }

    [Fact]
    public void A_workout_that_cannot_be_used_is_said_and_costs_nothing_else()
    {
        using var activity = Reading.Whole([Fit.WorkoutOf(1), Fit.Step(0, 0, 1000), .. Enumerable.Range(1, 6).Select(i => Fit.RepeatFrom(i, 0, 9)), .. Records(Noon, 30)]);
        Assert.Null(activity.Recording.Workout);
        Assert.EndsWith(".", activity.WorkoutProblem, StringComparison.Ordinal);
        Assert.Equal(30, activity.Recording.Count);
    }

    [Fact]
    public void What_comes_before_an_activity_in_a_chain_leaves_no_trace_in_it()
    {
        byte[] activity = Fit.File([Fit.FileId(Fit.Activity), .. Records(Noon, 5)]);
        byte[] course = Fit.File([Fit.FileId(Fit.Course, 99), Fit.Lap(Noon - 900, 1000), .. Records(Noon - 900, 30), Fit.Record(Noon - 860, fit => fit.Integer(7, FitBaseType.UInt16, 200))]);
        byte[] workout = Fit.WorkoutFile(Fit.Step(0, 0, 1000));
        using var chained = Reading.Whole([.. course, .. workout, .. activity]);
        using var alone = Reading.Whole(activity);
        Assert.Equal(alone.Everything(), chained.Everything());
    }

    [Fact]
    public void What_comes_after_an_activity_in_a_chain_leaves_no_trace_in_it()
    {
        byte[] first = Fit.File([Fit.FileId(Fit.Activity), .. Records(Noon, 5), Fit.Session(Noon, 5000, 5000)]);
        byte[] second = Fit.File([Fit.FileId(Fit.Activity, 8), .. Records(Noon + 900, 50), Fit.Lap(Noon + 900, 5000), Fit.WorkoutOf(1), Fit.Step(0, 0, 1000)]);
        using var chained = Reading.Whole([.. first, .. second]);
        using var alone = Reading.Whole(first);
        Assert.Equal(alone.Everything(), chained.Everything());
    }

    [Fact]
    public void Damage_after_a_whole_activity_is_said_and_costs_nothing()
    {
        byte[] first = Fit.File([Fit.FileId(Fit.Activity), .. Records(Noon, 5)]);
        using var activity = Reading.Read([.. first, .. "rubbish at the end"u8]);
        Assert.Equal((ActivityReading.Activity, FitErrorCode.TrailingData), (activity.Reading, activity.Error!.Value.Code));
        Assert.Equal(5, activity.Recording.Count);
    }

    [Fact]
    public void Records_without_a_file_id_are_an_activity_and_an_activity_of_nothing_is_none()
    {
        using var nameless = Reading.Whole(Fit.File(Records(Noon, 5)));
        Assert.Equal(5, nameless.Info!.Records);
        using var empty = Reading.Read(Fit.File(Fit.FileId(Fit.Activity)));
        Assert.Equal(ActivityReading.NotAnActivity, empty.Reading);
        using var course = Reading.Read(Fit.File([Fit.FileId(Fit.Course), .. Records(Noon, 5)]));
        Assert.Equal(ActivityReading.NotAnActivity, course.Reading);
        foreach (byte[] bytes in new byte[][] { [], [1], [.. "no FIT at all, but text"u8] })
        {
            using var none = Reading.Read(bytes);
            Assert.Equal(ActivityReading.Unreadable, none.Reading);
            Assert.NotNull(none.Error);
        }
    }

    [Fact]
    public void A_compressed_distance_rolls_over_and_invalid_ones_are_left_out()
    {
        // 12 bits of speed in 1/100 m/s, then 12 of distance in 1/16 m.
        Action<FitWriter> At(uint time, int speed, int distance) => Fit.Record(time, fit => fit.Bytes(8, FitBaseType.Byte,
            [(byte)speed, (byte)((speed >> 8) | ((distance & 0xF) << 4)), (byte)(distance >> 4)]));
        using var activity = Reading.Whole(At(Noon, 250, 4000), At(Noon + 1, 0xFFF, 4090), At(Noon + 2, 300, 16), At(Noon + 3, 0xFFF, 0xFFF), At(Noon + 4, 100, 4095 - 15));
        Assert.Equal([2.5f, float.NaN, 3f, float.NaN, 1f], activity.Recording[Channel.Speed].ToArray());
        Assert.Equal([250f, 255.625f, 257f, float.NaN, 511f], activity.Recording[Channel.Distance].ToArray());
    }

    [Fact]
    public void Sessions_of_several_sports_make_one_activity()
    {
        using var activity = Reading.Whole(
            [.. Records(Noon, 100), Fit.Session(Noon, 40_000, 39_000), fit => Fit.Session(Noon + 45, 55_000, 50_000)(fit), Fit.Session(Noon + 45, 55_000, 50_000)]);
        Assert.Equal((100, 89), (activity.Info!.Elapsed.Seconds, activity.Info.Timer.Seconds));
        Assert.Equal("running", activity.Info.Sport);
    }

    [Fact]
    public void Mutations_of_activities_never_throw_and_leave_recordings_in_order()
    {
        byte[][] files = [.. Directory.GetFiles(Path.Combine(PostpartumRun.Testing.Repository.Root, "fixtures"), "*.fit").Select(File.ReadAllBytes)];
        Gen.Select(Gen.Int[0, files.Length - 1].Select(i => files[i]), Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 12], Gen.Bool, Gen.Int[0, 3]).Sample((file, changes, isFixed, kind) =>
        {
            byte[] bytes = kind == 0 ? file[..(changes[0].Item1 % file.Length)] : [.. file];
            foreach (var (at, value) in changes)
            {
                if (bytes.Length > 20)
                    bytes[14 + at % Math.Min(bytes.Length - 16, kind == 1 ? 1000 : int.MaxValue)] = value;
            }
            if (isFixed && bytes.Length > 20)
                Checksum.Fix(bytes);
            using var activity = Reading.Read(bytes);
            var times = activity.Recording.Times;
            for (int i = 1; i < times.Length; i++)
                Assert.True(times[i] > times[i - 1]);
            Assert.Equal(activity.Reading == ActivityReading.Activity, activity.Info is not null);
            Assert.True(activity.Error is null || activity.Info is null || activity.Info.Salvaged);
        }, iter: 400);
    }

    private static Action<FitWriter> Cadence(int? cadence, int? fraction) => fit => fit.Integer(4, FitBaseType.UInt8, cadence).Integer(53, FitBaseType.UInt8, fraction);

    private static Action<FitWriter> ActivityMessage(uint time, uint local) => fit => fit.Begin(34).Integer(253, FitBaseType.UInt32, time).Integer(5, FitBaseType.UInt32, local);
}
