using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

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

    /// <summary>What a developer's field has above the three bytes that define it.</summary>
    private const uint DeveloperField = 1 << 24;

    /// <summary>What stands before the fields in a definition: its header, a reserved byte, the byte order, the message's number, how many fields.</summary>
    private const int DefinitionHead = 6;

    /// <summary>The file up to its end but for its checksum: room for the header, all messages, and the one that was begun.</summary>
    private readonly ByteList _file = new(1024);

    /// <summary>The fields of the message that was begun, in three bytes as they are defined: number, size, and type or developer.</summary>
    private readonly uint[] _fields = new uint[2 * byte.MaxValue];
    private readonly LocalType[] _localTypes = [.. Enumerable.Range(0, LocalTypeCount).Select(_ => new LocalType())];
    private readonly ushort _profileVersion;
    private int _messages;

    /// <summary>Where the message that was begun, or the next one, stands in the file: its header's byte, and its data behind it.</summary>
    private int _message = FitHeader.SizeWithCrc;
    private ushort _number;

    /// <summary>How many fields it has, and how many of them, which come last, are developers'.</summary>
    private int _fieldCount;
    private int _developerFieldCount;

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
        _fieldCount = 0;
        _developerFieldCount = 0;
        _timestampField = -1;
        return this;
    }

    private ReadOnlySpan<uint> Fields => _fields.AsSpan(0, _fieldCount);

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
        FitText.Encode(text, FixedText(number, bytes)[..^1]);
        return this;
    }

    /// <summary>The same of a text that is in UTF-8 already.</summary>
    public FitWriter FixedText(byte number, ReadOnlySpan<byte> text, int bytes)
    {
        FitText.Cut(text, bytes - 1).CopyTo(FixedText(number, bytes));
        return this;
    }

    /// <summary>Adds an empty text of a fixed size. It can be filled up to its last byte, which stays zero, before anything else is added.</summary>
    /// <param name="number">The field's number.</param>
    /// <param name="bytes">1 to 255.</param>
    public Span<byte> FixedText(byte number, int bytes)
    {
        RequireSize(bytes);
        AddField(number, FitBaseType.String, bytes);
        var field = _file.Take(bytes);
        field.Clear();
        return field;
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
        if (_developerFieldCount == byte.MaxValue || bytes.Length > byte.MaxValue)
            Refuse(bytes.Length);
        _fields[_fieldCount++] = Defined(number, bytes.Length, developerIndex) | DeveloperField;
        _developerFieldCount++;
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
        _localTypes[localType].LastUsed = ++_messages;
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
        foreach (var localType in _localTypes)
            localType.LastUsed = 0;
        _messages = 0;
        _lastTimestamp = null;
        return size;
    }

    private void AddField(byte number, FitBaseType type, int size)
    {
        if (_developerFieldCount > 0 || _fieldCount == byte.MaxValue || size > byte.MaxValue)
            Refuse(size);
        if (number == MessageDefinition.TimestampField && type == FitBaseType.UInt32 && size == sizeof(uint) && _timestampField < 0)
            (_timestampField, _timestampData) = (_fieldCount, _file.Count);
        _fields[_fieldCount++] = Defined(number, size, (byte)type);
    }

    private static uint Defined(byte number, int size, byte typeOrDeveloper) => (uint)(number | (size << 8) | (typeOrDeveloper << 16));

    [DoesNotReturn]
    private void Refuse(int size) => throw (size > byte.MaxValue
        ? new ArgumentException($"A field holds at most {byte.MaxValue} bytes, not {size}.")
        : new InvalidOperationException(_developerFieldCount is > 0 and < byte.MaxValue
            ? "Developer fields come after all others."
            : $"A message holds at most {byte.MaxValue} fields, and as many of developers."));

    private void PutBits(int size, ulong bits) =>
        _file.Put(IsBigEndian ? BinaryPrimitives.ReverseEndianness(bits << (64 - (8 * size))) : bits, size);

    /// <summary>
    /// The local type of this message's layout, one of so many; where it is not defined the one to define it as: the first that stands for
    /// nothing, or else the one that was not used for longest.
    /// </summary>
    private int Find(int localTypes, out bool isDefined)
    {
        isDefined = false;
        int oldest = 0;
        for (int i = 0; i < localTypes; i++)
        {
            var localType = _localTypes[i];
            if (localType.LastUsed == 0)
                return i;
            isDefined = localType.Number == _number && Fields.SequenceEqual(CollectionsMarshal.AsSpan(localType.Fields));
            if (isDefined)
                return i;
            if (localType.LastUsed < _localTypes[oldest].LastUsed)
                oldest = i;
        }
        return oldest;
    }

    /// <summary>Defines this message's layout as a local type, in front of the message.</summary>
    private void Define(int index)
    {
        var localType = _localTypes[index];
        localType.Number = _number;
        localType.Fields.Clear();
        localType.Fields.AddRange(Fields);

        bool hasDeveloperFields = _developerFieldCount > 0;
        var fields = Fields[..^_developerFieldCount];
        int size = DefinitionHead + (fields.Length * FieldDefinitionSize);
        var definition = _file.Insert(_message, size + (hasDeveloperFields ? 1 + (_developerFieldCount * FieldDefinitionSize) : 0));
        definition[0] = (byte)(DefinitionFlag | (hasDeveloperFields ? DeveloperFlag : 0) | index);
        definition[1] = 0;
        definition[2] = IsBigEndian ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(definition[3..], IsBigEndian ? BinaryPrimitives.ReverseEndianness(_number) : _number);
        definition[5] = (byte)fields.Length;
        Put(fields, definition[DefinitionHead..]);
        if (hasDeveloperFields)
        {
            definition[size] = (byte)_developerFieldCount;
            Put(Fields[fields.Length..], definition[(size + 1)..]);
        }
        _message += definition.Length;
    }

    private static void Put(ReadOnlySpan<uint> fields, Span<byte> definitions)
    {
        foreach (uint field in fields)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(definitions, (ushort)field);
            definitions[2] = (byte)(field >> 16);
            definitions = definitions[FieldDefinitionSize..];
        }
    }

    /// <summary>What a local type stands for.</summary>
    private sealed class LocalType
    {
        public ushort Number { get; set; }

        public List<uint> Fields { get; } = [];

        /// <summary>When it was last used, in messages; 0 where it stands for nothing.</summary>
        public int LastUsed { get; set; }
    }
}
