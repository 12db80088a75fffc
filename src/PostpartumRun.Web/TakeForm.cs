using System.Collections.Immutable;
using PostpartumRun.Watch;

namespace PostpartumRun.Web;

/// <summary>In what form a session is taken along.</summary>
/// <param name="Name">Its name in addresses and forms.</param>
/// <param name="Title">What it is for.</param>
/// <param name="What">What to do with it.</param>
/// <param name="Format">The format.</param>
/// <param name="Device">The watch that a FIT file is written for.</param>
internal sealed record TakeForm(string Name, string Title, string What, ExportFormat Format, DeviceProfile Device)
{
    /// <summary>What is taken along unless somebody chooses: FIT files for the watches that most have.</summary>
    public static TakeForm Usual { get; } = Watch(DeviceTable.All[0], "For the watch", "");

    /// <summary>All others.</summary>
    public static ImmutableArray<TakeForm> Others { get; } =
    [
        Text(ExportFormat.Intervals, "Without a cable",
            "The text of a workout: paste it into a new one at intervals.icu, which sends it to Garmin, COROS, Suunto and Wahoo."),
        Text(ExportFormat.Ics, "A calendar", "Your days with what to do, for the calendar on your phone."),
        Text(ExportFormat.Zwo, "A training service", "A ZWO file, which many services import."),
        .. DeviceTable.All.Skip(1).Select(device => device.Name switch
        {
            "compact" => Watch(device, "A watch that cuts notes short", "Workout files with the first lines of each cue."),
            "older" => Watch(device, "An older watch", "Workout files of fewer steps, without notes."),
            "plain" => Watch(device, "A watch that knows no repeats", "Workout files in which each round is written out."),
            var name => Watch(device, name, "Workout files."),
        }),
    ];

    /// <summary>The form of a name, where none is the usual one; null where there is none of that name.</summary>
    public static TakeForm? Find(string? name) =>
        string.IsNullOrEmpty(name) ? Usual : Others.FirstOrDefault(form => form.Name == name);

    private static TakeForm Watch(DeviceProfile device, string title, string what) =>
        new(device.Name, title, what, ExportFormat.Fit, device);

    private static TakeForm Text(ExportFormat format, string title, string what) =>
        new(Journal.Words.Of(format), title, what, format, DeviceTable.All[0]);
}
