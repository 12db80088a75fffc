using System.Diagnostics;
using Xunit;

namespace PostpartumRun.Testing;

/// <summary>Scripts of <c>eng/oracle</c>, run by Node with the official FIT package that <c>eng/test-tools.sh</c> installs.</summary>
public static class NodeOracle
{
    private static readonly string Folder = Path.Combine(Repository.Root, "eng", "oracle");

    private static readonly bool IsThere =
        Directory.Exists(Path.Combine(Folder, "node_modules", "@garmin", "fitsdk"))
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(HasNode);

    /// <summary>Skips the calling test where Node or the official package is missing. For tests that run scripts from several threads.</summary>
    public static void Require() => Assert.SkipUnless(IsThere, "The official FIT decoder is missing: run eng/test-tools.sh.");

    /// <summary>
    /// Runs a script, and returns what it printed. Skips the calling test where Node or the official package is missing.
    /// </summary>
    /// <param name="script">The script's name in <c>eng/oracle</c>.</param>
    /// <param name="input">What the script reads from standard input.</param>
    /// <param name="arguments">The script's arguments.</param>
    public static string Run(string script, string input, params string[] arguments)
    {
        using var process = Start(script, input, arguments, out var errors);
        string output = process.StandardOutput.ReadToEnd();
        Finish(process, script, errors);
        return output;
    }

    /// <summary>The same, line by line as the script prints them.</summary>
    public static IEnumerable<string> Lines(string script, string input, params string[] arguments)
    {
        using var process = Start(script, input, arguments, out var errors);
        while (process.StandardOutput.ReadLine() is { } line)
            yield return line;
        Finish(process, script, errors);
    }

    private static Process Start(string script, string input, string[] arguments, out Task<string> errors)
    {
        Require();
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
        // Scripts read all of their input before they print.
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return process;
    }

    private static bool HasNode(string folder) => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe"));

    private static void Finish(Process process, string script, Task<string> errors)
    {
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{script} failed:\n{errors.Result}");
    }
}
