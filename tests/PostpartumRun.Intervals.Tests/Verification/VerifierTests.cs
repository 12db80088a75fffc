using Xunit;

namespace PostpartumRun.Intervals.Tests.Verification;

public sealed class VerifierTests
{
    private const string Plan = "5:00 walk warmup; 3x(1:00 run; 2:00 walk); 5:00 walk cooldown";

    [Theory]
    [InlineData("walk 300, run 60, walk 120, run 60, walk 120, run 60, walk 420", "dddddddd", SessionVerdict.AsPlanned)]
    [InlineData("walk 300, run 60, walk 120, walk 60, walk 120, run 60, walk 420", "dddmdddd", SessionVerdict.Partly)]
    [InlineData("walk 300, run 240, walk 120, run 60, walk 420", "ddmddddd", SessionVerdict.Overdone)]
    [InlineData("walk 300, run 420, walk 420", "ddmdmddd", SessionVerdict.Overdone)]
    [InlineData("walk 1140", "dmdmdmdd", SessionVerdict.NotDone)]
    [InlineData("walk 300, run 60, walk 120, run 30, walk 150, run 60, walk 420", "dddsdddd", SessionVerdict.Partly)]
    [InlineData("walk 300, run 60, walk 120, run 60, walk 60", "ddddsmmm", SessionVerdict.Partly)]
    [InlineData("still 90, walk 300, run 60, walk 120, run 60, still 120, run 60, walk 420", "dddddddd", SessionVerdict.AsPlanned)]
    [InlineData("walk 300, run 60, walk 120, run 60, walk 120, run 60, walk 120", "dddddddm", SessionVerdict.AsPlanned)]
    [InlineData("walk 120, run 60, walk 120, run 60, walk 120, run 60, walk 420", "sddddddd", SessionVerdict.AsPlanned)]
    public void What_was_done_is_found_by_gait_alone(string done, string verdicts, SessionVerdict whole)
    {
        var found = Hand.Verify(Hand.Recording(done), Plan);

        Assert.Equal(verdicts, Hand.Letters(found));
        Assert.Equal(whole, found.Verdict);
        Assert.All(found.Intervals, interval => Assert.InRange(interval.Confidence, 0.5, 1));
    }

    [Fact]
    public void A_lap_without_a_run_is_a_missed_run_and_the_notes_say_so()
    {
        var recording = Hand.Recording("walk 300, run 60, walk 120, walk 60, walk 120, run 60, walk 420")
            .WithLaps((300, 0), (60, 1), (120, 2), (60, 1), (120, 2), (60, 1), (120, 2), (300, 4));

        var found = Hand.Verify(recording, Plan);

        Assert.Equal("dddmdddd", Hand.Letters(found));
        Assert.Contains(found.Notes, note => note.Contains("At 8:00, run (2): a lap marks it", StringComparison.Ordinal));
        Assert.All(found.Intervals, interval => Assert.Equal(BoundarySource.Lap, interval.Boundary));
        Assert.True(found.Witnesses.HasFlag(Witnesses.WorkoutSteps));
    }

    [Fact]
    public void A_stale_first_index_and_a_last_lap_without_one_change_nothing()
    {
        var recording = Hand.Recording("walk 300, run 60, walk 120, run 60, walk 120, run 60, walk 423")
            .WithLaps((300, 4), (60, 1), (120, 2), (60, 1), (120, 2), (60, 1), (120, 2), (300, 4), (3, null));

        Assert.Equal("dddddddd", Hand.Letters(Hand.Verify(recording, Plan)));
    }

    [Fact]
    public void A_step_skipped_by_its_button_is_missed()
    {
        var recording = Hand.Recording("walk 300, run 60, walk 120, walk 2, walk 120, run 60, walk 420")
            .WithLaps((300, 0), (60, 1), (120, 2), (2, 1), (120, 2), (60, 1), (120, 2), (300, 4));

        Assert.Equal("dddmdddd", Hand.Letters(Hand.Verify(recording, Plan)));
    }

    [Fact]
    public void Laps_of_a_kilometre_are_no_steps()
    {
        var recording = Hand.Recording("walk 300, run 60, walk 120, run 60, walk 120, run 60, walk 420");
        for (int start = 0; start < 1140; start += 570)
        {
            var length = Duration.FromSeconds(570);
            recording.Laps.Add(new(Duration.FromSeconds(start), length, length, LapTrigger.Distance, null, 1000));
        }

        var found = Hand.Verify(recording, Plan);

        Assert.Equal("dddddddd", Hand.Letters(found));
        Assert.False(found.Witnesses.HasFlag(Witnesses.Laps));
    }

