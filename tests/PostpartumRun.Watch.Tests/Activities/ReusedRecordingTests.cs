using PostpartumRun.Fit;
using PostpartumRun.Intervals;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Watch.Tests.Activities;

/// <summary>Many files into one recording, and records that are read many at a time.</summary>
public sealed class ReusedRecordingTests
{
    [Fact]
    public void A_recording_that_is_used_again_is_like_a_new_one()
    {
        var reader = new ActivityReader();
        using var recording = new Recording();
        foreach (var file in CorpusFile.All().Where(file => file.Manifest.GetProperty("size").GetInt32() < 200_000))
        {
            byte[] bytes = file.Bytes();
            var reading = reader.Read(bytes, recording, out var error);
            using var alone = Reading.Read(bytes);
            Assert.Equal((alone.Reading, alone.Error), (reading, error));
            Assert.True(Everything(alone.Recording) == Everything(recording), file.Name);
        }
    }

    [Fact]
    public void A_file_like_the_last_costs_no_memory()
    {
        byte[] file = Fit.File(
            [Fit.FileId(Fit.Activity), Fit.WorkoutOf(1), Fit.Step(0, 0, 60_000, name: "Run"), Fit.Step(1, 0, 60_000, name: "Walk"), Fit.RepeatFrom(2, 0, 4),
                Fit.Timer(Fit.Noon, 0), .. Enumerable.Range(0, 600).Select(second => Fit.Heart(Fit.Noon + (uint)second, 120)),
                Fit.Timer(Fit.Noon + 200, 4), Fit.Timer(Fit.Noon + 230, 0), Fit.Lap(Fit.Noon, 300_000), Fit.Lap(Fit.Noon + 300, 300_000),
                Fit.Session(Fit.Noon, 600_000, 570_000)]);
        var reader = new ActivityReader();
        using var recording = new Recording();
        Assert.Equal(0, Memory.LeastAllocated(() => reader.Read(file, recording, out _)));
        Assert.Equal((600, 2, 1), (recording.Count, recording.Laps.Count, recording.Pauses.Count));
        Assert.Equal(WorkoutText.Parse("4x(1:00 run; 1:00 walk)"), recording.Workout);
    }

    [Fact]
    public void A_workout_costs_no_memory_to_write()
    {
        var file = Fit.Named("5:00 walk warmup \"Easy\"; 4x(1:00 run; 2:00 walk); 5:00 walk cooldown") with { SafetyNote = SessionWorkouts.StopNote };
        var writer = new WorkoutFileWriter();
        var target = new System.Buffers.ArrayBufferWriter<byte>(4096);
        long least = Memory.LeastAllocated(() =>
        {
            target.ResetWrittenCount();
            writer.Write(file, target);
        });
        Assert.Equal(0, least);
    }

    [Fact]
    public void Another_workout_of_as_many_steps_is_another()
    {
        var reader = new ActivityReader();
        string Read(string name, params Action<FitWriter>[] steps)
        {
            using var activity = reader.Read(Fit.File([Fit.FileId(Fit.Activity), Fit.WorkoutOf(1, name), .. steps, Fit.Heart(Fit.Noon, 120)]));
            return $"{activity.Recording.Workout}{activity.WorkoutProblem}";
        }

        var (run, walk) = (Fit.Step(0, 0, 60_000, name: "Run"), Fit.Step(1, 0, 60_000, name: "Walk"));
        string first = Read("one", run, walk);
        string broken = Read("two", run, Fit.RepeatFrom(1, 7, 3));
        string longer = Read("three", run, walk, Fit.RepeatFrom(2, 0, 3));
        Assert.Equal(3, new HashSet<string> { first, broken, longer }.Count);
        Assert.Equal([first, longer, broken], [Read("one", run, walk), Read("three", run, walk, Fit.RepeatFrom(2, 0, 3)), Read("two", run, Fit.RepeatFrom(1, 7, 3))]);
    }

    [Fact]
    public void A_fraction_belongs_to_the_cadence_of_its_own_message_however_many_are_read_at_a_time()
    {
        const int count = 1000;
        static int? Cadence(int second) => second % 3 == 0 ? null : 80 + (second % 7);
        static int? Part(int second) => second % 5 == 0 ? null : second % 128;
        using var activity = Reading.Whole(
            [.. Enumerable.Range(0, count).Select(second => Of((uint)second, Cadence(second), Part(second))),
                Of(count - 1, null, 64), Of(count - 1, 90, null), Of(count - 1, null, 64), Fit.Session(Fit.Noon, 1_000_000, 1_000_000)]);
        var expected = Enumerable.Range(0, count).Select(second => Cadence(second) is { } cadence ? cadence + ((Part(second) ?? 0) / 128f) : float.NaN).ToArray();
        expected[^1] = 90;
        Assert.Equal(expected, activity.Recording[Channel.Cadence].ToArray());

        static Action<FitWriter> Of(uint second, int? cadence, int? part) => Fit.Record(
            Fit.Noon + second, fit => fit.Integer(4, FitBaseType.UInt8, cadence).Integer(53, FitBaseType.UInt8, part));
    }

    [Fact]
    public void Records_in_floating_point_and_of_eight_bytes_are_read()
    {
        byte[] quarter = BitConverter.GetBytes(81.25f);
        using var activity = Reading.Whole(
            Fit.Record(Fit.Noon, fit => fit.Bytes(4, FitBaseType.Float32, quarter).Integer(53, FitBaseType.UInt8, 64).Integer(5, FitBaseType.UInt64, 12_345)),
            Fit.Record(Fit.Noon + 1, fit => fit.Bytes(4, FitBaseType.Float32, [255, 255, 255, 255]).Integer(53, FitBaseType.UInt8, 64).Integer(5, FitBaseType.UInt64, null)),
            Fit.Session(Fit.Noon, 2000, 2000));
        Assert.Equal([81.75f, float.NaN], activity.Recording[Channel.Cadence].ToArray());
        Assert.Equal([123.45f, float.NaN], activity.Recording[Channel.Distance].ToArray());
    }

    private static string Everything(Recording recording) => string.Join(
        '\n',
        [
            $"{recording.Workout} {recording.IsOnFoot} {recording.Start} {recording.Elapsed} {string.Join(' ', recording.Times.ToArray())}",
            string.Join(' ', recording.Laps), string.Join(' ', recording.Splits), string.Join(' ', recording.Pauses),
            .. Enum.GetValues<Channel>().Select(channel => $"{channel}: {string.Join(' ', recording[channel].ToArray())}"),
        ]);
}
