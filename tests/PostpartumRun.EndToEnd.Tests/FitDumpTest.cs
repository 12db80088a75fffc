using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>What <c>pprun fit dump</c> says of real files, against their manifest and the official decoder.</summary>
public sealed class FitDumpTest
{
    private static readonly string[] SummaryKeys = ["schema", "file", "size", "crc", "segments", "protocol", "messages", "firstRecord", "lastRecord", "error", "errors"];

    [Fact]
    public void The_summary_of_every_real_file_counts_what_its_manifest_counts()
    {
        var problems = new ConcurrentBag<string>();
        using var pprun = new PprunProcess();
        Parallel.ForEach(CorpusFile.All(), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, file =>
        {
            var result = pprun.Run("fit", "dump", Corpus.File(file.Name), "--summary", "--json");
            string? problem = Check(file, result);
            if (problem is not null)
                problems.Add($"{file}: {problem}");
        });
        Assert.True(problems.IsEmpty, string.Join('\n', problems));
    }

    private static string? Check(CorpusFile file, PprunResult result)
    {
        var summary = Assert.Single(result.Json);
        if (!SummaryKeys.SequenceEqual(summary.EnumerateObject().Select(property => property.Name)))
            return $"keys {string.Join(',', summary.EnumerateObject().Select(property => property.Name))}";
        Assert.Equal("pprun.fit-summary/1", summary.GetProperty("schema").GetString());
        Assert.Equal(Corpus.File(file.Name), summary.GetProperty("file").GetString());
        Assert.Equal(file.Manifest.GetProperty("size").GetInt64(), summary.GetProperty("size").GetInt64());
        var error = summary.GetProperty("error");
        string crc = summary.GetProperty("crc").GetString()!;
        if (file.IsValid)
        {
            if (result.ExitCode != 0 || error.ValueKind != JsonValueKind.Null || crc != "ok" || result.Errors.Length > 0)
                return $"valid, but exit code {result.ExitCode}, crc {crc}, error {error}, {result.Errors}";
        }
        else if (result.ExitCode != 3 || error.ValueKind != JsonValueKind.Object || result.ErrorLines.Length != 1)
            return $"damaged, but exit code {result.ExitCode}, crc {crc}, error {error}, {result.Errors}";
        else if (!error.EnumerateObject().Select(property => property.Name).SequenceEqual(["code", "offset", "message"]) || error.GetProperty("offset").GetInt64() > file.Manifest.GetProperty("size").GetInt64())
            return $"error {error}";
        else
            return CountOf(summary, "record") == file.Records ? null : $"{CountOf(summary, "record")} records before the damage, not {file.Records}";
        if (summary.GetProperty("segments").GetInt32() != file.Manifest.GetProperty("segments").GetArrayLength())
            return $"segments {summary.GetProperty("segments")}";
        if (summary.GetProperty("protocol").GetString() != file.Manifest.GetProperty("segments")[0].GetProperty("protocol").GetString())
            return $"protocol {summary.GetProperty("protocol")}";
        var counts = Counts(summary.GetProperty("messages"));
        var expected = Counts(file.Manifest.GetProperty("messages"));
        return expected.SequenceEqual(counts) ? null : $"messages {string.Join(' ', counts.Except(expected))}, not {string.Join(' ', expected.Except(counts))}";
    }

    [Fact]
    public void The_first_and_last_record_are_those_of_the_file()
    {
        using var pprun = new PprunProcess();
        string path = pprun.Simulate("a.fit", "week:4", "--start", "2026-06-21T07:00:00Z");
        var summary = pprun.Run("fit", "dump", path, "--summary", "--json").Done().Json[0];
        Assert.Equal("2026-06-21T07:00:00Z", summary.GetProperty("firstRecord").GetString());
        Assert.Equal("2026-06-21T07:27:59Z", summary.GetProperty("lastRecord").GetString());
        Assert.Equal("2.0", summary.GetProperty("protocol").GetString());
    }

