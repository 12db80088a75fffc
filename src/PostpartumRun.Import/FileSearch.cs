using System.IO.Enumeration;

namespace PostpartumRun.Import;

/// <summary>Finds the files that paths name: files as they are, the FIT files below folders, and those that patterns match.</summary>
public static class FileSearch
{
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        // A link can lead out of the folder, or back into it for ever.
        AttributesToSkip = FileAttributes.ReparsePoint,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    private static readonly EnumerationOptions Within = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private const string AnyFolders = "**";

    private static readonly string[] ArchiveEndings = [".fit.gz", ".zip"];

    /// <summary>
    /// The files, each path's in order of their names, none twice. What does not exist is left in, for its reader to say so.
    /// </summary>
    /// <param name="paths">What was named.</param>
    /// <param name="withArchives">Whether zip and gzip files below folders are wanted as well.</param>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths, bool withArchives = false)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            foreach (string file in FindOne(path, withArchives))
            {
                if (seen.Add(file == InputFile.StandardInput || !InputFile.IsPath(file) ? file : Path.GetFullPath(file)))
                    found.Add(file);
            }
        }
        return found;
    }

    private static IEnumerable<string> FindOne(string path, bool withArchives)
    {
        if (path == InputFile.StandardInput || !InputFile.IsPath(path) || File.Exists(path))
            return [path];
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, withArchives ? "*" : "*.fit", Below)
                .Where(file => !IsShadow(file) && IsOfInterest(file, withArchives))
                .Order(StringComparer.Ordinal);
        }
        string[] matches = HasWildcard(path) ? Glob(path) : [];
        return matches.Length > 0 ? matches : [path];
    }

    /// <summary>Whether a name is one of an activity, or of an archive of activities.</summary>
    internal static bool IsOfInterest(string name, bool withArchives) => name.EndsWith(".fit", StringComparison.OrdinalIgnoreCase)
        || (withArchives && Array.Exists(ArchiveEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// Expands a pattern, for shells that leave it to the program: within a name <c>*</c> and <c>?</c>, and <c>**</c> for any folders.
    /// </summary>
    private static string[] Glob(string pattern)
    {
        string normal = OperatingSystem.IsWindows() ? pattern.Replace('\\', '/') : pattern;
        int cut = normal.LastIndexOf('/', normal.AsSpan().IndexOfAny('*', '?'));
        string root = cut < 0 ? "" : cut == 0 ? "/" : normal[..cut];
        var found = new List<string>();
        Walk(root, normal[(cut + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries), found);
        return [.. found.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Adds the files below a folder that the parts of a pattern match, one part for each folder on the way.</summary>
    private static void Walk(string folder, ReadOnlySpan<string> parts, List<string> found)
    {
        string part = parts[0];
        bool isLast = parts.Length == 1, isAnyDepth = part == AnyFolders;
        if (!HasWildcard(part))
        {
            string next = Path.Combine(folder, part);
            if (isLast && File.Exists(next))
                found.Add(next);
            else if (!isLast && Directory.Exists(next))
                Walk(next, parts[1..], found);
            return;
        }
        string here = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(here))
            return;
        if (isLast)
        {
            found.AddRange(Directory.EnumerateFiles(here, "*", Within)
                .Where(path => IsMatch(part, path))
                .Select(path => Path.Combine(folder, Path.GetFileName(path))));
        }
        else if (isAnyDepth)
            Walk(folder, parts[1..], found);
        if (isLast && !isAnyDepth)
            return;
        foreach (string path in Directory.EnumerateDirectories(here, "*", Within))
        {
            if (IsMatch(part, path))
                Walk(Path.Combine(folder, Path.GetFileName(path)), isAnyDepth ? parts : parts[1..], found);
        }
    }

    /// <summary>macOS puts a file's attributes beside it under its name behind "._", on disks that have no place for them.</summary>
    private static bool IsShadow(string path) => Path.GetFileName(path.AsSpan()).StartsWith("._");

    private static bool HasWildcard(string text) => text.AsSpan().ContainsAny('*', '?');

    private static bool IsMatch(string part, string path) =>
        FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(path.AsSpan()), ignoreCase: false);
}
