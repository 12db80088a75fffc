using System.Collections.Immutable;

namespace PostpartumRun.Watch;

/// <summary>A watch that is plugged in: where its files are.</summary>
/// <param name="Name">What tells it apart for people: the name of the mount.</param>
/// <param name="Folder">Its <c>GARMIN</c> folder.</param>
public sealed record MountedWatch(string Name, string Folder)
{
    private const string GarminFolder = "GARMIN", NewFiles = "NewFiles", Activity = "Activity";

    private static readonly string[] _marks = [NewFiles, Activity, "Workouts", "GarminDevice.xml"];

    /// <summary>Where new files go. On a watch that has no such folder yet, it is where the watch would look for it.</summary>
    public string NewFilesFolder => Child(Folder, NewFiles) ?? Path.Combine(Folder, NewFiles);

    /// <summary>Where finished activities are; null on a watch that has none yet.</summary>
    public string? ActivityFolder => Child(Folder, Activity);

    /// <summary>Where workouts and schedules are, before and after the watch has sorted them in; those of them that there are.</summary>
    internal IEnumerable<string> WorkoutFolders => new[] { NewFiles, "Workouts", "Schedule", "Schedules" }
        .Select(name => Child(Folder, name)).OfType<string>();

    /// <summary>Where this system mounts watches: places that hold a <c>GARMIN</c> folder if a watch is mounted there.</summary>
    public static ImmutableArray<string> Places()
    {
        if (OperatingSystem.IsWindows())
            return [.. DriveInfo.GetDrives().Where(drive => drive.IsReady).Select(drive => drive.RootDirectory.FullName)];
        if (OperatingSystem.IsMacOS())
            return ["/Volumes/*"];
        string run = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } given ? given : "/run/user/*";
        // MTP by gvfs: mtp:host=…/Internal Storage.
        return ["/media/*", "/media/*/*", "/run/media/*/*", "/mnt/*", $"{run}/gvfs/mtp*", $"{run}/gvfs/mtp*/*"];
    }

    /// <summary>The watches that are mounted at places.</summary>
    /// <param name="places">Folders; a name in one can end with <c>*</c>, which stands for anything.</param>
    public static ImmutableArray<MountedWatch> Find(IEnumerable<string> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        return [.. places.SelectMany(Expand).Distinct().Select(At).OfType<MountedWatch>()];
    }

    /// <summary>The watch that is mounted at a folder; null where there is none.</summary>
    public static MountedWatch? At(string folder)
    {
        string? garmin = Child(folder, GarminFolder);
        if (garmin is null || !Array.Exists(_marks, mark => Child(garmin, mark) is not null))
            return null;
        string[] names = Path.TrimEndingDirectorySeparator(folder).Split(Path.DirectorySeparatorChar);
        // Over MTP every watch calls its storage alike.
        string name = names.Length > 1 && names[^2].StartsWith("mtp", StringComparison.Ordinal) ? $"{names[^2]}, {names[^1]}" : names[^1];
        return new(name.Length > 0 ? name : folder, garmin);
    }

    private static IEnumerable<string> Expand(string place)
    {
        int star = place.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return [place];
        int slash = place.LastIndexOf('/', star), next = place.IndexOf('/', star);
        string pattern = place[(slash + 1)..(next < 0 ? place.Length : next)], rest = next < 0 ? "" : place[next..];
        return Entries(place[..slash], pattern, Directory.GetDirectories).SelectMany(folder => Expand(folder + rest));
    }

    /// <summary>What has this name in a folder, whatever the case: it differs between models.</summary>
    private static string? Child(string folder, string name) => Entries(folder, "*", Directory.GetFileSystemEntries)
        .Order(StringComparer.Ordinal)
        .FirstOrDefault(path => Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string[] Entries(string folder, string pattern, Func<string, string, string[]> list)
    {
        try
        {
            return Directory.Exists(folder) ? list(folder, pattern) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or pulled out meanwhile: no watch that could be used.
            return [];
        }
    }
}
