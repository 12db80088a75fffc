using System.Text.Json;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>What goes onto the watch, as the official decoder reads it, against the plan's table as it stands in the guide.</summary>
public sealed class ExportTest
{
    private const int Walk = 0, Run = 1;

    /// <summary>The plan by hand: minutes of warm-up, rounds, minutes run and walked in each, minutes of cool-down. A lone walk has one step.</summary>
    private static readonly Dictionary<string, (int Warmup, int Rounds, int RunMinutes, int WalkMinutes, int Cooldown)> Plan = new()
    {
        ["1:walk-10"] = (0, 0, 0, 10, 0),
        ["1:walk-15"] = (0, 0, 0, 15, 0),
        ["2:walk-20"] = (0, 0, 0, 20, 0),
        ["2:walk-25"] = (0, 0, 0, 25, 0),
        ["4:1-2"] = (5, 6, 1, 2, 5),
        ["5:2-2"] = (5, 6, 2, 2, 5),
        ["6:2-1"] = (5, 7, 2, 1, 5),
        ["6:2-1-24"] = (5, 8, 2, 1, 5),
        ["6:2-1-30"] = (5, 10, 2, 1, 5),
        ["6:3-2"] = (5, 4, 3, 2, 5),
        ["6:3-2-25"] = (5, 5, 3, 2, 5),
        ["6:3-2-30"] = (5, 6, 3, 2, 5),
        ["7:4-1"] = (5, 5, 4, 1, 5),
        ["8:continuous"] = (5, 0, 10, 0, 5),
        ["8:continuous-12"] = (5, 0, 12, 0, 5),
        ["8:intervals"] = (5, 5, 4, 1, 5),
    };

    private static readonly string[] StopSigns = ["heaviness", "leak", "sharp pain", "doming", "hip or low-back pain"];

    [Fact]
    public void Every_week_reaches_the_watch_with_the_steps_of_the_guide()
    {
        using var pprun = new PprunProcess().MakeReady();
        var exported = Enumerable.Range(1, 8).Where(week => week != 3)
            .SelectMany(week => pprun.Run("export", "--week", $"{week}", "--to", "out", "--json").Done().Json).ToList();
        Assert.Equal(Plan.Keys.Order(), exported.Select(line => line.GetProperty("session").GetString()!).Order());
        Assert.Equal(exported.Count, Directory.GetFiles(pprun.File("out")).Length);
        foreach (var (line, file) in exported.Zip(Decode([.. exported.Select(line => File.ReadAllBytes(pprun.File(line.GetProperty("file").GetString()!)))])))
        {
            string session = line.GetProperty("session").GetString()!;
            Check(session, file);
            Assert.Equal(line.GetProperty("serialNumber").GetUInt32(), Message(file, 0)[0].GetProperty("serialNumber").GetUInt32());
        }
        Assert.Equal(exported.Count, exported.Select(line => line.GetProperty("serialNumber").GetUInt32()).Distinct().Count());
    }

    [Fact]
    public void Each_session_alone_is_the_file_of_its_week_byte_for_byte_and_so_is_a_second_export()
    {
        using var pprun = new PprunProcess().MakeReady();
        foreach (string session in new[] { "4:1-2", "6:3-2-30" })
        {
            pprun.Run("export", "--week", session[..1], "--to", "week").Done();
            pprun.Run("export", "--session", session, "--to", "one").Done();
            string name = $"week-{session.Replace(':', '-')}.fit";
            byte[] first = File.ReadAllBytes(pprun.File($"one/{name}"));
            Assert.Equal(File.ReadAllBytes(pprun.File($"week/{name}")), first);
            pprun.Run("export", "--session", $"week:{session}", "--to", "one").Done();
            Assert.Equal(first, File.ReadAllBytes(pprun.File($"one/{name}")));
        }
        Assert.Equal(2, Directory.GetFiles(pprun.File("one")).Length);
    }

    [Fact]
    public void Another_runners_workouts_have_other_serial_numbers_and_names()
    {
        using var pprun = new PprunProcess();
        string[] runners = ["me", "Anna", "anna", "Анна", "Инна", "an na"];
        foreach (string runner in runners)
            pprun.MakeReady("--runner", runner);
        var lines = runners.SelectMany(runner => pprun.Run("export", "--week", "6", "--to", "out", "--json", "--runner", runner).Done().Json).ToList();
        Assert.Equal(runners.Length * 6, lines.Select(line => line.GetProperty("serialNumber").GetUInt32()).Distinct().Count());
        Assert.Equal(runners.Length * 6, Directory.GetFiles(pprun.File("out")).Length);
        Assert.All(Directory.GetFiles(pprun.File("out")), path => Assert.True(Path.GetFileName(path).All(char.IsAscii)));
    }

    [Fact]
    public void Week_3_is_done_without_a_watch_and_export_says_so()
    {
        using var pprun = new PprunProcess();
        var result = pprun.Run("export", "--week", "3", "--to", "out").Done();
        Assert.Empty(result.Output);
        Assert.Contains("week 3 has no walk or run", Assert.Single(result.ErrorLines));
        Assert.False(Directory.Exists(pprun.File("out")) && Directory.GetFileSystemEntries(pprun.File("out")).Length > 0);
    }

