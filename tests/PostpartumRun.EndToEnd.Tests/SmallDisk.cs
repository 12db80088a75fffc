using System.Diagnostics;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>A small file system in memory. Skips the test where none can be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    public SmallDisk(string path, string size)
    {
        _path = path;
        Directory.CreateDirectory(path);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path), "Only root may mount a small disk.");
    }

    private string Ballast => Path.Combine(_path, "ballast");

    /// <summary>Leaves no room, or so many bytes.</summary>
    public void Fill(int leaving = 0)
    {
        using var stream = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                stream.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
        if (leaving > 0)
            stream.SetLength(Math.Max(0, stream.Length - leaving));
    }

    public void Empty() => File.Delete(Ballast);

    public void Enlarge(string size) => Assert.True(Run("mount", "-o", $"remount,size={size}", _path));

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", _path));

    /// <summary>Takes it away at once, whoever has it open.</summary>
    public void PullOut() => Assert.True(Run("umount", "-l", _path));

    public void Dispose() => Run("umount", _path);

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
