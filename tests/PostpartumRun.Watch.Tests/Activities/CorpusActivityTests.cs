using System.Globalization;
using System.Text.Json;
using PostpartumRun.Intervals;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Watch.Tests.Activities;

/// <summary>Real activities of a dozen makers, against what official decoders read from them.</summary>
public sealed class CorpusActivityTests
{
    private static readonly (string Name, Channel Channel)[] Channels =
    [
        ("heartRate", Channel.HeartRate), ("distance", Channel.Distance), ("power", Channel.Power), ("stepLength", Channel.StepLength),
        ("enhancedAltitude", Channel.Altitude),
    ];

    /// <summary>All whole activities, read once for all claims about them.</summary>
    private static readonly Lazy<IReadOnlyList<(CorpusFile File, JsonElement Oracle, Activity Activity)>> Read = new(() =>
        [.. from file in CorpusFile.All().AsParallel().AsOrdered()
            where file.IsValid && file.Manifest.GetProperty("file_type").GetString() == "activity" && !file.Manifest.GetProperty("chained").GetBoolean()
            let oracle = file.Oracle()
            where oracle is not null
            select (file, oracle.Value, Reading.Read(file.Bytes()))]);

    private static IReadOnlyList<(CorpusFile File, JsonElement Oracle, Activity Activity)> Valid()
    {
        // What skips a test where the corpus is missing, outside of what is kept for all of them.
        _ = Corpus.Files;
        return Read.Value;
    }

