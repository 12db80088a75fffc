using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>What a run of the command left: its exit code and what it printed.</summary>
internal sealed record PprunResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The lines of standard error.</summary>
    public string[] ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The lines of standard output, each as JSON.</summary>
    public JsonElement[] Json => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The same, where it has to have ended well.</summary>
    public PprunResult Done()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Errors}");
        return this;
    }
}

/// <summary>Signals, by POSIX's numbers.</summary>
internal enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
}

/// <summary>
/// Runs the real command, as it was built beside the tests, in a folder of its own that holds its log, its temporary files and its home:
/// nothing of the account that the tests run under is read or written.
/// </summary>
internal sealed class PprunProcess : IDisposable
{
    /// <summary>The command's file.</summary>
    public static readonly string Executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "pprun.exe" : "pprun");
    private static readonly int[] ExitCodes = [0, 1, 2, 3, 4, 130];

    public PprunProcess()
    {
        Folder = Directory.CreateTempSubdirectory("pprun-e2e-").FullName;
        Directory.CreateDirectory(Temporary);
    }

    /// <summary>The folder that the command runs in; relative paths begin here.</summary>
    public string Folder { get; }

    /// <summary>The folder of the log.</summary>
    public string Data => Path.Combine(Folder, "log");

    /// <summary>The folder of the command's own temporary files.</summary>
    public string Temporary => Path.Combine(Folder, "tmp");

    /// <summary>Variables of the environment beyond the usual; null takes one away.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>A path in the folder.</summary>
    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file into the folder, and returns its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        System.IO.File.WriteAllBytes(File(name), bytes);
        return File(name);
    }

    /// <summary>Simulates an activity into the folder, and returns its path.</summary>
    public string Simulate(string name, string workout, params string[] arguments)
    {
        Run(["simulate", "--workout", workout, "--out", File(name), .. arguments]).Done();
        return File(name);
    }

    /// <summary>Makes the runner one who can run, by the commands by which anybody does: born 20 weeks ago, cleared, and screened.</summary>
    /// <param name="arguments">Options for both commands, such as whose log it is.</param>
    public PprunProcess MakeReady(params string[] arguments)
    {
        Run(["init", "--birth-date", DaysAgo(140), "--birth-mode", "vaginal", "--start", DaysAgo(60), "--cleared", DaysAgo(90), "--days", "mon,wed,sat", .. arguments]).Done();
        Run(["ready", "--pass", "all", .. arguments]).Done();
        return this;
    }

    /// <summary>A date so many days ago, as options take it.</summary>
    public static string DaysAgo(int days) => DateTime.Today.AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public PprunResult Run(params string[] arguments) => RunWith(null, arguments);

    /// <summary>Runs it with bytes on standard input.</summary>
    public PprunResult RunWith(byte[]? input, params string[] arguments)
    {
        using var process = Start(Executable, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        if (input is not null)
            _ = process.StandardInput.BaseStream.WriteAsync(input).AsTask().ContinueWith(_ => process.StandardInput.Close(), TaskScheduler.Default);
        else
            process.StandardInput.Close();
        return Finish(process, process.StandardOutput.ReadToEnd(), errors.Result, arguments);
    }

    /// <summary>Runs it, and reads meanwhile how much memory it has at most.</summary>
    /// <param name="peakBytes">The most that it had of the machine's memory, in bytes.</param>
    /// <param name="arguments">The command line.</param>
    public PprunResult RunAndWatchMemory(out long peakBytes, params string[] arguments)
    {
        using var process = Start(Executable, arguments);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = new System.Text.StringBuilder();
        peakBytes = 0;
        for (int lines = 0; process.StandardOutput.ReadLine() is { } line; lines++)
        {
            output.Append(line).Append('\n');
            if (lines % 100 != 0)
                continue;
            process.Refresh();
            peakBytes = Math.Max(peakBytes, process.HasExited ? 0 : process.PeakWorkingSet64);
        }
        return Finish(process, output.ToString(), errors.Result, arguments);
    }

    /// <summary>Starts it, for one who reads what it says while it runs.</summary>
    public Process StartProcess(params string[] arguments)
    {
        var process = Start(Executable, arguments);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Sends a process a signal.</summary>
    public static void Send(Process process, Signal signal) => _ = Kill(process.Id, (int)signal);

    /// <summary>Runs it, and sends it a signal when it has printed so many lines.</summary>
    public PprunResult RunAndSignal(Signal signal, int afterLines, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        using var process = Start(Executable, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (lines.Count < afterLines && process.StandardOutput.ReadLine() is { } line)
            lines.Add(line);
        _ = Kill(process.Id, (int)signal);
        lines.AddRange(process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        process.WaitForExit();
        return new(process.ExitCode, string.Join('\n', lines), errors.Result);
    }

    /// <summary>Runs it, and kills it after a time.</summary>
    /// <returns>Whether it was still running then.</returns>
    public bool RunAndKill(TimeSpan after, params string[] arguments)
    {
        using var process = Start(Executable, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        bool isRunning = !process.WaitForExit(after);
        if (isRunning)
            _ = Kill(process.Id, (int)Signal.Kill);
        process.WaitForExit();
        Task.WaitAll(output, errors);
        return isRunning && process.ExitCode != 0;
    }

    // A process that sends it would come too late on a busy machine.
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);

    /// <summary>Runs another program in the same folder and environment, and returns what it printed.</summary>
    public string RunOther(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Begins a program in the folder and its environment.</summary>
    public Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PPRUN_DATA"] = Data;
        start.Environment["HOME"] = Folder;
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["XDG_DATA_HOME"] = File("share");
        start.Environment["XDG_RUNTIME_DIR"] = File("run");
        start.Environment["TMPDIR"] = Temporary;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        // Thousands of short runs on few cores: what is compiled once well enough is not compiled again.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Whatever happens, these hold.</summary>
    private static PprunResult Finish(Process process, string output, string errors, string[] arguments)
    {
        process.WaitForExit();
        string command = string.Join(' ', arguments);
        Assert.True(ExitCodes.Contains(process.ExitCode), $"pprun {command}: exit code {process.ExitCode}\n{errors}");
        Assert.DoesNotContain("   at ", output + errors);
        Assert.DoesNotContain("Unhandled exception", errors);
        Assert.DoesNotContain("\u001b", output + errors);
        return new(process.ExitCode, output, errors);
    }
}
