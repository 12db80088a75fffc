namespace PostpartumRun.Import;

/// <summary>Lets so many bytes in at a time, for one who enters; a single larger load goes in when nothing else is inside.</summary>
internal sealed class ByteGate(long most)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiting;
    private long _inside;

    public void Enter(long bytes, CancellationToken cancellation)
    {
        while (true)
        {
            Task wait;
            lock (_lock)
            {
                if (_inside == 0 || _inside + bytes <= most)
                {
                    _inside += bytes;
                    return;
                }
                _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = _waiting.Task;
            }
            wait.Wait(cancellation);
        }
    }

    public void Leave(long bytes)
    {
        lock (_lock)
        {
            _inside -= bytes;
            _waiting?.TrySetResult();
            _waiting = null;
        }
    }
}
