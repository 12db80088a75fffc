using PostpartumRun.Fit;

namespace PostpartumRun.Import;

/// <summary>The files of a watched folder, and when each of them is to be imported.</summary>
internal sealed class FolderQueue(FolderOptions options, TimeProvider clock)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private sealed class Entry
    {
        public (long Length, DateTime Written) Stamp { get; set; }
        public DateTimeOffset Since { get; set; }
        public DateTimeOffset NotBefore { get; set; }
        public DateTimeOffset LookedAt { get; set; }
        public int Failures { get; set; }
        public bool IsDone { get; set; }
    }

    /// <summary>How many files are not done yet.</summary>
    public int Count { get; private set; }

    /// <summary>Takes note of the files that are there, and names those that are due, one after the other.</summary>
    public IEnumerable<string> FindDue(IEnumerable<string> paths)
    {
        var now = clock.GetUtcNow();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var due = new List<string>();
        foreach (string path in paths)
        {
            if (Stamp(path) is not { } stamp)
                continue;
            seen.Add(path);
            if (!_entries.TryGetValue(path, out var entry))
                _entries.Add(path, entry = new() { Stamp = stamp, Since = now });
            // What was done and is written to again is another file.
            if (entry.Stamp != stamp)
                (entry.Stamp, entry.Since, entry.Failures, entry.IsDone, entry.NotBefore) = (stamp, now, 0, false, default);
            entry.LookedAt = now;
            if (!entry.IsDone && now >= entry.NotBefore && IsDue(path, now - entry.Since))
                due.Add(path);
        }
        foreach (string gone in _entries.Keys.Where(path => !seen.Contains(path)).ToList())
            _entries.Remove(gone);
        Count = _entries.Values.Count(entry => !entry.IsDone);
        return due;
    }

    /// <summary>A file is done with, until it changes.</summary>
    public void Finish(string path)
    {
        if (_entries.TryGetValue(path, out var entry))
            entry.IsDone = true;
        Count = _entries.Values.Count(one => !one.IsDone);
    }

    /// <summary>A file is to be tried again, later each time.</summary>
    /// <returns>How much later.</returns>
    public TimeSpan Delay(string path)
    {
        if (!_entries.TryGetValue(path, out var entry))
            return options.Retry;
        var wait = TimeSpan.FromTicks(Math.Min(options.LongestRetry.Ticks, options.Retry.Ticks << Math.Min(entry.Failures++, 20)));
        entry.NotBefore = clock.GetUtcNow() + wait;
        return wait;
    }

    /// <summary>How long until a file may be due, or all are looked at anyway.</summary>
    public TimeSpan UntilNext()
    {
        var now = clock.GetUtcNow();
        var next = options.ScanEvery;
        foreach (var entry in _entries.Values.Where(entry => !entry.IsDone))
        {
            var at = entry.Since + options.Steady > entry.NotBefore ? entry.Since + options.Steady : entry.NotBefore;
            // One whose time came while others were imported is to be looked at now; one that was looked at since waits for a change.
            if (at > entry.LookedAt && at - now < next)
                next = at > now ? at - now : TimeSpan.Zero;
        }
        return next;
    }

    private bool IsDue(string path, TimeSpan unchanged) => unchanged >= options.GiveUp || (unchanged >= options.Steady && IsWhole(path));

    /// <summary>Whether a file's checksums are right; of an archive, whether it can have been written to its end.</summary>
    private static bool IsWhole(string path)
    {
        try
        {
            bool isAny = false;
            foreach (var input in InputReader.Read(path))
            {
                using (input)
                {
                    if (input.Error is not null)
                        return false;
                    var reader = new FitReader(input.Bytes);
                    while (reader.Read())
                    {
                    }
                    if (reader.Error is not null)
                        return false;
                    isAny = true;
                }
            }
            return isAny;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static (long Length, DateTime Written)? Stamp(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists ? (file.Length, file.LastWriteTimeUtc) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
