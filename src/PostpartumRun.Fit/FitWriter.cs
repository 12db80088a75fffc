using System.Buffers;
using System.Buffers.Binary;

namespace PostpartumRun.Fit;

/// <summary>
/// Writes a FIT file message by message: <see cref="Begin"/>, the fields in their order, <see cref="End"/>; then
/// <see cref="Complete"/> puts header and checksum around them. A layout that is still defined is not defined again, and of the sixteen that can
/// be, the one unused for longest gives way. One writer can write many files, and allocates only while its buffers grow.
/// </summary>
/// <remarks>
/// The size of a file stands in its header, so a file's data is kept until it is complete. Adding a 256th field to a message, or a field
/// behind its developer fields, or ending one that was not begun throws <see cref="InvalidOperationException"/>.
/// </remarks>
public sealed partial class FitWriter
{
    /// <summary>The version of the protocol that is written: 2.0, the first with developer fields and 64-bit types.</summary>
    public const byte ProtocolVersion = 0x20;

    private const int LocalTypeCount = 16;
    private const byte DefinitionFlag = 0x40;
    private const byte DeveloperFlag = 0x20;

    /// <summary>A field's number, size and type.</summary>
    private const int FieldDefinitionSize = 3;

    /// <summary>What stands before the fields in a layout: the message's number, and how many of the fields are no developer's.</summary>
    private const int LayoutHead = 3;

    /// <summary>What stands before the fields in a definition: its header, a reserved byte, the byte order, the message's number, how many fields.</summary>
    private const int DefinitionHead = 6;

    /// <summary>The file up to its end but for its checksum: room for the header, all messages, and the one that was begun.</summary>
    private readonly ByteList _file = new(1024);
    private readonly ByteList _fields = new(64);
    private readonly ByteList _developerFields = new(16);

    /// <summary>For each local type the layout that it stands for; empty where it stands for none.</summary>
    private readonly ByteList[] _layouts = [.. Enumerable.Range(0, LocalTypeCount).Select(_ => new ByteList(64))];

    /// <summary>For each local type when it was last used, in messages; 0 where it stands for nothing.</summary>
    private readonly int[] _used = new int[LocalTypeCount];
    private readonly ushort _profileVersion;
    private int _messages;

    /// <summary>Where the message that was begun, or the next one, stands in the file: its header's byte, and its data behind it.</summary>
    private int _message = FitHeader.SizeWithCrc;
    private ushort _number;

    /// <summary>A writer of files that follow a version of the profile.</summary>
    /// <param name="isBigEndian">Whether values are stored with their highest byte first.</param>
    /// <param name="profileVersion">The profile's version, as in <see cref="FitHeader.ProfileVersion"/>.</param>
    public FitWriter(bool isBigEndian = false, ushort profileVersion = 21217) => (IsBigEndian, _profileVersion) = (isBigEndian, profileVersion);

    /// <summary>Whether values are stored with their highest byte first.</summary>
    public bool IsBigEndian { get; }

    /// <summary>Begins a message of a global number. What was begun and not ended is forgotten.</summary>
    public FitWriter Begin(ushort number)
    {
        _number = number;
        _file.Resize(_message + 1);
        _fields.Clear();
        _developerFields.Clear();
        _timestampField = -1;
        return this;
    }

    /// <summary>Adds a field that holds one whole number.</summary>
    /// <param name="number">The field's number.</param>
    /// <param name="type">A type other than strings and floating point.</param>
    /// <param name="value">The raw value; one that the type is too narrow for loses its upper bits. Null is the invalid value.</param>
    public FitWriter Integer(byte number, FitBaseType type, long? value)
    {
        AddField(number, type, type.Size());
        PutBits(type.Size(), value is { } known ? (ulong)known : type.Invalid());
        return this;
    }

    /// <summary>Adds a field that holds several whole numbers.</summary>
    /// <exception cref="ArgumentException">They take more than 255 bytes.</exception>
    public FitWriter Integers(byte number, FitBaseType type, params ReadOnlySpan<long> values)
    {
        AddField(number, type, values.Length * type.Size());
        foreach (long value in values)
            PutBits(type.Size(), (ulong)value);
        return this;
    }

    /// <summary>Adds a field that holds one floating-point number, of either width.</summary>
    public FitWriter Real(byte number, FitBaseType type, double value)
    {
        AddField(number, type, type.Size());
        PutBits(type.Size(), type == FitBaseType.Float32 ? BitConverter.SingleToUInt32Bits((float)value) : BitConverter.DoubleToUInt64Bits(value));
        return this;
    }

