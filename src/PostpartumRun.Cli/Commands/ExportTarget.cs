using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary>Where an export goes.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Watch">The watch that it is on; null for a folder of another kind.</param>
internal sealed record ExportTarget(string Folder, MountedWatch? Watch)
{
    /// <summary>
    /// The folder of a name, made where it is missing; for <c>watch</c> the one that is plugged in; for a watch's own folder its new files.
    /// </summary>
    public static ExportTarget Find(string to, Terminal terminal)
    {
        var watch = NamedWatch.Find("--to", to);
        string folder = watch?.NewFilesFolder ?? to;
        if (watch is not null)
            terminal.Message($"pprun: onto the watch {watch.Name}: {folder}");
        Create(folder);
        // The folder of new files, given as such, is the watch's too.
        return new(folder, watch ?? AroundOf(folder));
    }

    private static MountedWatch? AroundOf(string folder)
    {
        var garmin = Directory.GetParent(Path.GetFullPath(folder));
        return garmin?.Parent is { } root && garmin.Name.Equals("GARMIN", StringComparison.OrdinalIgnoreCase)
            ? MountedWatch.At(root.FullName)
            : null;
    }

    private static void Create(string folder)
    {
        try
        {
            if (string.IsNullOrWhiteSpace(folder))
                throw CommandException.Usage("--to is empty: give it a folder.");
            if (File.Exists(folder))
                throw CommandException.Usage($"{folder} is a file: --to needs a folder.");
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Explain(folder, exception);
        }
    }
}
