using System.Runtime.InteropServices;

namespace PostpartumRun.Cli;

/// <summary>
/// Ctrl+C and its like: asks the command to stop where nothing is half-done, and ends the process when it takes too long over that, as
/// one that waits for standard input does.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Terminal _terminal;
    private readonly TimeSpan _patience;

    // Registered before anything begins: the command line's own handler begins with a command's first wait, and until then the
    // process would end at once and leave its temporary files behind.
    public Interruption(Terminal terminal, TimeSpan patience)
    {
        (_terminal, _patience) = (terminal, patience);
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_source.IsCancellationRequested)
            Exit();
        _ = Task.Delay(_patience).ContinueWith(_ => Exit(), TaskScheduler.Default);
        _source.Cancel();
    }

    private void Exit()
    {
        _terminal.Stopped();
        Environment.Exit(ExitCode.Stopped);
    }
}
