using System.Globalization;
using System.Text;

namespace PostpartumRun.Import;

/// <summary>Files that could not be read, put aside with the reason beside them.</summary>
internal static class Quarantine
{
    /// <summary>Moves a file into a folder, under its name and the time, with a report.</summary>
    /// <returns>Where it is now.</returns>
    public static string Put(string folder, string path, IReadOnlyList<ImportOutcome> outcomes, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        string name = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss-fff}-{Path.GetFileName(path)}");
        string put = Path.Combine(folder, name);
        var report = new StringBuilder();
        foreach (var outcome in outcomes)
            report.Append(outcome.File).Append(": ").Append(outcome.Error?.Code).Append(": ").AppendLine(outcome.Error?.Message);
        // The report first: a file that was put aside always has one.
        File.WriteAllText(put + ".txt", report.ToString());
        File.Move(path, put);
        return put;
    }
}
