using System.Runtime.InteropServices;

namespace PostpartumRun.Fit;

/// <summary>
/// What a <see cref="FitReader"/> carries from one chunk of a file to the next, and what it has compiled. One that is used again
/// (after <see cref="Reset"/>) reads files of known layouts without allocating. Not for two readers at once.
/// </summary>
public sealed class FitReaderState
{
    /// <summary>How many layouts are kept; files of a dozen makers together have fewer, and a hostile file shall not fill the memory.</summary>
    public const int MaxLayouts = 512;

    /// <summary>Data messages have one of the headers 0 to 63; the lower four bits are the local type, the other two have no meaning.</summary>
    private const int HeaderCount = 64;

    private const int LocalTypeCount = 16;

    private readonly Func<ushort, bool> _wants;
    private readonly List<MessageDefinition> _layouts = [];

    /// <summary>Hashes of the layouts' bytes, each at its layout's place: hostile files define anew all the time.</summary>
    private readonly List<int> _hashes = [];

    /// <summary>A state of readers that stop at every message.</summary>
    public FitReaderState()
        : this(_ => true)
    {
    }

    /// <summary>A state of readers that pass over messages that nobody asks for.</summary>
    /// <param name="wants">Whether to stop at messages of this number; has to answer the same each time.</param>
    public FitReaderState(Func<ushort, bool> wants)
    {
        ArgumentNullException.ThrowIfNull(wants);
        _wants = wants;
    }

    /// <summary>For each header byte the definition of the plain data messages that have it; null for all other headers.</summary>
    internal MessageDefinition?[] ByHeader { get; } = new MessageDefinition?[256];

    internal ReadingPhase Phase { get; set; }

    internal long Offset { get; set; }

    internal long FileStart { get; set; }

    internal long DataEnd { get; set; }

    internal ushort Crc { get; set; }

    internal uint LastTimestamp { get; set; }

    /// <summary>The two kinds of messages that came last.</summary>
    internal MessageKind Kind { get; set; } = MessageKind.None;

    internal MessageKind OtherKind { get; set; } = MessageKind.None;

    /// <summary>The header of the file that is being read.</summary>
    public FitHeader Header { get; internal set; }

    /// <summary>How many files have been begun: more than one in a chained file.</summary>
    public int FileCount { get; private set; }

    /// <summary>The first damage that was found; null as long as all is well.</summary>
    public FitError? Error { get; private set; }

    /// <summary>
    /// The first damage of the file of a chain that is being read, until the next one begins; behind the last one, that what follows is none.
    /// Null as long as all is well with it.
    /// </summary>
    public FitError? FileError { get; private set; }

    /// <summary>Whether the checksum of any file so far was wrong.</summary>
    public bool HasCrcMismatch { get; private set; }

    /// <summary>Whether nothing more can be read: all was, or what follows is not FIT.</summary>
    public bool IsEnded => Phase == ReadingPhase.Ended;

    /// <summary>Makes it ready for the beginning of another input; what was compiled is kept.</summary>
    public void Reset()
    {
        BeginFile(0);
        Offset = 0;
        FileCount = 0;
        Header = default;
        Error = null;
        FileError = null;
        HasCrcMismatch = false;
    }

    internal void BeginFile(long offset)
    {
        ByHeader.AsSpan(0, HeaderCount).Clear();
        Phase = ReadingPhase.Header;
        FileStart = offset;
        DataEnd = 0;
        Crc = 0;
        LastTimestamp = 0;
        (Kind, OtherKind) = (MessageKind.None, MessageKind.None);
    }

    internal void CountFile()
    {
        FileCount++;
        FileError = null;
    }

    internal void SetLocalType(int localType, MessageDefinition definition)
    {
        for (int header = localType; header < HeaderCount; header += LocalTypeCount)
            ByHeader[header] = definition;
    }

    internal void Report(FitErrorCode code, long offset)
    {
        var error = new FitError(code, offset);
        Error ??= error;
        // What follows a file is not its own damage, which has been told at its end.
        FileError = code == FitErrorCode.TrailingData ? error : FileError ?? error;
        HasCrcMismatch |= code == FitErrorCode.CrcMismatch;
    }

    internal MessageDefinition Define(ReadOnlySpan<byte> bytes)
    {
        // Some files say the same again before each message.
        if (ByHeader[bytes[0] & (LocalTypeCount - 1)] is { } current && current.IsCompiledFrom(bytes))
            return current;
        int hash = MessageDefinition.Hash(bytes);
        var hashes = CollectionsMarshal.AsSpan(_hashes);
        for (int i = 0; i < hashes.Length; i++)
        {
            int skipped = hashes[i..].IndexOf(hash);
            if (skipped < 0)
                break;
            i += skipped;
            if (_layouts[i].IsCompiledFrom(bytes))
                return _layouts[i];
        }
        if (_layouts.Count == MaxLayouts)
        {
            _layouts.Clear();
            _hashes.Clear();
        }
        var compiled = MessageDefinition.Compile(bytes, _layouts.Count, _wants);
        _layouts.Add(compiled);
        _hashes.Add(hash);
        return compiled;
    }
}

/// <summary>What a reader expects next.</summary>
internal enum ReadingPhase : byte
{
    Header,
    Data,
    Crc,
    Ended,
}
