using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Watch;

namespace PostpartumRun.Import;

/// <summary>Reads again what a logged activity's watch recorded: the log keeps what was found in a file, and not the file.</summary>
public static class LoggedTraces
{
    /// <summary>The traces of a logged activity; null where its file is gone, is another by now, or came from nowhere.</summary>
    public static async Task<ActivityTraces?> ReadAsync(LoggedActivity activity, CancellationToken cancellation)
    {
        if (activity.FilePath is not { } path)
            return null;
        var file = await InputFile.ReadAsync(path, cancellation).ConfigureAwait(false);
        if (file.Error is not null || file.Sha256() != activity.Sha256)
            return null;
        var activities = new ActivityReader().ReadAll(file.Bytes.Span, out _);
        try
        {
            return activity.Part < activities.Count ? ActivityTraces.Of(activities[activity.Part].Recording) : null;
        }
        finally
        {
            foreach (var read in activities)
                read.Dispose();
        }
    }
}
