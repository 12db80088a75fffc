using System.Diagnostics;
using Xunit;

namespace PostpartumRun.Testing;

/// <summary>Scripts of <c>eng/oracle</c>, run by Node with the official FIT package that <c>eng/test-tools.sh</c> installs.</summary>
public static class NodeOracle
{
    private static readonly string Folder = Path.Combine(Repository.Root, "eng", "oracle");

    /// <summary>
    /// Runs a script, and returns what it printed. Skips the calling test where Node or the official package is missing.
    /// </summary>
    /// <param name="script">The script's name in <c>eng/oracle</c>.</param>
    /// <param name="input">What the script reads from standard input.</param>
    /// <param name="arguments">The script's arguments.</param>
    public static string Run(string script, string input, params string[] arguments)
    {
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Folder, "node_modules", "@garmin", "fitsdk")),
            "The official FIT decoder is missing: run eng/test-tools.sh.");
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{script} failed:\n{errors.Result}");
        return output.Result;
    }
}
