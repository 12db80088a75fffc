using System.Globalization;
using CsCheck;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Intervals.Tests.Verification;

public sealed class VerifierEdgeTests
{
    private const string Plan = "5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown";

    private static readonly float[] Odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -1, 0, 1.5f, 2.5f, 57, 80, 165, 1e30f, float.MaxValue];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_recording_of_next_to_nothing_is_unknown_or_not_done(int records)
    {
        Recording recording = new();
        for (int time = 0; time < records; time++)
            recording.Set(recording.AddRecord(time), Channel.Speed, 1.4f);

        var found = Hand.Verify(recording, Plan);

        Assert.Equal(14, found.Intervals.Count);
        Assert.NotEqual(SessionVerdict.AsPlanned, found.Verdict);
    }

    [Fact]
    public void A_clock_that_jumps_by_years_neither_hangs_nor_fills_the_memory()
    {
        var recording = Hand.Recording("walk 300, run 60, walk 120");
        recording.Set(recording.AddRecord(int.MaxValue - 1), Channel.Speed, 1.5f);
        recording.Elapsed = Duration.FromMilliseconds(long.MaxValue / 4);

        var found = Hand.Verify(recording, Plan);

        Assert.Equal(IntervalVerdict.Done, found.Intervals[1].Verdict);
        Assert.Contains(found.Notes, note => note.Contains("no record", StringComparison.Ordinal));
    }

    [Fact]
    public void However_records_and_pauses_lie_the_way_made_never_falls() => Gen.Select(
        Gen.Int[1, 4].Array[40, 120], Gen.Select(Gen.Int[0, 1_200_000], Gen.Int[100, 20_000]).Array[0, 6]).Sample(
        (gaps, pauses) =>
        {
            Recording recording = new();
            int time = 0;
            // Seconds on end for the most part, and here and there a record left out.
            foreach (int gap in gaps.SelectMany(gap => Enumerable.Repeat(1, 9).Append(gap)))
            {
                int index = recording.AddRecord(time);
                recording.Set(index, Channel.Distance, 1.3f * time);
                time += gap;
            }
            int end = -1;
            foreach (var (start, length) in pauses.OrderBy(pause => pause.Item1).Where(pause => pause.Item1 > end))
            {
                end = start + length;
                recording.Pauses.Add(new(Duration.FromMilliseconds(start), Duration.FromMilliseconds(end)));
            }
            recording.Elapsed = Duration.FromSeconds(time);

            var found = Hand.Verify(recording, Plan);

            Assert.All(found.Intervals, interval => Assert.False(interval.DistanceMeters < -0.01));
            Assert.InRange(found.Intervals.Sum(interval => double.IsNaN(interval.DistanceMeters) ? 0 : interval.DistanceMeters), 0, 1.3 * time);
        },
        iter: 400);

    [Fact]
    public void A_day_of_walking_and_running_is_verified()
    {
        var recording = Hand.Recording(string.Join(", ", Enumerable.Repeat("walk 300, run 300", 144)));

        var found = Hand.Verify(recording, Plan);

        Assert.Equal(288, found.Segments.Count);
        Assert.Equal(SessionVerdict.Overdone, found.Verdict);
    }

    [Fact]
    public void The_most_intervals_that_a_workout_can_have_are_verified()
    {
        var recording = Hand.Recording(string.Join(", ", Enumerable.Repeat("walk 20, run 20", 500)));

        var found = Hand.Verify(recording, "10x(500x(20s walk; 20s run))");

        Assert.Equal(10_000, found.Intervals.Count);
        Assert.True(found.Intervals.Take(1000).Count(interval => interval.Verdict == IntervalVerdict.Done) > 900);
    }

    [Fact]
    public void No_recording_makes_it_throw() =>
        Gen.Select(
            Gen.Select(Gen.Int[-10, 4000], Gen.Int[0, 8], Gen.Int[0, 11].Select(index => Odd[index])).Array[0, 60],
            Gen.Select(Gen.Int[-100, 5000], Gen.Int[-100, 5000], Gen.Int[0, 8], Gen.Int[-1, 6]).Array[0, 12],
            Gen.Int[-10, 100_000])
        .Sample((records, laps, elapsed) =>
        {
            Recording recording = new() { Elapsed = Duration.FromSeconds(elapsed) };
            foreach (var (time, channel, value) in records.OrderBy(record => record.Item1))
                recording.Set(recording.AddRecord(time), (Channel)channel, value);
            foreach (var (start, length, trigger, step) in laps)
            {
                var (from, to) = (Duration.FromSeconds(start), Duration.FromSeconds(length));
                recording.Laps.Add(new(from, to, to, (LapTrigger)trigger, step < 0 ? null : step, double.NaN));
                recording.Pauses.Add(new(to, from));
                recording.Splits.Add(new(SplitKind.DetectedRun, from, to));
            }

            var found = Hand.Verify(recording, Plan);

            Assert.Equal(14, found.Intervals.Count);
            Assert.All(found.Intervals, interval => Assert.True(interval.End >= interval.Start && interval.InGait >= Duration.Zero));
            Assert.All(found.Segments, segment => Assert.True(segment.End > segment.Start));
        }, iter: 500);

    [Fact]
    public void A_detection_of_the_watch_that_the_records_refute_is_noted_and_not_believed()
    {
        using var recording = Hand.Recording("walk 300, run 60, walk 120, run 60, walk 300");
        recording.Splits.Add(new(SplitKind.DetectedRun, Duration.FromSeconds(300), Duration.FromSeconds(540)));

        var found = Hand.Verify(recording, Plan);

        string note = Assert.Single(found.Notes, note => note.Contains("s the watch's own detection", StringComparison.Ordinal));
        Assert.InRange(int.Parse(note.Split(' ')[1], CultureInfo.InvariantCulture), 115, 125);
        Assert.InRange(found.Run.Seconds, 115, 125);
    }

    [Fact]
    public void A_detection_that_is_some_seconds_late_is_no_dispute()
    {
        using var recording = Hand.Recording("walk 300, run 60, walk 120, run 60, walk 300");
        recording.Splits.Add(new(SplitKind.DetectedRun, Duration.FromSeconds(305), Duration.FromSeconds(366)));

        Assert.DoesNotContain(Hand.Verify(recording, Plan).Notes, note => note.Contains("detection", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_verification_with_the_same_verifier_allocates_nothing()
    {
        var plan = Trial.Parse(Plan);
        using var recording = Hand.Recording("walk 300, run 60, walk 120, run 60, walk 120, run 60, walk 120, run 60, walk 900");
        Verifier verifier = new();
        SessionVerification verification = new();

        Assert.Equal(0, Memory.LeastAllocated(() => verifier.Verify(recording, plan, verification)));
    }

    [Fact]
    public void Verifying_again_gives_the_same()
    {
        var plan = Trial.Parse(Plan);
        Verifier verifier = new();
        SessionVerification first = new(), second = new();
        using var one = Hand.Recording("walk 300, run 60, walk 120, run 60, walk 600");
        using var other = Hand.Recording("run 900, walk 30");
        verifier.Verify(one, plan, first);
        verifier.Verify(other, plan, second);
        verifier.Verify(one, plan, second);

        Assert.Equal(first.Intervals, second.Intervals);
        Assert.Equal(first.Segments, second.Segments);
        Assert.Equal(first.Score, second.Score);
    }
}