    /// <summary>
    /// Adds a text of at most so many bytes, its closing zero included: cut at the end of a character where it is longer, and no
    /// longer than it needs where it is shorter.
    /// </summary>
    /// <param name="number">The field's number.</param>
    /// <param name="text">The text; what it holds from a zero character on is left out.</param>
    /// <param name="maxBytes">1 to 255.</param>
    public FitWriter Text(byte number, ReadOnlySpan<char> text, int maxBytes = byte.MaxValue)
    {
        RequireSize(maxBytes);
        Span<byte> bytes = stackalloc byte[byte.MaxValue];
        int length = FitText.Encode(text, bytes[..(maxBytes - 1)]).Length;
        bytes[length] = 0;
        return Bytes(number, FitBaseType.String, bytes[..(length + 1)]);
    }

    /// <summary>Adds a text as <see cref="Text"/> does, filled up with zeros to its full size, so that the layout is the same for any text.</summary>
    /// <param name="number">The field's number.</param>
    /// <param name="text">The text; what it holds from a zero character on is left out.</param>
    /// <param name="bytes">1 to 255.</param>
    public FitWriter FixedText(byte number, ReadOnlySpan<char> text, int bytes)
    {
        var field = TextField(number, bytes);
        int length = FitText.Encode(text, field[..^1]).Length;
        field[length..].Clear();
        return this;
    }

    /// <summary>The same of a text that is in UTF-8 already.</summary>
    public FitWriter FixedText(byte number, ReadOnlySpan<byte> text, int bytes)
    {
        var field = TextField(number, bytes);
        var kept = FitText.Cut(text, bytes - 1);
        kept.CopyTo(field);
        field[kept.Length..].Clear();
        return this;
    }

    private Span<byte> TextField(byte number, int bytes)
    {
        RequireSize(bytes);
        AddField(number, FitBaseType.String, bytes);
        return _file.Take(bytes);
    }

