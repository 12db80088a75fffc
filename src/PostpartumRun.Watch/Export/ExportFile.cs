using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PostpartumRun.Watch;

/// <summary>A file of an export before it is written.</summary>
/// <param name="Source">What it is of.</param>
/// <param name="Workout">The workout, or the part of it, that it holds.</param>
/// <param name="Name">Its name without whose it is.</param>
/// <param name="Bytes">What it holds; null where the format has no room for it.</param>
public sealed record ExportFile(WorkoutSource Source, WorkoutFile Workout, string Name, byte[]? Bytes)
{
    private const string DefaultRunner = "me";

    /// <summary>A FIT workout file.</summary>
    /// <param name="source">What it is of.</param>
    /// <param name="file">The workout, or the part of it.</param>
    /// <param name="part">Which part, from 1; null for the whole.</param>
    /// <param name="device">What it is written for.</param>
    public static ExportFile OfFit(WorkoutSource source, WorkoutFile file, int? part, DeviceProfile device)
    {
        var target = new ArrayBufferWriter<byte>(2048);
        new WorkoutFileWriter(device).Write(file, target);
        return new(source, file, $"{BaseName(source)}{(part is { } number ? $"-part-{number}" : "")}.fit", target.WrittenSpan.ToArray());
    }

    /// <summary>A file of text.</summary>
    public static ExportFile OfText(WorkoutSource source, string? text, ExportFormat format) => new(
        source,
        source.File!,
        $"{BaseName(source)}.{(format == ExportFormat.Zwo ? "zwo" : "txt")}",
        text is null ? null : Encoding.UTF8.GetBytes(text));

    /// <summary>A file's name with whose it is: another runner's files do not take the place of one's own.</summary>
    public static string Whose(string runner, string name) => runner == DefaultRunner ? name : $"{Plain(runner)}-{name}";

    private static string BaseName(WorkoutSource source) =>
        source.SessionId is { } id ? $"week-{id.Replace(':', '-')}" : $"workout-{source.File!.Reference.SerialNumber:x8}";

    /// <summary>A name for files; where it is not the runner's own, with what tells her from others that would be written the same.</summary>
    private static string Plain(string runner)
    {
        var words = runner.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ').ToArray();
        string plain = string.Join('-', new string(words).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (plain == runner)
            return plain;
        string mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(runner)).AsSpan(0, 3));
        return plain.Length == 0 ? mark : $"{plain}-{mark}";
    }
}
