using System.Security.Cryptography;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Watch;

namespace PostpartumRun.Import;

/// <summary>
/// Reads again what a logged activity was read from: the original that is kept beside the log, or else its file where that is still the
/// same.
/// </summary>
/// <param name="journal">The log.</param>
public sealed class LoggedOriginal(JournalStore journal)
{
    /// <summary>The traces of a logged activity; null where neither its original nor its file is there.</summary>
    public ActivityTraces? ReadTraces(LoggedActivity activity) => Read(activity, read => ActivityTraces.Of(read.Recording));

    /// <summary>What is made of the activity as it was read; null where it cannot be read again.</summary>
    internal T? Read<T>(LoggedActivity activity, Func<Activity, T> make)
        where T : class
    {
        if (Bytes(activity) is not { } bytes)
            return null;
        var activities = new ActivityReader().ReadAll(bytes, out _);
        try
        {
            return activity.Part < activities.Count ? make(activities[activity.Part]) : null;
        }
        finally
        {
            foreach (var read in activities)
                read.Dispose();
        }
    }

    private byte[]? Bytes(LoggedActivity activity)
    {
        if (journal.Originals.Read(activity.Sha256) is { } kept && Is(kept, activity))
            return kept;
        return activity.FilePath is { } path && ReadFile(path) is { } bytes && Is(bytes, activity) ? bytes : null;
    }

    private static bool Is(byte[] bytes, LoggedActivity activity) => Convert.ToHexStringLower(SHA256.HashData(bytes)) == activity.Sha256;

    private static byte[]? ReadFile(string path)
    {
        try
        {
            var info = new FileInfo(path);
            return info.Exists && info.Length <= InputFile.MaxSize ? File.ReadAllBytes(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
