using System.Buffers;
using PostpartumRun.Fit;
using PostpartumRun.Intervals;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Watch.Tests;

/// <summary>Chains of files, several sports in one, and what damage took away.</summary>
public sealed class SalvageTests
{
    private const uint Noon = 1_150_977_600;

    private static readonly Action<FitWriter> FileId = fit => fit.Begin(0).Integer(0, FitBaseType.Enum, 4).Integer(1, FitBaseType.UInt16, 1);

    [Fact]
    public void The_laps_that_a_damaged_file_has_lost_are_one_from_the_last_ones_end()
    {
        byte[] file = File([FileId, Timer(0, 0), .. Records(0, 100), Lap(0, 60), Timer(100, 4), Timer(130, 0), .. Records(130, 50)]);
        using var activity = new ActivityReader().Read(file.AsSpan(0, file.Length - 2));
        Assert.True(activity.Info!.Salvaged);
        Assert.Equal(2, activity.Recording.Laps.Count);
        var lost = activity.Recording.Laps[1];
        // 60 s to the last record at 179 s, of which 30 s stood still; 3 m a second.
        Assert.Equal((60, 119, 89), (lost.Start.Seconds, lost.Elapsed.Seconds, lost.Timer.Seconds));
        Assert.Equal((LapTrigger.Unknown, null, 357.0), (lost.Trigger, lost.StepIndex, lost.DistanceMeters));
    }

    [Fact]
    public void A_session_that_is_lost_is_measured_and_has_the_sport_that_the_watch_was_set_to()
    {
        byte[] file = File([FileId, fit => fit.Begin(12).Integer(0, FitBaseType.Enum, 1).Integer(1, FitBaseType.Enum, 3), .. Records(0, 100)]);
        using var activity = new ActivityReader().Read(file.AsSpan(0, file.Length - 2));
        Assert.Equal(("running", "trail", 99.0, 297.0), (activity.Info!.Sport, activity.Info.SubSport, activity.Info.Timer.Seconds, activity.Info.DistanceMeters));
        Assert.True(activity.Sessions.Single().IsRebuilt);
        Assert.True(activity.Recording.IsOnFoot);
    }

    [Fact]
    public void The_sport_that_the_watch_was_set_to_may_not_be_on_foot()
    {
        using var activity = new ActivityReader().Read(File([FileId, fit => fit.Begin(12).Integer(0, FitBaseType.Enum, 2), .. Records(0, 10)]));
        Assert.Equal("cycling", activity.Info!.Sport);
        Assert.False(activity.Recording.IsOnFoot);
    }

    [Fact]
    public void A_sound_file_without_laps_keeps_none_and_one_whose_checksum_alone_is_wrong_loses_none()
    {
        byte[] sound = File([FileId, .. Records(0, 100), Session(0, 99, 1)]);
        using var activity = new ActivityReader().Read(sound);
        Assert.Empty(activity.Recording.Laps);
        sound[^1] ^= 1;
        using var salvaged = new ActivityReader().Read(sound);
        Assert.True(salvaged.Info!.Salvaged);
        Assert.Empty(salvaged.Recording.Laps);
        Assert.False(salvaged.Sessions.Single().IsRebuilt);
    }

    [Fact]
    public void Of_a_triathlon_that_is_cut_off_the_last_session_is_rebuilt()
    {
        byte[] file = File([FileId, .. Records(0, 300), Session(0, 100, 5), Session(100, 100, 2)]);
        using var activity = new ActivityReader().Read(file.AsSpan(0, file.Length - 2));
        Assert.Equal([("swimming", 0.0, 100.0, false), ("cycling", 100, 200, false), (null, 200, 299, true)], activity.Sessions.Select(session => (session.Sport, session.Start.Seconds, session.End.Seconds, session.IsRebuilt)));
        Assert.Equal(("multisport", 299), (activity.Info!.Sport, activity.Info.Elapsed.Seconds));
        Assert.False(activity.Recording.IsOnFoot);
    }

