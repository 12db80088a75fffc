using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PostpartumRun.Cli;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>
/// Sixteen weeks of a made-up life, as the script beside this file tells them: each line is a time and a command, run by the command
/// itself on a clock of the script's. What was decided is held against the approved log, which is there to be read.
/// </summary>
public sealed partial class SixteenWeeksTest
{
    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "PostpartumRun.EndToEnd.Tests", "SixteenWeeks");

    [Fact]
    public async Task Sixteen_weeks_come_to_the_decisions_of_the_approved_log()
    {
        string log = await ReplayAsync("life.txt");
        string approved = (await File.ReadAllTextAsync(Path.Combine(_folder, "decisions.approved.txt"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        if (log != approved)
            await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), "decisions.received.txt"), log, TestContext.Current.CancellationToken);
        Assert.Equal(approved, log);
    }

    private static async Task<string> ReplayAsync(string script)
    {
        string data = Directory.CreateTempSubdirectory("pprun-life-").FullName;
        try
        {
            var log = new StringBuilder();
            string last = "";
            foreach (string line in await File.ReadAllLinesAsync(Path.Combine(_folder, script)))
            {
                if (line.StartsWith("# ", StringComparison.Ordinal))
                    log.Append(CultureInfo.InvariantCulture, $"\n{line}\n");
                else if (Step().Match(line) is { Success: true } step)
                {
                    Assert.True(string.CompareOrdinal(last, step.Groups[1].Value) <= 0, $"A life goes forward: {line}");
                    last = step.Groups[1].Value;
                    log.Append(await RunAsync(last, step.Groups[2].Value, data));
                }
                else
                    Assert.Empty(line);
            }
            return log.ToString().TrimStart();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string time, string command, string data)
    {
        var clock = new ScriptClock(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        string[] arguments = [.. Word().Matches(command.Replace("$LIFE", data, StringComparison.Ordinal)).Select(word => word.Value.Trim('"'))];
        using StringWriter output = new(), errors = new();
        int code = await Application.RunAsync([.. arguments, "--data", Path.Combine(data, "log")], new Terminal(output, errors, false, false), clock, TestContext.Current.CancellationToken);
        string said = arguments[0] switch
        {
            "status" => output.ToString(),
            "checkin" => string.Join('\n', output.ToString().Split('\n').Where(line => line.StartsWith("stop", StringComparison.Ordinal))),
            _ => "",
        } + errors;
        if (arguments[0] is not ("status" or "checkin" or "import" or "init" or "ready") && code == 0)
            return "";
        var log = new StringBuilder($"{time}  $ pprun {command}\n");
        if (arguments[0] == "import")
            log.Append(CultureInfo.InvariantCulture, $"    {Imported().Match(output.ToString()).Groups[1].Value.Trim()}\n");
        foreach (string line in said.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            log.Append(CultureInfo.InvariantCulture, $"    {line.TrimEnd()}\n");
        if (code != 0)
            log.Append(CultureInfo.InvariantCulture, $"    (exit code {code})\n");
        return log.ToString();
    }

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d \d\d:\d\d)  pprun (.*)$")]
    private static partial Regex Step();

    [GeneratedRegex("\"[^\"]*\"|[^ \"]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\.fit(.*)")]
    private static partial Regex Imported();

    private sealed class ScriptClock(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
