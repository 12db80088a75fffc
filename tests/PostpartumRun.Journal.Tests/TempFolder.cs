namespace PostpartumRun.Journal.Tests;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pprun-journal-").FullName;

    public string Log => System.IO.Path.Combine(Path, "pprun.db");

    public JournalStore Open(TimeProvider? clock = null) => JournalStore.Open(Path, clock ?? TimeProvider.System);

    /// <summary>A store that waits a second, and no longer, for another writer.</summary>
    public JournalStore OpenImpatient() => JournalStore.Open(Path, TimeProvider.System, TimeSpan.FromSeconds(1));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>A clock that stands where it was set.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
