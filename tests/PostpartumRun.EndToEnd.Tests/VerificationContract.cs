using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>The contract <c>pprun.verification/1</c>, by hand: members, their order, their words and ranges.</summary>
internal static partial class VerificationContract
{
    private static readonly string[] Document =
        ["schema", "file", "sha256", "activity", "workout", "witnesses", "intervals", "segments", "extra", "runSeconds", "plannedRunSeconds", "extraRunSeconds", "score", "verdict", "confidence", "notes"];

    private static readonly string[] Activity =
        ["start", "end", "elapsedSeconds", "timerSeconds", "distanceMeters", "manufacturer", "product", "serialNumber", "sport", "records"];

    private static readonly string[] Workout = ["text", "plannedSeconds", "plannedRunSeconds"];

    private static readonly string[] Interval =
        ["index", "round", "gait", "role", "plannedSeconds", "start", "end", "timerSeconds", "inGaitSeconds", "verdict", "distanceMeters", "speedMetersPerSecond", "cadenceStepsPerMinute", "heartRate", "boundary"];

    private static readonly string[] Segment = ["gait", "start", "end"];
    private static readonly string[] Extra = ["gait", "start", "end", "seconds"];
    private static readonly string[] Verdicts = ["as-planned", "partly", "overdone", "not-done", "unknown"];
    private static readonly string[] IntervalVerdicts = ["done", "short", "missed", "long", "unknown"];
    private static readonly string[] Motions = ["run", "walk", "still", "unknown"];

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$")]
    private static partial Regex Time { get; }

    public static void Check(JsonElement json)
    {
        Keys(Document, json);
        Assert.Equal("pprun.verification/1", Word(json, "schema"));
        Assert.Matches("^[0-9a-f]{64}$", Word(json, "sha256"));
        Keys(Activity, json.GetProperty("activity"));
        Times(json.GetProperty("activity"));
        var workout = json.GetProperty("workout");
        if (workout.ValueKind != JsonValueKind.Null)
            Keys(Workout, workout);
        else
            Assert.Equal((0, "unknown"), (json.GetProperty("intervals").GetArrayLength(), Word(json, "verdict")));
        Assert.Contains(Word(json, "verdict"), Verdicts);
        Assert.Equal(Word(json, "verdict") == "unknown", json.GetProperty("score").ValueKind == JsonValueKind.Null);
        if (json.GetProperty("score").ValueKind == JsonValueKind.Number)
            Assert.InRange(json.GetProperty("score").GetInt32(), 0, 100);
        Assert.InRange(json.GetProperty("confidence").GetDouble(), 0, 1);
        int index = 0;
        foreach (var interval in json.GetProperty("intervals").EnumerateArray())
        {
            Keys(Interval, interval);
            Times(interval);
            Assert.Equal(index++, interval.GetProperty("index").GetInt32());
            Assert.Contains(Word(interval, "verdict"), IntervalVerdicts);
            Assert.Contains(Word(interval, "gait"), (string[])["run", "walk", "open"]);
            Assert.Contains(Word(interval, "boundary"), (string[])["lap", "gait", "plan"]);
        }
        Parts(json.GetProperty("segments"), Segment, Motions);
        Parts(json.GetProperty("extra"), Extra, ["run"]);
    }

    public static string Word(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static void Parts(JsonElement parts, string[] keys, string[] motions)
    {
        string last = "";
        foreach (var part in parts.EnumerateArray())
        {
            Keys(keys, part);
            Times(part);
            Assert.Contains(Word(part, "gait"), motions);
            Assert.True(string.CompareOrdinal(last, Word(part, "start")) <= 0);
            last = Word(part, "start");
        }
    }

    private static void Times(JsonElement json)
    {
        Assert.Matches(Time, Word(json, "start"));
        Assert.Matches(Time, Word(json, "end"));
        Assert.True(json.GetProperty("start").GetDateTimeOffset() <= json.GetProperty("end").GetDateTimeOffset());
    }

    private static void Keys(string[] expected, JsonElement json) => Assert.Equal(expected, json.EnumerateObject().Select(property => property.Name));
}
