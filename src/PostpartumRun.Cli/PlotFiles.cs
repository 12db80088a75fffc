using System.Text;
using PostpartumRun.Import;
using PostpartumRun.Reports;

namespace PostpartumRun.Cli;

/// <summary>
/// Where the pictures of several activities go. Into a folder, each is named as its activity's file; where a file is named, the first is that one, and
/// the others have a number before the extension.
/// </summary>
/// <param name="target">A file's name, or a folder.</param>
internal sealed class PlotFiles(string target)
{
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isFolder = Directory.Exists(target) || Path.EndsInDirectorySeparator(target);

    /// <summary>Draws an activity into a file, whole or not at all. Returns the file's path.</summary>
    public string Write(VerificationOutcome outcome)
    {
        string path = Free(_isFolder ? Path.Combine(target, $"{NameOf(outcome.File)}.svg") : target);
        OutputFile.Write(path, Encoding.UTF8.GetBytes(ActivityFigure.Draw(outcome.Document!, outcome.Traces, FigureFrame.File)));
        return path;
    }

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file) is { Length: > 0 } name && name != "-" ? name : "activity";

    /// <summary>A path that this command has not written yet.</summary>
    private string Free(string path)
    {
        string free = path;
        for (int number = 2; !_written.Add(free); number++)
            free = Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}");
        return free;
    }
}
