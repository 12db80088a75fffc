using PostpartumRun.Intervals;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Import.Tests;

public sealed class ActivityVerificationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_workout_the_one_that_the_activity_carries_is_used()
    {
        var outcome = await Verify(null, Log.Activity(Log.Session("4")));
        Assert.Null(outcome.Error);
        Assert.Equal(SessionVerdict.AsPlanned, outcome.Document!.Verdict);
        Assert.Equal(Log.Session("4").Workout.ToString(), outcome.Document.Workout!.Text);
    }

    [Fact]
    public async Task A_workout_that_is_given_outranks_the_one_that_the_activity_carries()
    {
        var outcome = await Verify(WorkoutText.Parse("28:00 run"), Log.Activity(Log.Session("4")));
        Assert.Equal("28:00 run", outcome.Document!.Workout!.Text);
        Assert.NotEqual(SessionVerdict.AsPlanned, outcome.Document.Verdict);
    }

    [Fact]
    public async Task Without_either_there_is_the_blind_segmentation_alone()
    {
        var outcome = await Verify(null, Log.Activity(Log.Session("4"), 1, null, (Deviation.NoWorkout, 1)));
        Assert.Equal((SessionVerdict.Unknown, null), (outcome.Document!.Verdict, outcome.Document.Workout));
        Assert.Empty(outcome.Document.Intervals);
        Assert.NotEmpty(outcome.Document.Segments);
    }

    [Fact]
    public async Task A_damaged_activity_is_verified_and_its_damage_said()
    {
        var outcome = await Verify(null, Log.Activity(Log.Session("4"), 1, null, (Deviation.CutOff, 40)));
        Assert.NotNull(outcome.Document);
        Assert.Equal("truncated", outcome.Error!.Code);
    }

    [Fact]
    public async Task Each_activity_of_a_chain_is_verified_and_has_its_own_damage()
    {
        byte[] first = Log.Activity(Log.Session("4")), second = Log.Activity(Log.Session("7"), start: Log.Monday.AddHours(3));
        second[^1] ^= 1;
        var outcomes = await VerifyAll(null, [.. first, .. second, .. first[..^500]]);
        Assert.Equal([null, "crc-mismatch", "truncated"], outcomes.Select(outcome => outcome.Error?.Code));
        Assert.Equal(
            [Log.Session("4").Workout.ToString(), Log.Session("7").Workout.ToString(), Log.Session("4").Workout.ToString()],
            outcomes.Select(outcome => outcome.Document!.Workout!.Text));
        Assert.Equal(first.Length + second.Length - 2, outcomes[1].Error!.Offset);
    }

    [Fact]
    public async Task What_is_no_activity_or_no_file_has_an_error_alone()
    {
        var target = new System.Buffers.ArrayBufferWriter<byte>();
        new WorkoutFileWriter().Write(Log.Session("4"), target);
        var workout = await Verify(null, target.WrittenSpan.ToArray());
        Assert.Equal((null, InputError.NotAnActivity), (workout.Document, workout.Error!.Code));
        var text = await Verify(null, "not FIT at all"u8.ToArray());
        Assert.Equal((null, "not-fit"), (text.Document, text.Error!.Code));
        var missing = Assert.Single(await new ActivityVerification(null).VerifyAsync(_folder.Of("gone.fit"), TestContext.Current.CancellationToken));
        Assert.Equal((null, InputError.NotFound), (missing.Document, missing.Error!.Code));
    }

    [Fact]
    public async Task One_verification_serves_many_files_and_none_leaves_a_trace_in_the_next()
    {
        var verification = new ActivityVerification(null);
        string good = _folder.Add("good.fit", Log.Activity(Log.Session("4"))), other = _folder.Add("other.fit", Log.Activity(Log.Session("7"), 3, null, (Deviation.CutOff, 30)));
        string bad = _folder.Add("bad.fit", "text"u8.ToArray());
        var cancellation = TestContext.Current.CancellationToken;
        string first = Assert.Single(await verification.VerifyAsync(good, cancellation)).Document!.ToJson();
        await verification.VerifyAsync(other, cancellation);
        await verification.VerifyAsync(bad, cancellation);
        Assert.Equal(first, Assert.Single(await verification.VerifyAsync(good, cancellation)).Document!.ToJson());
    }

    private async Task<VerificationOutcome> Verify(Workout? workout, byte[] bytes) => Assert.Single(await VerifyAll(workout, bytes));

    private Task<IReadOnlyList<VerificationOutcome>> VerifyAll(Workout? workout, byte[] bytes) =>
        new ActivityVerification(workout).VerifyAsync(_folder.Add("run.fit", bytes), TestContext.Current.CancellationToken);
}
