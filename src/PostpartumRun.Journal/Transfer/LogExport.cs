using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PostpartumRun.Journal;

/// <summary>
/// A runner's log as files: tables for spreadsheets, lines of JSON with all that there is, and the original FIT files. Reading the lines
/// and
/// files in again gives the same log.
/// </summary>
public static class LogExport
{
    /// <summary>The file that holds everything.</summary>
    public const string LinesName = "log.jsonl";

    private const string OriginalsName = "fit";

    private static readonly string[] ActivityColumns =
    [
        "id", "start", "timer_seconds", "distance_meters", "sport", "session", "workout", "verdict", "score", "run_seconds",
        "planned_run_seconds", "extra_run_seconds", "salvaged", "file", "note", "sha256",
    ];

    /// <summary>Writes a runner's log into a new or empty folder.</summary>
    /// <exception cref="JournalException">The folder holds something, or cannot be written.</exception>
    public static void Write(JournalStore journal, JournalRunner runner, string folder)
    {
        ArgumentNullException.ThrowIfNull(journal);
        try
        {
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
                throw new JournalException($"{folder} is not empty. Choose a new folder, so that nothing in it is mixed with the export.");
            Directory.CreateDirectory(Path.Combine(folder, OriginalsName));
            WriteOriginals(journal, runner, folder);
            WriteActivities(journal.ListActivities(runner), Path.Combine(folder, "activities.csv"));
            journal.WriteTable(runner, "verified_interval", Path.Combine(folder, "intervals.csv"));
            // Last, and under its name when it is whole: an export that was cut off is none.
            string lines = Path.Combine(folder, LinesName);
            journal.WriteLines(runner, lines + ".part");
            File.Move(lines + ".part", lines);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new JournalException(
                $"The export into {folder} failed: {exception.Message.TrimEnd('.')}. Check that there is room, and who may write there.",
                exception);
        }
    }

    /// <summary>Reads in what <see cref="Write"/> wrote, for a runner of whom the log holds nothing.</summary>
    /// <returns>How many rows came in.</returns>
    /// <exception cref="JournalException">There is no export, it is damaged, or the log holds something of her; nothing came in
    /// then.</exception>
    public static long Read(JournalStore journal, JournalRunner runner, string folder)
    {
        ArgumentNullException.ThrowIfNull(journal);
        try
        {
            string lines = Path.Combine(folder, LinesName);
            if (!File.Exists(lines))
                throw new JournalException($"{folder} holds no export of a log: there is no {LinesName} in it.");
            if (Directory.Exists(Path.Combine(folder, OriginalsName)))
            {
                foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, OriginalsName)))
                {
                    byte[] bytes = File.ReadAllBytes(file);
                    journal.Originals.Save(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes);
                }
                // As for an import: what the log names has to outlast a power cut as surely as the log does.
                journal.Originals.Flush();
            }
            return journal.ReadLines(runner, lines);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new JournalException($"The export in {folder} cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    private static void WriteOriginals(JournalStore journal, JournalRunner runner, string folder)
    {
        foreach (var activity in journal.ListActivities(runner))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{activity.Start.UtcDateTime:yyyy-MM-dd-HHmm}-{activity.Id}");
            Write(activity.Sha256, $"{name}.fit");
            int number = 1;
            foreach (var version in journal.ListVersions(activity.Id))
                Write(version.Sha256, $"{name}-version-{number++}.fit");
        }

        void Write(string sha256, string name)
        {
            if (journal.Originals.Read(sha256) is { } bytes)
                File.WriteAllBytes(Path.Combine(folder, OriginalsName, name), bytes);
        }
    }

    private static void WriteActivities(IReadOnlyList<ActivitySummary> activities, string path)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        WriteRow(file, ActivityColumns);
        foreach (var activity in activities)
        {
            WriteRow(file,
            [
                activity.Id,
                activity.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                activity.Timer.Seconds,
                activity.DistanceMeters,
                activity.Sport,
                activity.SessionId,
                activity.WorkoutText,
                Words.Of(activity.Verdict),
                activity.Score,
                activity.Run.Seconds,
                activity.PlannedRun?.Seconds,
                activity.ExtraRun.Seconds,
                activity.Salvaged ? "true" : "false",
                activity.FileName,
                activity.Note,
                activity.Sha256,
            ]);
        }
    }

    /// <summary>A row of CSV by RFC 4180.</summary>
    internal static void WriteRow(TextWriter file, IEnumerable<object?> values)
    {
        file.Write(string.Join(',', values.Select(value =>
        {
            string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        })));
        file.Write("\r\n");
    }
}
