namespace PostpartumRun.Benchmarks;

/// <summary>The checkout that the benchmarks were built from.</summary>
internal static class Checkout
{
    private static readonly string Root = Find();

    public static string Limits => Path.Combine(Root, "benchmarks", "limits.json");

    public static string Report => Path.Combine(Root, "docs", "benchmarks.md");

    /// <summary>A file of the corpus of real activities, where there is one: as in the tests, <c>PPRUN_CORPUS</c> or <c>../shared/corpus</c>.</summary>
    public static byte[]? CorpusFile(string name)
    {
        string corpus = Environment.GetEnvironmentVariable("PPRUN_CORPUS") ?? Path.Combine(Root, "..", "shared", "corpus");
        string path = Path.Combine(corpus, "files", name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PostpartumRun.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The benchmarks run from within a checkout, below the folder of PostpartumRun.sln.");
    }
}