    [Fact]
    public void Sessions_before_the_records_read_like_sessions_behind_them()
    {
        using var first = new ActivityReader().Read(System.IO.File.ReadAllBytes(Corpus.File("jkfitparser__triathlon_summary_first.fit")));
        using var last = new ActivityReader().Read(System.IO.File.ReadAllBytes(Corpus.File("jkfitparser__triathlon_summary_last.fit")));
        Assert.Equal(["swimming", "transition", "cycling", "transition", "running"], last.Sessions.Select(session => session.Sport));
        Assert.Equal(last.Sessions, first.Sessions);
        Assert.Equal(last.Info, first.Info);
        Assert.All(last.Sessions.Zip(last.Sessions.Skip(1)), pair => Assert.InRange((pair.Second.Start - pair.First.End).Seconds, -1.5, 1.5));
    }

    [Fact]
    public void Each_file_of_a_chain_is_an_activity_of_its_own()
    {
        byte[] one = File([FileId, .. Records(0, 10), Session(0, 9, 1)]);
        byte[] settings = File([fit => fit.Begin(0).Integer(0, FitBaseType.Enum, 2)]);
        byte[] two = File([FileId, .. Records(1000, 20), Session(1000, 19, 11)]);
        byte[] damaged = [.. two];
        damaged[^1] ^= 1;
        var activities = new ActivityReader().ReadAll([.. one, .. settings, .. damaged, .. one, .. two[..^30]]);
        Assert.Equal([(10, false), (20, true), (10, false), (19, true)], activities.Select(activity => (activity.Info!.Records, activity.Info.Salvaged)));
        Assert.Equal(["running", "walking", "running"], activities.Take(3).Select(activity => activity.Info!.Sport));
        Assert.Equal([null, FitErrorCode.CrcMismatch, null, FitErrorCode.Truncated], activities.Select(activity => activity.Error?.Code));
        Dispose(activities);
    }

    [Fact]
    public void Each_activity_of_a_chain_has_its_own_damage_at_its_own_place()
    {
        byte[] damaged = File([FileId, .. Records(0, 10), Session(0, 9, 1)]);
        damaged[^1] ^= 1;
        byte[] settings = File([fit => fit.Begin(0).Integer(0, FitBaseType.Enum, 2)]);
        settings[^1] ^= 1;
        var activities = new ActivityReader().ReadAll([.. damaged, .. settings, .. damaged], out var error);
        Assert.Equal(
            [new(FitErrorCode.CrcMismatch, damaged.Length - 2), new(FitErrorCode.CrcMismatch, (2 * damaged.Length) + settings.Length - 2)],
            activities.Select(activity => activity.Error!.Value));
        Assert.Equal(activities[0].Error, error);
        Dispose(activities);
    }

    [Fact]
    public void A_file_without_an_activity_says_what_it_is()
    {
        byte[] settings = File([fit => fit.Begin(0).Integer(0, FitBaseType.Enum, 2)]);
        Assert.Equal([ActivityReading.NotAnActivity], new ActivityReader().ReadAll([.. settings, .. settings]).Select(activity => activity.Reading));
        Assert.Equal([ActivityReading.Unreadable], new ActivityReader().ReadAll([1, 2, 3]).Select(activity => activity.Reading));
        Assert.Equal([ActivityReading.Unreadable], new ActivityReader().ReadAll([]).Select(activity => activity.Reading));
    }

    [Fact]
    public void The_first_of_all_activities_is_the_one_that_is_read_alone() => Assert.All(
        CorpusFile.All().Where(file => file.IsValid), file =>
        {
            byte[] bytes = file.Bytes();
            using var alone = new ActivityReader().Read(bytes);
            var all = new ActivityReader().ReadAll(bytes);
            Assert.Equal(alone.Reading, all[0].Reading);
            Assert.Equal(alone.Info, all[0].Info);
            Assert.Equal(alone.Sessions, all[0].Sessions);
            Assert.Equal(alone.Recording.Times.ToArray(), all[0].Recording.Times.ToArray());
            Assert.Equal(alone.Recording[Channel.HeartRate].ToArray(), all[0].Recording[Channel.HeartRate].ToArray());
            Dispose(all);
        });