    [Theory]
    [InlineData("fitparsers__hrv-activity.fit")]
    [InlineData("jkfitparser__garmin-stamina.fit")]
    [InlineData("fitfiler__tomtom-runner3-ride.fit")]
    [InlineData("pyfitparse__activity-small-fenix2-run.fit")]
    [InlineData("muktihari__chained_Activity_activity_poolswim.fit")]
    [InlineData("rzfitparser__2023-01-13_heartratef.fit")]
    [InlineData("pyfitparse__antfs-dump.63.fit")]
    public void Sessions_laps_and_steps_are_dumped_with_the_official_values(string name)
    {
        using var pprun = new PprunProcess();
        var file = CorpusFile.All().Single(file => file.Name == name);
        var lines = pprun.Run("fit", "dump", Corpus.File(name), "--json").Done().Json;
        Assert.All(lines, line => Assert.Equal(["message", "number", "offset", "fields", "developer"], line.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(file.Manifest.GetProperty("messages").EnumerateObject().Sum(entry => entry.Value.GetInt32()), lines.Length);
        Assert.True(lines.Zip(lines.Skip(1)).All(pair => pair.First.GetProperty("offset").GetInt64() < pair.Second.GetProperty("offset").GetInt64()));
        var oracle = file.Oracle()!.Value;
        Compare(lines, oracle, "session", "sessions");
        Compare(lines, oracle, "lap", "laps");
        Compare(lines, oracle, "workout_step", "workoutSteps");
    }

    [Fact]
    public void Developer_fields_are_named_by_their_descriptions()
    {
        using var pprun = new PprunProcess();
        var lines = pprun.Run("fit", "dump", Corpus.File("jkfitparser__running-with-developer-data.fit"), "--json").Done().Json;
        var described = lines.Where(line => line.GetProperty("message").GetString() == "field_description")
            .Select(line => line.GetProperty("fields").GetProperty("field_name").ToString()).ToHashSet();
        var used = lines.SelectMany(line => line.GetProperty("developer").EnumerateObject().Select(property => property.Name)).ToHashSet();
        Assert.NotEmpty(used);
        Assert.Subset(described, used);
    }

    [Fact]
    public void Standard_input_is_dumped_like_the_file()
    {
        using var pprun = new PprunProcess();
        string path = pprun.Simulate("a.fit", "week:5");
        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal(pprun.Run("fit", "dump", path, "--json").Done().Output, pprun.RunWith(bytes, "fit", "dump", "-", "--json").Done().Output);
        Assert.Equal(pprun.Run("fit", "dump", path, "--csv").Done().Output, pprun.RunWith(bytes, "fit", "dump", "-", "--csv").Done().Output);
        Assert.Equal(pprun.Run("fit", "dump", path).Done().Output, pprun.RunWith(bytes, "fit", "dump", "-").Done().Output);
        var summary = pprun.RunWith(bytes, "fit", "dump", "-", "--summary", "--json").Done().Json[0];
        Assert.Equal("-", summary.GetProperty("file").GetString());
        Assert.Equal(bytes.Length, summary.GetProperty("size").GetInt64());
    }

    private static void Compare(JsonElement[] lines, JsonElement oracle, string message, string key)
    {
        var ours = lines.Where(line => line.GetProperty("message").GetString() == message).Select(line => line.GetProperty("fields")).ToList();
        JsonElement[] theirs = oracle.TryGetProperty(key, out var list) ? [.. list.EnumerateArray()] : [];
        Assert.Equal(theirs.Length, ours.Count);
        foreach (var (our, their) in ours.Zip(theirs))
        {
            foreach (var field in their.EnumerateObject().Where(field => field.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String))
            {
                if (!our.TryGetProperty(JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name), out var value))
                    continue;
                bool isSame = (field.Value.ValueKind, value.ValueKind) switch
                {
                    (JsonValueKind.Number, JsonValueKind.Number) => Math.Abs(field.Value.GetDouble() - value.GetDouble()) <= 1e-6 * Math.Max(1, Math.Abs(value.GetDouble())),
                    (JsonValueKind.String, JsonValueKind.String) => Plain(field.Value.GetString()!) == Plain(value.GetString()!),
                    // Local times, a manufacturer's products and flags are numbers here and words there.
                    _ => true,
                };
                Assert.True(isSame, $"{message}.{field.Name}: {value}, not {field.Value}");
            }
            foreach (string needed in new[] { "start_time", "total_elapsed_time", "duration_type", "intensity" })
            {
                if (their.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(Camel(needed)), out var value) && value.ValueKind != JsonValueKind.Null)
                    Assert.True(our.TryGetProperty(needed, out _), $"{message} lacks {needed}");
            }
        }
    }

    private static string Camel(string snake) => string.Concat(snake.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Plain(string text) => text.Replace("_", "", StringComparison.Ordinal).Replace(".000Z", "Z", StringComparison.Ordinal).ToUpperInvariant();

    private static int CountOf(JsonElement summary, string message) =>
        summary.GetProperty("messages").TryGetProperty(message, out var count) ? count.GetInt32() : 0;

    /// <summary>The manifest was made with an older profile, and has numbers where this one has names.</summary>
    private static SortedDictionary<string, int> Counts(JsonElement messages) => new(
        messages.EnumerateObject().ToDictionary(
            entry => ushort.TryParse(entry.Name, CultureInfo.InvariantCulture, out ushort number) ? FitProfile.FindMessage(number)?.Name ?? entry.Name : entry.Name,
            entry => entry.Value.GetInt32()),
        StringComparer.Ordinal);
}
