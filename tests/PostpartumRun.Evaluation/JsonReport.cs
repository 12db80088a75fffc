using System.Text;
using System.Text.Json;

namespace PostpartumRun.Evaluation;

/// <summary>The figures as one JSON object.</summary>
internal static class JsonReport
{
    public static string Of(Report report, Options options)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("seeds", options.Seeds.ToString().ToLowerInvariant());
            json.WriteNumber("outings", options.Outings);
            json.WriteStartArray("rows");
            foreach (var (judge, group, row, tally) in report.All)
                Write(json, judge, group, row, tally);
            json.WriteEndArray();
            json.WriteStartArray("calibration");
            foreach (var (from, to, count, given, right) in report.Calibration.Bins)
            {
                json.WriteStartObject();
                json.WriteNumber("from", from);
                json.WriteNumber("to", to);
                json.WriteNumber("intervals", count);
                json.WriteNumber("given", given);
                json.WriteNumber("right", right);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string judge, string group, string row, Tally tally)
    {
        json.WriteStartObject();
        json.WriteString("judge", judge);
        json.WriteString("group", group);
        json.WriteString("row", row);
        json.WriteNumber("outings", tally.Outings);
        json.WriteNumber("intervals", tally.Intervals);
        json.WriteNumber("right", tally.Right);
        json.WriteNumber("unknown", tally.Unknown);
        json.WriteNumber("lenient", tally.Lenient);
        json.WriteNumber("confidentlyWrong", tally.ConfidentlyWrong);
        json.WriteNumber("falselyAsPlanned", tally.FalselyAsPlanned);
        json.WriteNumber("wholeRight", tally.WholeRight);
        WriteSeconds(json, "boundaryMedianSeconds", tally.BoundaryMedian);
        WriteSeconds(json, "boundaryNinetiethSeconds", tally.BoundaryNinetieth);
        WriteSeconds(json, "gaitMedianSeconds", tally.GaitMedian);
        WriteSeconds(json, "gaitNinetiethSeconds", tally.GaitNinetieth);
        json.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, double seconds)
    {
        if (double.IsFinite(seconds))
            json.WriteNumber(name, seconds);
        else
            json.WriteNull(name);
    }
}
