using CsCheck;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Intervals.Tests.Workouts;

public class IntervalScheduleTests
{
    private const string WeekFour = "5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown";

    private static Duration At(string clock) => Duration.FromTimeSpan(TimeSpan.ParseExact(clock, @"m\:ss", null));

    [Fact]
    public void Week_four_has_fourteen_intervals_five_steps_and_six_minutes_of_running()
    {
        var schedule = WorkoutText.Parse(WeekFour).Schedule;
        Assert.Equal(14, schedule.Count);
        Assert.Equal(5, schedule.StepCount);
        Assert.Equal(Duration.FromMinutes(28), schedule.Total);
        Assert.Equal(Duration.FromMinutes(6), schedule.TotalRun);
        Assert.True(schedule.IsTimed);
    }

    [Theory]
    [InlineData("0:00", 0)]
    [InlineData("4:59", 0)]
    [InlineData("5:00", 1)]
    [InlineData("5:59", 1)]
    [InlineData("6:00", 2)]
    [InlineData("8:00", 3)]
    [InlineData("22:59", 12)]
    [InlineData("23:00", 13)]
    [InlineData("27:59", 13)]
    [InlineData("28:00", 14)]
    [InlineData("59:00", 14)]
    public void An_interval_holds_its_start_and_not_its_end(string time, int interval) =>
        Assert.Equal(interval, WorkoutText.Parse(WeekFour).Schedule.IntervalAt(At(time)));

    [Fact]
    public void Steps_are_numbered_as_the_watch_does_with_a_repeat_after_its_elements()
    {
        var schedule = WorkoutText.Parse("lap walk; 2x(1:00 run; 3x(0:10 walk); 0:20 open); 400 m run").Schedule;
        Assert.Equal(7, schedule.StepCount);
        Assert.Equal([0, 1, 2, 2, 2, 4, 1, 2, 2, 2, 4, 6], schedule.Select(i => i.StepIndex));
        Assert.Equal([null, 1, 1, 2, 3, 1, 2, 1, 2, 3, 2, null], schedule.Select(i => i.Round));
        Assert.False(schedule.IsTimed);
    }

    [Fact]
    public void Before_the_workout_there_is_no_interval_and_it_has_no_last_moment()
    {
        var schedule = WorkoutText.Parse("1:00 run").Schedule;
        Assert.Equal(-1, schedule.IntervalAt(Duration.FromMilliseconds(-1)));
        Assert.Equal(-1, schedule.IntervalAt(Duration.FromMilliseconds(long.MinValue)));
        Assert.Equal(0, schedule.IntervalAt(Duration.FromMilliseconds(59_999)));
        Assert.Equal(1, schedule.IntervalAt(Duration.FromMilliseconds(long.MaxValue)));
    }

    [Fact]
    public void An_interval_that_takes_no_time_is_never_the_one_at_a_time()
    {
        var schedule = WorkoutText.Parse("lap walk; 1:00 run; 400 m walk; lap open; 1:00 run; lap walk").Schedule;
        Assert.Equal(1, schedule.IntervalAt(Duration.Zero));
        Assert.Equal(4, schedule.IntervalAt(At("1:00")));
        Assert.Equal(6, schedule.IntervalAt(At("2:00")));
        Assert.Equal((At("1:00"), At("1:00")), (schedule[3].Start, schedule[3].End));
    }