    [Fact]
    public void What_a_file_says_of_the_whole_is_what_the_official_decoder_says()
    {
        var problems = new List<string>();
        foreach (var (file, oracle, activity) in Valid())
        {
            if (activity is not { Reading: ActivityReading.Activity, Info: { } info })
            {
                problems.Add($"{file}: {activity.Reading}");
                continue;
            }
            var fileId = oracle.GetProperty("fileId")[0];
            Same(file, "manufacturer", Text(fileId, "manufacturer"), info.Manufacturer, problems);
            Same(file, "serial", Number(fileId, "serialNumber"), info.SerialNumber, problems);
            Same(file, "product", Number(fileId, "product"), info.Product, problems);
            // Records of some swimming watches have no time, and cannot be placed.
            if (oracle.GetProperty("records").GetProperty("firstTimestamp").ValueKind != JsonValueKind.Null)
                Same(file, "records", file.Records, info.Records, problems);
            if (oracle.GetProperty("sessions").GetArrayLength() != 1)
                continue;
            var session = oracle.GetProperty("sessions")[0];
            Same(file, "sport", Text(session, "sport"), info.Sport, problems);
            Same(file, "sub-sport", Text(session, "subSport"), info.SubSport, problems);
            Same(file, "elapsed", Number(session, "totalElapsedTime"), info.Elapsed.Seconds, problems);
            if (Number(session, "totalTimerTime") is { } timer)
                Same(file, "timer", timer, info.Timer.Seconds, problems);
            if (Number(session, "totalDistance") is { } distance)
                Same(file, "distance", distance, info.DistanceMeters, problems);
            if (Number(session, "startTime") is null && session.TryGetProperty("startTime", out var start))
                Same(file, "start", start.GetDateTimeOffset().ToUnixTimeSeconds(), info.Start.ToUnixTimeSeconds(), problems);
        }
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void An_activity_of_several_sports_lasts_from_the_first_session_to_the_end_of_the_last()
    {
        foreach (var (file, oracle, activity) in Valid().Where(item => item.Oracle.GetProperty("sessions").GetArrayLength() > 1))
        {
            var sessions = oracle.GetProperty("sessions").EnumerateArray().ToList();
            var end = sessions.Max(session => session.GetProperty("startTime").GetDateTimeOffset().AddSeconds(Number(session, "totalElapsedTime")!.Value));
            Assert.Equal(end, activity.Info!.Start + activity.Info.Elapsed.ToTimeSpan(), TimeSpan.FromMilliseconds(2));
            Assert.Equal(sessions.Sum(session => Number(session, "totalTimerTime")!.Value), activity.Info.Timer.Seconds, 0.01);
            Assert.Equal(sessions.Sum(session => Number(session, "totalDistance")!.Value), activity.Info.DistanceMeters!.Value, 0.01);
            Assert.Equal("multisport", activity.Info.Sport);
            Assert.InRange(activity.Recording.Times[^1], 0, activity.Recording.Elapsed.Seconds + 1);
        }
    }

    [Fact]
    public void Sums_over_the_channels_are_the_official_decoders()
    {
        var problems = new List<string>();
        foreach (var (file, oracle, activity) in Valid())
        {
            var recording = activity.Recording;
            // Where two records share a second, the later one's values stand, and sums differ.
            if (recording.Count != file.Records)
                continue;
            var records = oracle.GetProperty("records");
            // Developers' fields fill channels that are empty otherwise; the official decoders keep them apart.
            bool hasDeveloperFields = file.Manifest.GetProperty("dev_field_defs").GetInt32() > 0;
            bool IsFilled(string name) => hasDeveloperFields && Count(records, name) == 0;
            // The official decoders leave compressed speeds and distances as they are.
            foreach (var (name, channel) in Channels.Where(known => records.TryGetProperty(known.Name, out _) && !IsFilled(known.Name)))
                Same(file, name, Sum(records, name), recording.Values(channel).Sum(), problems);
            var speed = new[] { "enhancedSpeed", "speed" }.MaxBy(name => Count(records, name))!;
            bool isCompressed = file.Manifest.GetProperty("compressed_timestamp_msgs").GetInt32() > 0;
            if (!isCompressed && !IsFilled(speed))
                Same(file, speed, Sum(records, speed), recording.Values(Channel.Speed).Sum(), problems);
            double cadence = recording.Values(Channel.Cadence).Sum();
            double fraction = cadence - recording.Values(Channel.Cadence).Sum(Math.Floor);
            Same(file, "cadence", Sum(records, "cadence"), cadence - fraction, problems);
            if (Count(records, "fractionalCadence") == Count(records, "cadence"))
                Same(file, "fractionalCadence", Sum(records, "fractionalCadence"), fraction, problems);
        }
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void Laps_begin_at_their_start_and_end_a_length_later()
    {
        var problems = new List<string>();
        foreach (var (file, oracle, activity) in Valid())
        {
            var laps = oracle.GetProperty("laps").EnumerateArray().Where(lap => lap.TryGetProperty("startTime", out _)).ToList();
            var ours = activity.Recording.Laps;
            Same(file, "laps", oracle.GetProperty("laps").GetArrayLength(), ours.Count, problems);
            if (laps.Count != ours.Count)
                continue;
            var expected = laps.Select(lap => (
                Start: lap.GetProperty("startTime").GetDateTimeOffset(),
                Elapsed: Number(lap, "totalElapsedTime") ?? 0,
                Step: (int?)Number(lap, "wktStepIndex"))).OrderBy(lap => lap.Start).ToList();
            for (int i = 0; i < ours.Count; i++)
            {
                Same(file, $"lap {i} start", expected[i].Start.ToUnixTimeSeconds(), (activity.Recording.Start + ours[i].Start.ToTimeSpan()).ToUnixTimeSeconds(), problems);
                Same(file, $"lap {i} end", expected[i].Elapsed, (ours[i].End - ours[i].Start).Seconds, problems);
                if (ours[i].StepIndex != expected[i].Step)
                    problems.Add($"{file}: lap {i}: step {ours[i].StepIndex}, not {expected[i].Step}");
            }
        }
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void Splits_are_all_there_in_order_of_time()
    {
        var problems = new List<string>();
        foreach (var (file, oracle, activity) in Valid())
        {
            var splits = activity.Recording.Splits;
            if (oracle.TryGetProperty("splits", out var known))
                Same(file, "splits", known.GetArrayLength(), splits.Count, problems);
            Assert.All(splits.Zip(splits.Skip(1)), pair => Assert.True(pair.First.Start <= pair.Second.Start, file.Name));
            Assert.All(splits, split => Assert.True(split.Start <= split.End, file.Name));
        }
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        using var stamina = Reading.Read(Files("jkfitparser__garmin-stamina.fit"));
        Assert.Equal(38, stamina.Recording.Splits.Count(split => split.Kind == SplitKind.DetectedWalk));
        Assert.Equal(31, stamina.Recording.Splits.Count(split => split.Kind == SplitKind.DetectedRun));
    }

    [Fact]
    public void Pauses_are_as_many_and_as_long_as_the_timers_stops()
    {
        var problems = new List<string>();
        foreach (var (file, _, activity) in Valid())
        {
            // One file's timer goes on before it stops.
            if (file.Manifest.GetProperty("pause_seconds").GetDouble() < 0)
                continue;
            var pauses = activity.Recording.Pauses;
            Same(file, "pauses", file.Manifest.GetProperty("pauses").GetInt32(), pauses.Count, problems);
            Same(file, "paused seconds", file.Manifest.GetProperty("pause_seconds").GetDouble(), pauses.Sum(pause => (pause.End - pause.Start).Seconds), problems);
        }
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void Summaries_before_the_records_read_like_summaries_after_them()
    {
        using var first = Reading.Read(Files("jkfitparser__triathlon_summary_first.fit"));
        using var last = Reading.Read(Files("jkfitparser__triathlon_summary_last.fit"));
        Assert.Equal(last.Recording.Times.ToArray(), first.Recording.Times.ToArray());
        Assert.Equal(last.Recording.Laps, first.Recording.Laps);
        Assert.Equal(last.Recording.Pauses, first.Recording.Pauses);
        Assert.Equal(last.Info, first.Info);
    }

    [Fact]
    public void Compressed_times_speeds_and_distances_are_read()
    {
        foreach (var (name, records) in new[] { ("pyfitparse__antfs-dump.63.fit", 686), ("pyfitparse__compressed-speed-distance.fit", 755) })
        {
            using var activity = Reading.Read(Files(name));
            Assert.Equal(records, activity.Info!.Records);
            Assert.Equal(records, activity.Recording.Count);
        }
        using var old = Reading.Read(Files("pyfitparse__compressed-speed-distance.fit"));
        var distance = old.Recording.Values(Channel.Distance);
        Assert.All(distance.Zip(distance.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
        // Within what a foot pod counts before the timer starts, the session's own distance.
        Assert.InRange(distance[^1] - distance[0], old.Info!.DistanceMeters!.Value - 260, old.Info.DistanceMeters.Value + 1);
        Assert.InRange(old.Recording.Values(Channel.Speed).Average(), 1, 6);
    }

    [Fact]
    public void Damaged_activities_are_salvaged_with_all_good_records()
    {
        foreach (var file in CorpusFile.All().Where(file => !file.IsValid && !file.Manifest.GetProperty("chained").GetBoolean()))
        {
            using var activity = Reading.Read(file.Bytes());
            Assert.True(activity.Reading == ActivityReading.Activity, $"{file}: {activity.Reading}");
            Assert.NotNull(activity.Error);
            Assert.True(activity.Info!.Salvaged, file.Name);
            Assert.True(activity.Info.Records == file.Records, $"{file}: {activity.Info.Records} records, not {file.Records}");
            Assert.True(activity.Recording.Count > 0 && activity.Recording.Elapsed > Duration.Zero, file.Name);
            Assert.All(activity.Recording.Laps, lap => Assert.True(lap.Start >= Duration.Zero, file.Name));
        }
    }

    [Fact]
    public void Files_of_other_kinds_are_no_activities()
    {
        foreach (var file in CorpusFile.All().Where(file => file.IsValid && file.Manifest.GetProperty("file_type").GetString() is { } type && type != "activity"))
        {
            using var activity = Reading.Read(file.Bytes());
            Assert.True(activity.Reading == ActivityReading.NotAnActivity, $"{file}: {activity.Reading}");
            Assert.Null(activity.Info);
            Assert.Equal(0, activity.Recording.Count);
        }
    }

    [Fact]
    public void Of_chained_files_the_first_activity_is_read_and_its_end_is_within_it()
    {
        foreach (var file in CorpusFile.All().Where(file => file.Manifest.GetProperty("chained").GetBoolean()))
        {
            using var activity = Reading.Read(file.Bytes());
            Assert.True(activity.Reading == ActivityReading.Activity, file.Name);
            var recording = activity.Recording;
            Assert.True(recording.Count > 0, file.Name);
            Assert.True(recording.Count <= activity.Info!.Records && activity.Info.Records <= file.Records, file.Name);
        }
        using var damaged = Reading.Read(Files("pyfitparse__activity-settings-nodata.fit"));
        using var whole = Reading.Read(Files("pyfitparse__activity-settings.fit"));
        Assert.Equal(14, damaged.Info!.Records);
        Assert.Equal(whole.Recording.Times.ToArray(), damaged.Recording.Times.ToArray());
    }

    [Fact]
    public void A_reader_of_many_files_reads_each_like_a_new_one()
    {
        var reader = new ActivityReader();
        foreach (var file in CorpusFile.All().Where(file => file.Manifest.GetProperty("size").GetInt32() < 200_000))
        {
            byte[] bytes = file.Bytes();
            using var ours = reader.Read(bytes);
            using var other = Reading.Read(bytes);
            Assert.True(ours.Everything() == other.Everything(), file.Name);
        }
    }

    [Fact]
    public void The_workout_that_an_activity_was_recorded_from_is_named_and_read()
    {
        using var activity = Reading.Read(Files("fitparsers__hrv-activity.fit"));
        Assert.Equal(new WorkoutReference(431605521, new(2022, 1, 4, 10, 25, 0, TimeSpan.Zero)), activity.Info!.TrainingFile);
        Assert.Equal(14, activity.Recording.Workout!.Schedule.StepCount);
        Assert.Null(activity.WorkoutProblem);
        Assert.Null(activity.Recording.Laps[^1].StepIndex);
    }

    private static byte[] Files(string name) => File.ReadAllBytes(Corpus.File(name));

    private static int Count(JsonElement records, string name) =>
        records.TryGetProperty(name, out var channel) && channel.ValueKind == JsonValueKind.Object ? channel.GetProperty("count").GetInt32() : 0;

    private static double Sum(JsonElement records, string name) => Count(records, name) > 0 ? records.GetProperty(name).GetProperty("sum").GetDouble() : 0;

    private static double? Number(JsonElement message, string field) =>
        message.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string? Text(JsonElement message, string field) => message.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    private static void Same(CorpusFile file, string what, string? expected, string? actual, List<string> problems)
    {
        // One of the official decoders leaves enumerations as numbers.
        if (int.TryParse(expected, CultureInfo.InvariantCulture, out _) && actual is not null)
            return;
        static string Plain(string? name) => (name ?? "").Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
        if (Plain(expected) != Plain(actual))
            problems.Add($"{file}: {what}: {actual}, not {expected}");
    }

    private static void Same(CorpusFile file, string what, double? expected, double? actual, List<string> problems)
    {
        bool isSame = expected is { } left && actual is { } right ? Math.Abs(left - right) <= 1e-5 * Math.Max(1, Math.Abs(left)) : expected is null == actual is null;
        if (!isSame)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{file}: {what}: {actual}, not {expected}"));
    }
}
