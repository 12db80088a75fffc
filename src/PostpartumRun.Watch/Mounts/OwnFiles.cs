using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>Tells files on a watch that were exported before from all others: by manufacturer, product, serial number and time.</summary>
public static class OwnFiles
{
    /// <summary>Workouts and schedules are a few kilobytes.</summary>
    private const int MostBytes = 1024 * 1024;

    /// <summary>The files of a watch that are workouts of these exports, or schedules of nothing but them.</summary>
    /// <exception cref="IOException">The watch cannot be read any more.</exception>
    public static IReadOnlyList<string> On(MountedWatch watch, IReadOnlySet<WorkoutReference> exports)
    {
        ArgumentNullException.ThrowIfNull(watch);
        ArgumentNullException.ThrowIfNull(exports);
        return [.. watch.WorkoutFolders
            .SelectMany(folder => Directory.GetFiles(folder))
            .Where(path => path.EndsWith(".fit", StringComparison.OrdinalIgnoreCase) && IsOwn(path, exports))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether a file is one of these exports, or a schedule of nothing but them. False for one that cannot be read.</summary>
    public static bool IsOwn(string path, IReadOnlySet<WorkoutReference> exports)
    {
        ArgumentNullException.ThrowIfNull(exports);
        try
        {
            return new FileInfo(path).Length <= MostBytes && IsOwn(File.ReadAllBytes(path), exports);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Where a file goes on a watch: under its name, unless somebody else's file has that; ours then takes a name of its own.</summary>
    /// <param name="folder">The watch's folder of new files.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="reference">What names the workout or the schedule in it.</param>
    /// <param name="exports">What was exported before, and is ours to write over.</param>
    public static string PathFor(string folder, string name, WorkoutReference reference, IReadOnlySet<WorkoutReference> exports)
    {
        string path = Path.Combine(folder, name);
        return !File.Exists(path) || IsOwn(path, exports)
            ? path
            : Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(path)}-{reference.SerialNumber:x8}{Path.GetExtension(path)}");
    }

    private static bool IsOwn(ReadOnlySpan<byte> bytes, IReadOnlySet<WorkoutReference> exports)
    {
        var reader = new FitReader(bytes);
        bool isOurs = false, isWorkout = false;
        int entries = 0;
        while (reader.Read())
        {
            if (reader.Token != FitToken.Message)
                continue;
            var message = reader.Message;
            if (message.Number == MessageNumber.FileId)
            {
                byte type = (byte)(message[FileIdField.Type].Integer ?? 0);
                isWorkout = type == FileType.Workout && exports.Contains(Reference(message, FileIdField.SerialNumber, FileIdField.TimeCreated));
                isOurs = message[FileIdField.Manufacturer].Integer == Manufacturer.Development
                    && message[FileIdField.Product].Integer == WorkoutFileWriter.ProductNumber
                    && (isWorkout || type == FileType.Schedules);
            }
            else if (message.Number == MessageNumber.Schedule)
            {
                entries++;
                isOurs &= exports.Contains(Reference(message, ScheduleField.SerialNumber, ScheduleField.TimeCreated));
            }
        }
        return reader.Error is null && isOurs && (isWorkout || entries > 0);
    }

    private static WorkoutReference Reference(scoped in FitMessage message, byte serial, byte created) => new(
        (uint)(message[serial].Integer ?? 0), FitTime.ToDateTimeOffset((uint)(message[created].Integer ?? 0)));
}
