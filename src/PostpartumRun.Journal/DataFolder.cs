namespace PostpartumRun.Journal;

/// <summary>Where the log is, unless somebody says otherwise.</summary>
public static class DataFolder
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "PPRUN_DATA";

    /// <summary>The folder that was given, or the environment's, or the one of the platform.</summary>
    /// <param name="given">What was given; null or empty for nothing.</param>
    /// <returns>The folder; null for an account that has none.</returns>
    public static string? Find(string? given)
    {
        if (given is { Length: > 0 })
            return given;
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } configured)
            return configured;
        string folder = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length > 0 ? Path.Combine(folder, "pprun") : null;
    }
}