    [Fact]
    public void A_pause_within_a_run_takes_none_of_its_time()
    {
        using var whole = Hand.Recording("walk 300, run 60, walk 120, run 60, walk 120, run 60, walk 420");
        Recording paused = new() { Elapsed = whole.Elapsed + Duration.FromSeconds(600) };
        for (int index = 0; index < whole.Count; index++)
        {
            int at = paused.AddRecord(whole.Times[index] + (index > 330 ? 600 : 0));
            paused.Set(at, Channel.Speed, whole[Channel.Speed][index]);
            paused.Set(at, Channel.Cadence, whole[Channel.Cadence][index]);
        }
        paused.Pauses.Add(new(Duration.FromSeconds(331), Duration.FromSeconds(931)));

        var found = Hand.Verify(paused, Plan);

        Assert.Equal("dddddddd", Hand.Letters(found));
        Assert.Equal(660, (found.Intervals[1].End - found.Intervals[1].Start).Seconds, 2.0);
        Assert.Equal(60, found.Intervals[1].Timer.Seconds, 2.0);
        Assert.DoesNotContain(found.Segments, segment => segment.Start.Seconds < 931 && segment.End.Seconds > 331.5);
    }

    [Theory]
    [InlineData("walk 1800", "d", SessionVerdict.AsPlanned)]
    [InlineData("walk 900", "s", SessionVerdict.Partly)]
    [InlineData("walk 600, run 600, walk 600", "s", SessionVerdict.Overdone)]
    [InlineData("walk 200", "m", SessionVerdict.NotDone)]
    public void A_workout_of_walks_is_judged_by_its_walks(string done, string verdicts, SessionVerdict whole)
    {
        var found = Hand.Verify(Hand.Recording(done), "30:00 walk");

        Assert.Equal(verdicts, Hand.Letters(found));
        Assert.Equal(whole, found.Verdict);
    }

    [Fact]
    public void A_step_by_distance_asks_for_its_distance()
    {
        var found = Hand.Verify(Hand.Recording("walk 300, run 167, walk 120, run 100, walk 300"), "5:00 walk; 2x(400 m run; 2:00 walk); 3:00 walk");

        Assert.Equal(IntervalVerdict.Done, found.Intervals[1].Verdict);
        Assert.Equal(IntervalVerdict.Short, found.Intervals[3].Verdict);
    }

    [Fact]
    public void Without_a_workout_there_are_segments_and_no_verdict()
    {
        var found = Hand.Verify(Hand.Recording("walk 300, run 60, walk 120"), null);

        Assert.Equal([Motion.Walk, Motion.Run, Motion.Walk], found.Segments.Select(segment => segment.Motion));
        Assert.Equal(SessionVerdict.Unknown, found.Verdict);
        Assert.Empty(found.Intervals);
        Assert.Null(found.Score);
        Assert.NotEmpty(found.Notes);
    }

    [Fact]
    public void Without_speed_and_cadence_nothing_is_claimed()
    {
        Recording recording = new();
        for (int time = 0; time < 1140; time++)
            recording.Set(recording.AddRecord(time), Channel.HeartRate, 120);

        var found = Hand.Verify(recording, Plan);

        Assert.All(found.Intervals, interval => Assert.Equal(IntervalVerdict.Unknown, interval.Verdict));
        Assert.Equal(SessionVerdict.Unknown, found.Verdict);
        Assert.Null(found.Score);
    }

    [Theory]
    [InlineData("walk 3000", Motion.Walk)]
    [InlineData("run 3000", Motion.Run)]
    public void One_gait_alone_is_not_split_in_two(string done, Motion motion)
    {
        var found = Hand.Verify(Hand.Recording(done), null);

        Assert.Equal(motion, Assert.Single(found.Segments).Motion);
    }

    [Fact]
    public void Segments_cover_the_recording_without_gaps()
    {
        var found = Hand.Verify(Hand.Recording("still 20, walk 100, run 100, still 30, walk 50"), null);

        Assert.Equal(0, found.Segments[0].Start.Seconds);
        Assert.Equal(300, found.Segments[^1].End.Seconds);
        Assert.All(found.Segments.Zip(found.Segments.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }
}
