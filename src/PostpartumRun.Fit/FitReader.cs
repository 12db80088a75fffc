using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PostpartumRun.Fit;

/// <summary>What a <see cref="FitReader"/> stands on.</summary>
public enum FitToken : byte
{
    /// <summary>Nothing yet, or no more.</summary>
    None,

    /// <summary>The header of a file: the first one, or the next in a chain.</summary>
    FileHeader,

    /// <summary>A message definition.</summary>
    Definition,

    /// <summary>A data message.</summary>
    Message,

    /// <summary>The end of a file, its CRC checked.</summary>
    FileEnd,
}

/// <summary>
/// Reads FIT from memory, front to back: the one place that knows the protocol's grammar, for whole files and for chunks of them.
/// It never throws on what it reads: damage ends the reading and stands in <see cref="Error"/>, and all before it has been read. A wrong
/// checksum ends nothing, since the messages of the file have been read by then.
/// </summary>
/// <remarks>
/// A chunk need not end where a message does: read until <see cref="Read"/> returns false, call <see cref="Suspend"/>, and begin the next
/// chunk with the bytes that were not consumed.
/// </remarks>
public ref partial struct FitReader
{
    private const byte CompressedFlag = 0x80;
    private const byte DefinitionFlag = 0x40;
    private const int CrcSize = 2;
    private const int Undefined = -1;

    /// <summary>Where the data of a file ends that does not say so: behind all there can be, and where distances to it are still numbers.</summary>
    private const long Never = long.MaxValue / 2;

    /// <summary>How many bytes are read before they are added to the checksum: they are still near the processor then, and need not be fetched twice.</summary>
    private const int Window = 32 * 1024;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly bool _isLast;
    private readonly FitReaderState _state;
    private readonly long _origin;

    /// <summary>The chunk up to the end of the window, or of what can be messages in it; empty where something else comes next.</summary>
    private ReadOnlySpan<byte> _messages;
    private MessageDefinition? _definition;
    private int _position;
    private int _crcFrom;
    private int _start;

    /// <summary>Up to where messages are known to be of <see cref="_kind"/>, and need no look at their headers; 0 for nowhere.</summary>
    private int _runEnd;

    /// <summary>The two kinds of messages that came last. Watches write them in long runs, or by turns.</summary>
    private MessageKind _kind;
    private MessageKind _otherKind;
    private uint _lastTimestamp;

    /// <summary>A reader of a whole input.</summary>
    public FitReader(ReadOnlySpan<byte> bytes)
        : this(bytes, isLast: true, new FitReaderState())
    {
    }

    /// <summary>A reader of one chunk.</summary>
    /// <param name="bytes">What the last chunk left over, and what follows it.</param>
    /// <param name="isLast">Whether nothing follows this chunk.</param>
    /// <param name="state">What the last chunk's reader left, or a new or reset state for the first.</param>
    public FitReader(ReadOnlySpan<byte> bytes, bool isLast, FitReaderState state)
        : this(bytes, 0, isLast, state)
    {
    }

    /// <summary>A reader of one chunk with bytes before it that were read, or are of no meaning: some fields are quicker to read so.</summary>
    internal FitReader(ReadOnlySpan<byte> bytes, int from, bool isLast, FitReaderState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _bytes = bytes;
        _isLast = isLast;
        _state = state;
        _origin = state.Offset - from;
        _position = from;
        _crcFrom = from;
        _lastTimestamp = state.LastTimestamp;
        (_kind, _otherKind) = (state.Kind, state.OtherKind);
        SetLimit();
    }

    /// <summary>What the reader stands on.</summary>
    public FitToken Token { get; private set; }

    /// <summary>The first damage that was found; null as long as all is well.</summary>
    public readonly FitError? Error => _state.Error;

    /// <summary>The first damage of the file of a chain that is being read, as <see cref="FitReaderState.FileError"/> has it.</summary>
    public readonly FitError? FileError => _state.FileError;

    /// <summary>The header of the file that is being read.</summary>
    public readonly FitHeader Header => _state.Header;

    /// <summary>How many files have been begun: more than one in a chained file.</summary>
    public readonly int FileCount => _state.FileCount;

    /// <summary>Where what the reader stands on begins, in bytes from the input's first.</summary>
    public readonly long Offset => _origin + _start;

    /// <summary>The message that the reader stands on. Only on a <see cref="FitToken.Message"/>.</summary>
    public readonly FitMessage Message => new(_definition!, _bytes[.._position], Offset, _lastTimestamp, IsCompressed);

    /// <summary>The definition of the message that the reader stands on, or the definition itself.</summary>
    public readonly MessageDefinition Definition => _definition!;

    private readonly bool IsCompressed => (_bytes[_start] & CompressedFlag) != 0;

    /// <summary>Goes on to the next part. False at the end of the chunk, or of all that can be read.</summary>
    /// <remarks>
    /// Where a message ends is known only from its header, which is where the one before it ends: looking each up in a row is what takes the time.
    /// The processor is left to guess which of the last two kinds comes next instead, and goes on while it looks. Where one kind follows itself,
    /// the run's end is looked for at once.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read()
    {
        int start = _position;
        if (start < _runEnd)
            return StandOn(start, _kind.Size);
        if ((uint)start >= (uint)_messages.Length)
            return ReadOther();
        int header = _messages[start];
        if (header == _kind.Header)
            return (_definition == _kind.Definition ? EnterRun(start) : Enter(_kind, start)) || ReadOther();
        return (header == _otherKind.Header && Enter(_otherKind, start)) || ReadOther();
    }

    /// <summary>Ends the chunk, and returns how many of its bytes were consumed; the rest belongs in front of the next one.</summary>
    public int Suspend()
    {
        AddToCrc();
        _state.Offset = _origin + _position;
        _state.LastTimestamp = _lastTimestamp;
        (_state.Kind, _state.OtherKind) = (_kind, _otherKind);
        return _position;
    }

    /// <summary>Stands on a message of a kind. False when the chunk ends within it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Enter(in MessageKind kind, int start)
    {
        if (kind.Size >= _messages.Length - start)
            return false;
        _definition = kind.Definition;
        Token = FitToken.Message;
        if (kind.TimestampOffset >= 0)
        {
            uint time = BinaryPrimitives.ReadUInt32LittleEndian(_messages.Slice(start + 1 + kind.TimestampOffset, sizeof(uint)));
            if (time != FitTime.Invalid)
                _lastTimestamp = time;
        }
        return StandOn(start, kind.Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool StandOn(int start, int size)
    {
        _start = start;
        _position = start + 1 + size;
        return true;
    }

    /// <summary>Reads what is no message of the last kinds in a copy: whose address nobody takes, that one's parts can stay in the processor's registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ReadOther()
    {
        var copy = this;
        bool hasRead = copy.ReadByPhase();
        this = copy;
        return hasRead;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ReadByPhase()
    {
        Token = FitToken.None;
        return _state.Phase switch
        {
            ReadingPhase.Header => ReadHeader(),
            ReadingPhase.Data => ReadData(),
            ReadingPhase.Crc => ReadCrc(),
            _ => false,
        };
    }

    private bool ReadHeader()
    {
        var rest = _bytes[_position..];
        bool isFirst = _state.FileCount == 0;
        if (rest.IsEmpty)
        {
            if (_isLast)
                End(isFirst ? FitErrorCode.Empty : null, _position);
            return false;
        }
        if (!FitHeader.TryRead(rest, out var header, out bool isCrcValid))
        {
            if (!FitHeader.CanBegin(rest))
                End(isFirst ? FitErrorCode.NotFit : FitErrorCode.TrailingData, _position);
            else if (_isLast)
                End(rest.Length < FitHeader.MinSize && isFirst ? FitErrorCode.NotFit : FitErrorCode.Truncated, _position);
            return false;
        }
        int emptySize = header.Size + CrcSize;
        if (header.DataSize == 0 && !_isLast && rest.Length < emptySize + FitHeader.MinSize)
            return false;
        long offset = _origin + _position;
        BeginFile(offset);
        _state.Header = header;
        _state.CountFile();
        _state.Phase = ReadingPhase.Data;
        // A file without data has nothing but its CRC behind the header; with more there, the device never came to fill in the size.
        bool isUnfinished = header.DataSize == 0 && rest.Length > emptySize && !FitHeader.CanBegin(rest[emptySize..]);
        _state.DataEnd = isUnfinished ? Never : offset + header.Size + header.DataSize;
        if (isUnfinished)
            _state.Report(FitErrorCode.Unfinished, offset);
        if (!isCrcValid)
            _state.Report(FitErrorCode.HeaderCrcMismatch, offset);
        _crcFrom = _position;
        Advance(header.Size, FitToken.FileHeader);
        SetLimit();
        return true;
    }

    private void BeginFile(long offset)
    {
        _state.BeginFile(offset);
        (_kind, _otherKind) = (MessageKind.None, MessageKind.None);
        _lastTimestamp = 0;
    }

    private bool ReadData()
    {
        while (_origin + _position < _state.DataEnd)
        {
            var rest = _messages[_position..];
            int size = Measure(rest);
            if (size == Undefined)
            {
                End(FitErrorCode.UndefinedMessage, _position);
                return false;
            }
            if (size == 0 || size > rest.Length)
            {
                if (OpenWindow())
                    continue;
                return Starve();
            }
            byte header = rest[0];
            if (IsDefinition(header))
            {
                Define(rest[..size]);
                return true;
            }
            var definition = DefinitionOf(header)!;
            _definition = definition;
            Advance(size, FitToken.Message);
            bool isCompressed = (header & CompressedFlag) != 0;
            if (isCompressed)
                Decompress(header);
            else
                KeepTimestamp(definition);
            if (!definition.IsWanted)
                continue;
            if (!isCompressed && MessageKind.CanBe(definition))
                (_otherKind, _kind) = (_kind, new(header, definition));
            return true;
        }
        return ReadCrc();
    }

    /// <summary>The size of the message or definition that comes next; 0 as long as that cannot be told, <see cref="Undefined"/> where nothing has been said of it.</summary>
    private readonly int Measure(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
            return 0;
        if (IsDefinition(rest[0]))
            return MessageDefinition.Measure(rest);
        return DefinitionOf(rest[0]) is { } definition ? 1 + definition.Size : Undefined;
    }

    private static bool IsDefinition(byte header) => (header & (CompressedFlag | DefinitionFlag)) == DefinitionFlag;

    private readonly MessageDefinition? DefinitionOf(byte header) =>
        _state.ByHeader[(header & CompressedFlag) != 0 ? (header >> 5) & 0x03 : header];

    private void Define(ReadOnlySpan<byte> bytes)
    {
        _definition = _state.Define(bytes);
        _state.SetLocalType(bytes[0] & 0x0F, _definition);
        (_kind, _otherKind) = (MessageKind.None, MessageKind.None);
        Advance(bytes.Length, FitToken.Definition);
    }

    private bool ReadCrc()
    {
        AddToCrc();
        _state.Phase = ReadingPhase.Crc;
        var rest = _bytes[_position..];
        if (rest.Length < CrcSize)
        {
            if (_isLast)
                End(FitErrorCode.Truncated, _position);
            return false;
        }
        if (BinaryPrimitives.ReadUInt16LittleEndian(rest) != _state.Crc)
            _state.Report(FitErrorCode.CrcMismatch, _origin + _position);
        Advance(CrcSize, FitToken.FileEnd);
        BeginFile(_origin + _position);
        SetLimit();
        return true;
    }

    /// <summary>The chunk, or the data, ends within a message: more must come, or it is cut off.</summary>
    private bool Starve()
    {
        bool isCutByDataEnd = _origin + _bytes.Length >= _state.DataEnd;
        if (isCutByDataEnd || _isLast)
        {
            AddToCrc();
            End(FitErrorCode.Truncated, _position);
        }
        return false;
    }

    private void Advance(int size, FitToken token)
    {
        _start = _position;
        _position += size;
        Token = token;
    }

    private void End(FitErrorCode? code, int position)
    {
        if (code is { } known)
            _state.Report(known, _origin + position);
        _state.Phase = ReadingPhase.Ended;
        _messages = default;
    }

    /// <summary>The five bits of a compressed header are the time's lowest: the first such time not before the last one.</summary>
    private void Decompress(byte header) => _lastTimestamp += ((header & 0x1Fu) - _lastTimestamp) & 0x1F;

    private void KeepTimestamp(MessageDefinition definition)
    {
        if (definition.TimestampOffset >= 0 && Message.Timestamp is { } time)
            _lastTimestamp = time;
    }

    private void SetLimit() => _messages = _state.Phase == ReadingPhase.Data ? _bytes[..Math.Min(Limit, _position + Window)] : default;

    /// <summary>Where messages in the chunk end.</summary>
    private readonly int Limit => (int)Math.Min(_bytes.Length, _state.DataEnd - _origin);

    /// <summary>Goes on to the next window, and adds what was read to the checksum. False where the chunk, or the data, ends with this one.</summary>
    private bool OpenWindow()
    {
        int limit = Limit;
        if (_messages.Length == limit)
            return false;
        AddToCrc();
        _messages = _bytes[..Math.Min(limit, _messages.Length + Window)];
        return true;
    }

    private void AddToCrc()
    {
        if (_state.Phase != ReadingPhase.Data)
            return;
        _state.Crc = FitCrc.Compute(_bytes[_crcFrom.._position], _state.Crc);
        _crcFrom = _position;
    }
}
