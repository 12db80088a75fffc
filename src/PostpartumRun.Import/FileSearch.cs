using System.IO.Enumeration;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

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

    /// <summary>The files, each path's in order of their names, none twice. What does not exist is left in, for its reader to say so.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            foreach (string file in FindOne(path))
            {
                if (seen.Add(file == InputFile.StandardInput || !InputFile.IsPath(file) ? file : Path.GetFullPath(file)))
                    found.Add(file);
            }
        }
        return found;
    }

    private static IEnumerable<string> FindOne(string path)
    {
        if (path == InputFile.StandardInput || !InputFile.IsPath(path) || File.Exists(path))
            return [path];
        if (Directory.Exists(path))
            return Directory.EnumerateFiles(path, "*.fit", Below).Order(StringComparer.Ordinal);
        string[] matches = path.AsSpan().ContainsAny('*', '?') ? Glob(path) : [];
        return matches.Length > 0 ? matches : [path];
    }

    /// <summary>Expands a pattern, for shells that leave it to the program.</summary>
    private static string[] Glob(string pattern)
    {
        string normal = pattern.Replace('\\', '/');
        int wild = normal.AsSpan().IndexOfAny('*', '?');
        int cut = normal.LastIndexOf('/', wild);
        string root = cut < 0 ? "." : cut == 0 ? "/" : normal[..cut];
        if (!Directory.Exists(root))
            return [];
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(normal[(cut + 1)..].Replace("?", "*", StringComparison.Ordinal));
        var matches = matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(root)));
        // The matcher knows no question marks; the last part of the pattern, where they stand, is matched again with them.
        string name = normal[(normal.LastIndexOf('/') + 1)..];
        return
        [
            .. matches.Files
                .Where(match => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(match.Path), ignoreCase: false))
                .Select(match => cut < 0 ? match.Path : Path.Combine(root, match.Path))
                .Order(StringComparer.Ordinal),
        ];
    }
}
