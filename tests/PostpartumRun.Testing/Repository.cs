namespace PostpartumRun.Testing;

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Its top folder, the one that holds the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PostpartumRun.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The tests run from within a checkout, below the folder of PostpartumRun.sln.");
    }
}
