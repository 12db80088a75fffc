using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary>The watch that an option names.</summary>
internal static class NamedWatch
{
    /// <summary>What an option says for a watch that is plugged in.</summary>
    public const string PluggedIn = "watch";

    /// <summary>The watch that is plugged in where the value asks for that one, or the one whose folder the value is; null where it is no watch's.</summary>
    /// <param name="option">The option, as <c>--to</c>.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="CommandException">No watch is plugged in, or several are.</exception>
    public static MountedWatch? Find(string option, string value)
    {
        if (value != PluggedIn)
            return string.IsNullOrWhiteSpace(value) ? null : MountedWatch.At(value);
        var places = MountedWatch.Places();
        var found = MountedWatch.Find(places);
        return found.Length switch
        {
            1 => found[0],
            0 => throw CommandException.Usage(
                $"No watch is plugged in, as far as can be seen: there is no GARMIN folder in {string.Join(", ", places)}. "
                + $"Plug it in and let it show up as a drive, or give {option} the folder that it has."),
            _ => throw CommandException.Usage(
                $"There are several watches. Say which: {string.Join(" or ", found.Select(watch => $"{option} \"{Path.GetDirectoryName(watch.Folder)}\""))}."),
        };
    }
}