    [Theory]
    [InlineData("fitdecode__garmin-fr935-cr.fit")]
    [InlineData("pyfitparse__event_timestamp.fit")]
    [InlineData("pyfitparse__sample_mulitple_header.fit")]
    public void The_heart_rates_that_a_strap_kept_are_in_the_recording(string name)
    {
        byte[] file = System.IO.File.ReadAllBytes(Corpus.File(name));
        int length = (int)CorpusFile.All().Single(corpus => corpus.Name == name).Manifest.GetProperty("segments")[0].GetProperty("end").GetInt64();
        using var without = new ActivityReader().Read(file.AsSpan(0, length));
        using var with = new ActivityReader().Read(file);
        var rates = with.Recording[Channel.HeartRate].ToArray();
        Assert.True(rates.Count(float.IsFinite) > rates.Length / 2);
        Assert.NotEqual(without.Recording[Channel.HeartRate].ToArray(), rates);
    }

    [Fact]
    public void A_foot_pods_power_stands_in_for_the_watchs_own()
    {
        using var activity = new ActivityReader().Read(System.IO.File.ReadAllBytes(Corpus.File("rzfitparser__running.fit")));
        var recording = activity.Recording;
        Assert.True(recording.Has(Channel.Power));
        Assert.InRange(recording[Channel.Power].ToArray().Where(float.IsFinite).Average(), 50, 500);
        // Told in centimetres by its developer.
        Assert.InRange(recording[Channel.VerticalOscillation].ToArray().Where(value => value > 0).Average(), 30, 150);
    }

    [Fact]
    public void A_developers_field_fills_what_the_watch_left_empty_in_the_channels_own_unit()
    {
        static Action<FitWriter> Describe(byte number, byte native, string units) => fit => fit.Begin(206)
            .Integer(0, FitBaseType.UInt8, 0).Integer(1, FitBaseType.UInt8, number).Integer(2, FitBaseType.UInt8, 0x84).Text(3, "a field")
            .Text(8, units).Integer(14, FitBaseType.UInt16, 20).Integer(15, FitBaseType.UInt8, native);
        static Action<FitWriter> Record(uint second, int? power, byte developersPower) => fit => fit.Begin(20)
            .Integer(253, FitBaseType.UInt32, Noon + second).Integer(7, FitBaseType.UInt16, power)
            .DeveloperBytes(0, 0, [developersPower, 0]).DeveloperBytes(1, 0, [8, 0]).DeveloperBytes(2, 0, [5, 0]);
        using var activity = new ActivityReader().Read(File([FileId, Describe(0, 7, "Watts"), Describe(1, 39, "Centimeters"), Describe(2, 6, "furlongs"), Record(0, 200, 210), Record(1, null, 220)]));
        Assert.Equal([200, 220], activity.Recording[Channel.Power].ToArray());
        Assert.Equal([80, 80], activity.Recording[Channel.VerticalOscillation].ToArray());
        Assert.False(activity.Recording.Has(Channel.Speed));
    }

    private static Action<FitWriter>[] Records(uint from, int count) =>
        [.. Enumerable.Range((int)from, count).Select(second => (Action<FitWriter>)(fit => fit.Begin(20)
            .Integer(253, FitBaseType.UInt32, Noon + second).Integer(5, FitBaseType.UInt32, 300 * second).Integer(3, FitBaseType.UInt8, 120)))];

    private static Action<FitWriter> Lap(uint from, uint seconds) => fit => fit.Begin(19)
        .Integer(2, FitBaseType.UInt32, Noon + from).Integer(7, FitBaseType.UInt32, seconds * 1000).Integer(24, FitBaseType.Enum, 0);

    private static Action<FitWriter> Session(uint from, uint seconds, byte sport) => fit => fit.Begin(18)
        .Integer(2, FitBaseType.UInt32, Noon + from).Integer(7, FitBaseType.UInt32, seconds * 1000).Integer(5, FitBaseType.Enum, sport);

    private static Action<FitWriter> Timer(uint at, byte type) => fit => fit.Begin(21)
        .Integer(253, FitBaseType.UInt32, Noon + at).Integer(0, FitBaseType.Enum, 0).Integer(1, FitBaseType.Enum, type);

    private static byte[] File(Action<FitWriter>[] messages)
    {
        var writer = new FitWriter();
        foreach (var message in messages)
        {
            message(writer);
            writer.End();
        }
        var target = new ArrayBufferWriter<byte>();
        writer.Complete(target);
        return target.WrittenSpan.ToArray();
    }

    private static void Dispose(IEnumerable<Activity> activities)
    {
        foreach (var activity in activities)
            activity.Dispose();
    }
}
