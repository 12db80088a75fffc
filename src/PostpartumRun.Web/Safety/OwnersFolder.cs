namespace PostpartumRun.Web;

/// <summary>A folder that nobody but its owner may look into.</summary>
internal static class OwnersFolder
{
    /// <summary>Makes it where it is missing.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
