using System.Collections.Immutable;
using System.Globalization;

namespace PostpartumRun.Watch;

/// <summary>The devices that can be asked for by name: <c>devices.tsv</c>, one a line, each with the source of its figures.</summary>
public static class DeviceTable
{
    private const int Columns = 10;

    private static readonly Lazy<ImmutableArray<DeviceProfile>> _all = new(() => [.. EmbeddedTable.Lines("devices.tsv").Select(Read)]);

    /// <summary>All of them, in the table's order.</summary>
    public static ImmutableArray<DeviceProfile> All => _all.Value;

    /// <summary>The device of a name, read without regard to case; or null.</summary>
    public static DeviceProfile? Find(string name) => All.FirstOrDefault(device => device.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static DeviceProfile Read(string line)
    {
        string[] columns = line.Split('\t');
        if (columns.Length != Columns)
            throw new InvalidOperationException($"devices.tsv: '{columns[0]}' has {columns.Length} columns and not {Columns}.");
        return new(Number(columns[1]), Number(columns[2]), Number(columns[3]), Number(columns[4]))
        {
            Name = columns[0],
            ScheduleEntries = Number(columns[5]),
            HasRepetitions = columns[6] == "yes",
            HasRepeats = columns[7] == "yes",
            HasExercises = columns[8] == "yes",
            Source = columns[9],
        };
    }

    private static int Number(string column) => int.Parse(column, CultureInfo.InvariantCulture);
}