    [Fact]
    public void A_workout_with_no_timed_step_has_ended_at_once()
    {
        var schedule = WorkoutText.Parse("5x(400 m run; lap walk)").Schedule;
        Assert.Equal(Duration.Zero, schedule.Total);
        Assert.Equal(10, schedule.IntervalAt(Duration.Zero));
        Assert.Equal(-1, schedule.IntervalAt(Duration.FromMilliseconds(-1)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(14)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void There_are_no_intervals_outside_of_the_count(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkoutText.Parse(WeekFour).Schedule[index]);

    [Fact]
    public void Every_interval_of_any_workout_is_the_one_that_writing_them_all_out_gives() =>
        Arbitrary.AnyWorkout.Sample(workout =>
        {
            var expected = Arbitrary.Expand(workout);
            var schedule = workout.Schedule;
            Assert.Equal(expected.Count, schedule.Count);
            Assert.Equal(expected, schedule);
            Assert.Equal(expected.Max(i => i.End), schedule.Total);
            Assert.Equal(expected.Sum(i => i.Step.Gait == Gait.Run ? i.Step.Length.Time.Milliseconds : 0), schedule.TotalRun.Milliseconds);
            Assert.Equal(expected.All(i => i.Step.Length.End == StepEnd.Time), schedule.IsTimed);
        }, iter: 300);

    [Fact]
    public void The_interval_at_any_time_is_the_one_that_writing_them_all_out_gives() =>
        Gen.Select(Arbitrary.AnyWorkout, Gen.Double[-0.05, 1.05].Array[1, 20]).Sample((workout, shares) =>
        {
            var expanded = Arbitrary.Expand(workout);
            var schedule = workout.Schedule;
            var cursor = schedule.Cursor();
            var edges = expanded.Take(40).SelectMany(i => new[] { i.Start.Milliseconds - 1, i.Start.Milliseconds, i.End.Milliseconds - 1, i.End.Milliseconds });
            foreach (long ms in edges.Concat(shares.Select(s => (long)(s * schedule.Total.Milliseconds))))
            {
                var time = Duration.FromMilliseconds(ms);
                int expected = time < Duration.Zero ? -1
                    : expanded.FirstOrDefault(i => i.Start <= time && time < i.End) is { Step: not null } found ? found.Index
                    : expanded.Count;
                Assert.Equal(expected, schedule.IntervalAt(time));
                Assert.Equal(expected, cursor.MoveTo(time));
                Assert.Equal(expected, cursor.Index);
            }
        }, iter: 300);

    [Fact]
    public void The_round_at_any_time_is_the_quotient_whatever_the_lengths() =>
        Gen.Select(Gen.OneOf(Gen.Long[1, 50], Gen.Long[1, Workout.MaxStepTime.Milliseconds]), Gen.Int[1, Workout.MaxRounds], Gen.Int[1, 10], Gen.Double[0, 1])
            .Sample((step, rounds, times, share) =>
            {
                WorkoutElement run = new WorkoutStep(StepLength.OfTime(Duration.FromMilliseconds(step)), Gait.Run);
                var schedule = new Workout(new Repeat(rounds, [.. Enumerable.Repeat(run, times)])).Schedule;
                long interval = Math.Min((long)(share * schedule.Count), schedule.Count - 1);
                Assert.Equal(interval, schedule.IntervalAt(Duration.FromMilliseconds(interval * step)));
                Assert.Equal(interval, schedule.IntervalAt(Duration.FromMilliseconds((interval + 1) * step - 1)));
            });

    [Fact]
    public void The_longest_workout_there_can_be_adds_up()
    {
        var day = new WorkoutStep(StepLength.OfTime(Workout.MaxStepTime), Gait.Run);
        var schedule = new Workout(new Repeat(10, new Repeat(100, new Repeat(10, day)))).Schedule;
        Assert.Equal(Workout.MaxIntervals, schedule.Count);
        Assert.Equal(TimeSpan.FromDays(10_000), schedule.TotalRun.ToTimeSpan());
        Assert.Equal(9_999, schedule.IntervalAt(schedule.Total - Duration.FromMilliseconds(1)));
        Assert.Equal(10_000, schedule.IntervalAt(schedule.Total));
    }

    [Fact]
    public void A_cursor_of_no_schedule_says_where_to_get_one()
    {
        var cursor = default(IntervalCursor);
        Assert.Contains("Cursor()", Assert.Throws<InvalidOperationException>(() => cursor.MoveTo(Duration.Zero)).Message);
    }

    [Fact]
    public void No_query_allocates()
    {
        var schedule = WorkoutText.Parse(WeekFour).Schedule;
        long sum = 0;
        Assert.Equal(0, Memory.LeastAllocated(() => sum += Query(schedule)));
        Assert.NotEqual(0, sum);

        static long Query(IntervalSchedule schedule)
        {
            long sum = 0;
            var cursor = schedule.Cursor();
            for (int second = -2; second < 1700; second++)
                sum += schedule.IntervalAt(Duration.FromSeconds(second)) + cursor.MoveTo(Duration.FromSeconds(second));
            foreach (var interval in schedule)
                sum += interval.End.Milliseconds;
            return sum;
        }
    }
}
