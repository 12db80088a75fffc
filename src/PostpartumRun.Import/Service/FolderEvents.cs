using System.Threading.Channels;

namespace PostpartumRun.Import;

/// <summary>
/// The system's events of a folder and all below it. They only wake whoever waits: events get lost, and a folder that is mounted over,
/// unmounted or made anew tells nothing more to those who listened to the one before.
/// </summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderEvents(string folder) : IDisposable
{
    private readonly Channel<bool> _woken =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private FileSystemWatcher? _watcher;
    private FolderIdentity? _watched;
    private volatile bool _isBroken;

    /// <summary>Listens to the folder that is there now, where it does not yet.</summary>
    /// <returns>The folder that is there; null for none.</returns>
    public FolderIdentity? Listen()
    {
        var here = FolderIdentity.Of(folder);
        if (here is not null && here == _watched && !_isBroken)
            return here;
        Dispose();
        if (here is not null && Begin())
            _watched = here;
        return here;
    }

    /// <summary>Until something happens in the folder.</summary>
    public async Task WaitAsync(CancellationToken cancellation) => await _woken.Reader.ReadAsync(cancellation).ConfigureAwait(false);

    /// <summary>Listens no longer, until it is told to again.</summary>
    public void Dispose()
    {
        _watcher?.Dispose();
        (_watcher, _watched, _isBroken) = (null, null, false);
    }

    private bool Begin()
    {
        try
        {
            _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            _watcher.Created += (_, _) => Wake();
            _watcher.Changed += (_, _) => Wake();
            _watcher.Renamed += (_, _) => Wake();
            _watcher.Error += (_, _) => _isBroken = true;
            _watcher.EnableRaisingEvents = true;
            return true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // Without events, there are the looks.
            _watcher?.Dispose();
            _watcher = null;
            return false;
        }
    }

    private void Wake() => _woken.Writer.TryWrite(true);
}