    private static void RequireSize(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, byte.MaxValue);
    }

    /// <summary>Adds a field by its bytes, which are already in the file's order.</summary>
    /// <exception cref="ArgumentException">More than 255 bytes.</exception>
    public FitWriter Bytes(byte number, FitBaseType type, ReadOnlySpan<byte> bytes)
    {
        AddField(number, type, bytes.Length);
        _file.Write(bytes);
        return this;
    }

    /// <summary>Adds a developer field by its bytes. Developer fields come after all others.</summary>
    /// <exception cref="ArgumentException">More than 255 bytes.</exception>
    public FitWriter DeveloperBytes(byte number, byte developerIndex, ReadOnlySpan<byte> bytes)
    {
        Check(_developerFields, bytes.Length);
        AddTo(_developerFields, number, (byte)bytes.Length, developerIndex);
        _file.Write(bytes);
        return this;
    }

    /// <summary>Ends the message, and defines its layout before it where need be.</summary>
    /// <param name="compressTimestamp">
    /// Whether its time (field 253) may stand in its header, which takes four bytes less. It does where it is no earlier than the last message's
    /// that has one, and less than 32 s later. Worth its second definition for messages that come by the hundreds, as records do.
    /// </param>
    public void End(bool compressTimestamp = false)
    {
        if (_file.Count <= _message)
            throw new InvalidOperationException("No message was begun.");
        bool isCompressed = TakeTimestamp(compressTimestamp);
        int localType = Find(isCompressed ? CompressedLocalTypeCount : LocalTypeCount, out bool isDefined);
        if (!isDefined)
            Define(localType);
        _used[localType] = ++_messages;
        _file[_message] = isCompressed ? CompressedHeader(localType) : (byte)localType;
        _message = _file.Count;
    }

    /// <summary>Writes the file with all messages since the last one, and begins another.</summary>
    /// <returns>The file's size in bytes.</returns>
    public int Complete(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        int dataSize = _message - FitHeader.SizeWithCrc;
        _file.Resize(_message);
        new FitHeader(FitHeader.SizeWithCrc, ProtocolVersion, _profileVersion, (uint)dataSize).Write(_file.Written);
        // The header ends with its own checksum, and any bytes with theirs behind them sum to 0.
        ushort crc = FitCrc.Compute(_file.Written[FitHeader.SizeWithCrc..]);
        BinaryPrimitives.WriteUInt16LittleEndian(_file.Take(sizeof(ushort)), crc);
        target.Write(_file.Written);
        int size = _file.Count;
        _message = FitHeader.SizeWithCrc;
        _file.Resize(_message);
        foreach (var layout in _layouts)
            layout.Clear();
        _used.AsSpan().Clear();
        _messages = 0;
        _lastTimestamp = null;
        return size;
    }

    private void AddField(byte number, FitBaseType type, int size)
    {
        if (_developerFields.Count > 0)
            throw new InvalidOperationException("Developer fields come after all others.");
        Check(_fields, size);
        if (number == MessageDefinition.TimestampField && type == FitBaseType.UInt32 && size == sizeof(uint) && _timestampField < 0)
            (_timestampField, _timestampData) = (_fields.Count, _file.Count);
        AddTo(_fields, number, (byte)size, (byte)type);
    }

    private static void AddTo(ByteList fields, byte number, byte size, byte typeOrDeveloper) =>
        fields.Put((uint)(number | (size << 8) | (typeOrDeveloper << 16)), FieldDefinitionSize);

    private static void Check(ByteList fields, int size)
    {
        if (fields.Count == FieldDefinitionSize * byte.MaxValue || size > byte.MaxValue)
            Refuse(size);
    }

    private static void Refuse(int size) => throw (size > byte.MaxValue
        ? new ArgumentException($"A field holds at most {byte.MaxValue} bytes, not {size}.")
        : new InvalidOperationException($"A message holds at most {byte.MaxValue} fields, and as many of developers."));

    private void PutBits(int size, ulong bits) =>
        _file.Put(IsBigEndian ? BinaryPrimitives.ReverseEndianness(bits << (64 - (8 * size))) : bits, size);

    /// <summary>
    /// The local type of this message's layout, one of so many; where it is not defined the one to define it as: the first that stands for
    /// nothing, or else the one that was not used for longest.
    /// </summary>
    private int Find(int localTypes, out bool isDefined)
    {
        int oldest = 0;
        for (int i = 0; i < localTypes; i++)
        {
            isDefined = Matches(_layouts[i].Written);
            if (isDefined || _used[i] == 0)
                return i;
            if (_used[i] < _used[oldest])
                oldest = i;
        }
        isDefined = false;
        return oldest;
    }

    private bool Matches(ReadOnlySpan<byte> layout) =>
        layout.Length == LayoutSize
        && BinaryPrimitives.ReadUInt16LittleEndian(layout) == _number
        && layout[2] == FieldCount
        && layout[LayoutHead..].StartsWith(_fields.Written)
        && layout[(LayoutHead + _fields.Count)..].SequenceEqual(_developerFields.Written);

    private int LayoutSize => LayoutHead + _fields.Count + _developerFields.Count;

    private byte FieldCount => (byte)(_fields.Count / FieldDefinitionSize);

    /// <summary>Defines this message's layout as a local type, in front of the message.</summary>
    private void Define(int localType)
    {
        _layouts[localType].Clear();
        var layout = _layouts[localType].Take(LayoutSize);
        BinaryPrimitives.WriteUInt16LittleEndian(layout, _number);
        layout[2] = FieldCount;
        _fields.Written.CopyTo(layout[LayoutHead..]);
        _developerFields.Written.CopyTo(layout[(LayoutHead + _fields.Count)..]);

        bool hasDeveloperFields = _developerFields.Count > 0;
        int size = DefinitionHead + _fields.Count + (hasDeveloperFields ? 1 + _developerFields.Count : 0);
        var definition = _file.Insert(_message, size);
        definition[0] = (byte)(DefinitionFlag | (hasDeveloperFields ? DeveloperFlag : 0) | localType);
        definition[1] = 0;
        definition[2] = IsBigEndian ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(definition[3..], IsBigEndian ? BinaryPrimitives.ReverseEndianness(_number) : _number);
        definition[5] = FieldCount;
        _fields.Written.CopyTo(definition[DefinitionHead..]);
        if (hasDeveloperFields)
        {
            var developers = definition[(DefinitionHead + _fields.Count)..];
            developers[0] = (byte)(_developerFields.Count / FieldDefinitionSize);
            _developerFields.Written.CopyTo(developers[1..]);
        }
        _message += size;
    }
}
