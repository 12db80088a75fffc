namespace PostpartumRun.Import;

/// <summary>Something to import: a path, or bytes that came from elsewhere under a name.</summary>
public sealed class ImportSource
{
    private const int MostName = 200;

    private ImportSource(string name, Func<Stream>? open) => (Name, Open) = (name, open);

    /// <summary>The path, or the name.</summary>
    public string Name { get; }

    /// <summary>Opens the bytes, which can be sought in; null for a path.</summary>
    internal Func<Stream>? Open { get; }

    /// <summary>A file, as <see cref="FileSearch"/> finds it.</summary>
    public static ImportSource OfPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new(path, null);
    }

    /// <summary>
    /// Bytes that somebody sent. Their name is only told: no folder in it leads anywhere, and nothing is written under it.
    /// </summary>
    /// <param name="name">What the sender called them.</param>
    /// <param name="open">Opens them, once: a stream that can be sought in, and is disposed of.</param>
    public static ImportSource Sent(string name, Func<Stream> open)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(open);
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        string clean = string.Concat(last.Where(c => !char.IsControl(c))).Trim();
        return new(clean.Length is 0 ? "activity" : clean.Length <= MostName ? clean : clean[^MostName..], open);
    }
}