    [Fact]
    public void A_workout_of_ones_own_is_exported_with_its_targets_and_its_name_in_ascii()
    {
        using var pprun = new PprunProcess().MakeReady();
        const string Text = "90s walk warmup; 3x(400 m run @ 6:30-7:30/km; 1:00 walk @ 100-120 bpm \"Größe – ruhig\"); lap walk cooldown";
        var line = Assert.Single(pprun.Run("export", "--workout", Text, "--to", "out", "--json").Done().Json);
        var file = Decode([File.ReadAllBytes(pprun.File(line.GetProperty("file").GetString()!))])[0];
        Assert.True(file.GetProperty("integrity").GetBoolean());
        Assert.Equal("[]", file.GetProperty("errors").GetRawText());
        var steps = Message(file, 27);
        Assert.Equal(["time", "distance", "time", "repeatUntilStepsCmplt", "open"], steps.Select(step => step.GetProperty("durationType").GetString()));
        Assert.Equal(400, steps[1].GetProperty("durationDistance").GetDouble());
        Assert.Equal("speed", steps[1].GetProperty("targetType").GetString());
        Assert.Equal(1000.0 / 450, steps[1].GetProperty("customTargetSpeedLow").GetDouble(), 2);
        Assert.Equal(1000.0 / 390, steps[1].GetProperty("customTargetSpeedHigh").GetDouble(), 2);
        Assert.Equal(200, steps[2].GetProperty("customTargetHeartRateLow").GetDouble());
        Assert.Equal(220, steps[2].GetProperty("customTargetHeartRateHigh").GetDouble());
        Assert.StartsWith("Größe – ruhig", steps[2].GetProperty("notes").GetString());
        Assert.True(Message(file, 26)[0].GetProperty("wktName").GetString()!.All(char.IsAscii));
    }

    private static void Check(string session, JsonElement file)
    {
        Assert.True(file.GetProperty("integrity").GetBoolean(), session);
        Assert.Equal("[]", file.GetProperty("errors").GetRawText());
        var id = Assert.Single(Message(file, 0));
        Assert.Equal("workout", id.GetProperty("type").GetString());
        Assert.Equal("development", id.GetProperty("manufacturer").GetString());
        Assert.True(id.TryGetProperty("timeCreated", out _));

        var (warmup, rounds, run, walk, cooldown) = Plan[session];
        List<(int Gait, int Minutes, string Intensity)> timed = [];
        if (warmup > 0)
            timed.Add((Walk, warmup, "warmup"));
        if (run > 0)
            timed.Add((Run, run, "active"));
        if (walk > 0)
            timed.Add((Walk, walk, "rest"));
        if (cooldown > 0)
            timed.Add((Walk, cooldown, "cooldown"));

        var workout = Assert.Single(Message(file, 26));
        var steps = Message(file, 27);
        Assert.Equal(timed.Count + (rounds > 0 ? 1 : 0), steps.Length);
        Assert.Equal(steps.Length, workout.GetProperty("numValidSteps").GetInt32());
        Assert.Equal(run > 0 ? "running" : "walking", workout.GetProperty("sport").GetString());
        string name = workout.GetProperty("wktName").GetString()!;
        Assert.True(name.Length is > 0 and < 32 && name.All(char.IsAscii), name);
        Assert.Equal(Enumerable.Range(0, steps.Length), steps.Select(step => step.GetProperty("messageIndex").GetInt32()));
        if (rounds > 0)
        {
            Assert.Equal("repeatUntilStepsCmplt", steps[3].GetProperty("durationType").GetString());
            Assert.Equal(1, steps[3].GetProperty("durationStep").GetInt32());
            Assert.Equal(rounds, steps[3].GetProperty("repeatSteps").GetInt32());
        }
        foreach (var (step, planned) in steps.Where(step => step.TryGetProperty("durationTime", out _)).Zip(timed))
        {
            Assert.Equal(planned.Minutes * 60, step.GetProperty("durationTime").GetDouble());
            Assert.Equal(planned.Intensity, step.GetProperty("intensity").GetString());
            Assert.Equal(planned.Gait == Run ? "Run" : "Walk", step.GetProperty("wktStepName").GetString());
            string notes = step.GetProperty("notes").GetString()!;
            Assert.All(StopSigns, sign => Assert.Contains(sign, notes));
            Assert.True(notes.IndexOf("Stop", StringComparison.Ordinal) > 15, $"{session}: no cue before the stop signs: {notes}");
        }
    }

    internal static JsonElement[] Message(JsonElement file, int number) =>
        [.. file.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("number").GetInt32() == number).Select(message => message.GetProperty("fields"))];

    internal static JsonElement[] Decode(byte[][] files) =>
        [.. NodeOracle.Run("decode.mjs", string.Join('\n', files.Select(Convert.ToBase64String)), "read").Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
}
