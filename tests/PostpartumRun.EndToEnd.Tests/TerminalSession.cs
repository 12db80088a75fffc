using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>
/// The command at a pseudo-terminal, as somebody with nothing but a keyboard meets it: what it shows is waited for, and keys are pressed.
/// Standard output and standard error are one screen. The terminal is <c>script</c>'s, of util-linux.
/// </summary>
internal sealed partial class TerminalSession : IDisposable
{
    public const string Enter = "\r", Down = "\u001b[B", CtrlC = "\u0003";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly StringBuilder _screen = new();
    private readonly SemaphoreSlim _more = new(0);
    private readonly Task _reading;
    private int _seen;

    /// <summary>Begins a command.</summary>
    /// <param name="pprun">Whose folder and environment it runs in.</param>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="command">The command's arguments, none of which needs quoting.</param>
    public TerminalSession(PprunProcess pprun, int columns, string command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The pseudo-terminal is util-linux's.");
        _process = pprun.Start("script", ["-qec", $"stty cols {columns} rows 40; exec '{PprunProcess.Executable}' {command}", "/dev/null"]);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>All that was shown, without the sequences that steer a terminal.</summary>
    public string Shown
    {
        get
        {
            lock (_gate)
                return Steering().Replace(_screen.ToString(), "").Replace("\r", "", StringComparison.Ordinal);
        }
    }

    /// <summary>Waits until something new is shown, as words with any white space between them, and then presses keys.</summary>
    public TerminalSession On(string words, params string[] keys)
    {
        var pattern = new Regex(string.Join(@"\s+", words.Split(' ').Select(Regex.Escape)));
        var watch = Stopwatch.StartNew();
        Match match;
        while (!(match = pattern.Match(Shown, Math.Min(_seen, Shown.Length))).Success)
        {
            var left = _patience - watch.Elapsed;
            bool isMore = left > TimeSpan.Zero && _more.Wait(left) && !_reading.IsCompleted;
            Assert.True(isMore || pattern.IsMatch(Shown, Math.Min(_seen, Shown.Length)), $"'{words}' was not shown, but: {Shown}");
        }
        _seen = match.Index + match.Length;
        foreach (string key in keys)
            _process.StandardInput.Write(key);
        _process.StandardInput.Flush();
        return this;
    }

    /// <summary>Waits for the end, and gives the exit code.</summary>
    public int End()
    {
        Assert.True(_process.WaitForExit(_patience), $"It goes on: {Shown}");
        _reading.Wait();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _reading.Wait(_patience);
        _process.Dispose();
        _more.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[1024];
        int count;
        while ((count = await _process.StandardOutput.ReadAsync(buffer)) > 0)
        {
            lock (_gate)
                _screen.Append(buffer, 0, count);
            _more.Release();
        }
        _more.Release();
    }

    [GeneratedRegex(@"\x1b(?:\[[0-?]*[ -/]*[@-~]|[=>78]|\][^\x07]*\x07|[()][A-Z0-9])")]
    private static partial Regex Steering();
}
