using Xunit;

namespace PostpartumRun.Testing;

/// <summary>Real FIT files beside the checkout (<c>../shared/corpus</c>, or where <c>PPRUN_CORPUS</c> says), read in place.</summary>
public static class Corpus
{
    private static readonly string? Root = Find();

    /// <summary>Whether it is there.</summary>
    public static bool IsThere => Root is not null;

    /// <summary>The folder of the FIT files. Skips the calling test where the corpus is missing.</summary>
    public static string Files => Path.Combine(Need(), "files");

    /// <summary>The folder of what official decoders read from them.</summary>
    public static string Oracle => Path.Combine(Need(), "oracle");

    /// <summary>One JSON object a file: counts, sizes, damage.</summary>
    public static string Manifest => Path.Combine(Need(), "manifest.jsonl");

    /// <summary>The path of one of its files.</summary>
    public static string File(string name) => Path.Combine(Files, name);

    private static string Need()
    {
        Assert.SkipWhen(Root is null, "The folder of real FIT files is missing: set PPRUN_CORPUS to it, or put it at ../shared/corpus.");
        return Root!;
    }

    private static string? Find()
    {
        string path = Environment.GetEnvironmentVariable("PPRUN_CORPUS") ?? Path.Combine(Repository.Root, "..", "shared", "corpus");
        return Directory.Exists(Path.Combine(path, "files")) ? Path.GetFullPath(path) : null;
    }
}
