using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace PostpartumRun.Fit;

/// <summary>
/// Writes a FIT file message by message: <see cref="Begin"/>, the fields in their order, <see cref="End"/>; then
/// <see cref="Complete"/> puts header and checksum around them. A layout that is still defined is not defined again, and of the sixteen that can
/// be, the one unused for longest gives way. One writer can write many files, and allocates only while its buffers grow.
/// </summary>
/// <remarks>
/// The size of a file stands in its header, so a file's data is kept until it is complete. Adding a 256th field to a message, or a field
/// behind its developer fields, throws <see cref="InvalidOperationException"/>.
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

    private readonly ByteList _data = new(1024);
    private readonly ByteList _message = new(256);
    private readonly ByteList _fields = new(64);
    private readonly ByteList _developerFields = new(16);

    /// <summary>For each local type the layout that it stands for; empty where it stands for none.</summary>
    private readonly ByteList[] _layouts = [.. Enumerable.Range(0, LocalTypeCount).Select(_ => new ByteList(64))];

    /// <summary>For each local type when it was last used, in messages; 0 where it stands for nothing.</summary>
    private readonly int[] _used = new int[LocalTypeCount];
    private readonly ushort _profileVersion;
    private int _messages;
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
        _message.Clear();
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
        Span<byte> bytes = stackalloc byte[byte.MaxValue];
        int length = Encode(text, bytes, maxBytes);
        return Bytes(number, FitBaseType.String, bytes[..length]);
    }

    /// <summary>Adds a text as <see cref="Text"/> does, filled up with zeros to its full size, so that the layout is the same for any text.</summary>
    /// <param name="number">The field's number.</param>
    /// <param name="text">The text; what it holds from a zero character on is left out.</param>
    /// <param name="bytes">1 to 255.</param>
    public FitWriter FixedText(byte number, ReadOnlySpan<char> text, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        AddField(number, FitBaseType.String, bytes);
        var field = _message.Take(bytes);
        field[Encode(text, field, bytes)..].Clear();
        return this;
    }

    /// <summary>Encodes as many whole characters as fit before a closing zero. Returns the length with it.</summary>
    private static int Encode(ReadOnlySpan<char> text, Span<byte> target, int maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBytes, byte.MaxValue);
        int end = text.IndexOf('\0');
        var whole = end < 0 ? text : text[..end];
        var room = target[..(maxBytes - 1)];
        // Nearly all texts are plain ASCII. The other way's status, which says that not all fitted or that a surrogate was alone, is no error here.
        if (Ascii.FromUtf16(whole, room, out int written) != OperationStatus.Done)
            Utf8.FromUtf16(whole, room, out _, out written);
        target[written] = 0;
        return written + 1;
    }

    /// <summary>Adds a field by its bytes, which are already in the file's order.</summary>
    /// <exception cref="ArgumentException">More than 255 bytes.</exception>
    public FitWriter Bytes(byte number, FitBaseType type, ReadOnlySpan<byte> bytes)
    {
        AddField(number, type, bytes.Length);
        _message.Write(bytes);
        return this;
    }

    /// <summary>Adds a developer field by its bytes. Developer fields come after all others.</summary>
    /// <exception cref="ArgumentException">More than 255 bytes.</exception>
    public FitWriter DeveloperBytes(byte number, byte developerIndex, ReadOnlySpan<byte> bytes)
    {
        Check(_developerFields, bytes.Length);
        AddTo(_developerFields, number, (byte)bytes.Length, developerIndex);
        _message.Write(bytes);
        return this;
    }

    /// <summary>Ends the message, and defines its layout before it where need be.</summary>
    /// <param name="compressTimestamp">
    /// Whether its time (field 253) may stand in its header, which takes four bytes less. It does where it is no earlier than the last message's
    /// that has one, and less than 32 s later. Worth its second definition for messages that come by the hundreds, as records do.
    /// </param>
    public void End(bool compressTimestamp = false)
    {
        bool isCompressed = TakeTimestamp(compressTimestamp);
        int localTypes = isCompressed ? CompressedLocalTypeCount : LocalTypeCount;
        int localType = Find(localTypes);
        if (localType < 0)
            localType = Define(localTypes);
        _used[localType] = ++_messages;
        var data = _data.Take(1 + _message.Count);
        data[0] = isCompressed ? CompressedHeader(localType) : (byte)localType;
        _message.Written.CopyTo(data[1..]);
    }

    /// <summary>Writes the file with all messages since the last one, and begins another.</summary>
    /// <returns>The file's size in bytes.</returns>
    public int Complete(IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Span<byte> header = stackalloc byte[FitHeader.SizeWithCrc];
        new FitHeader(FitHeader.SizeWithCrc, ProtocolVersion, _profileVersion, (uint)_data.Count).Write(header);
        ushort crc = FitCrc.Compute(_data.Written, FitCrc.Compute(header));
        target.Write(header);
        target.Write(_data.Written);
        target.Write([(byte)crc, (byte)(crc >> 8)]);
        int size = header.Length + _data.Count + sizeof(ushort);
        _data.Clear();
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
            (_timestampField, _timestampData) = (_fields.Count, _message.Count);
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
        _message.Put(IsBigEndian ? BinaryPrimitives.ReverseEndianness(bits << (64 - (8 * size))) : bits, size);

    /// <summary>The local type of this message's layout, one of so many, or -1.</summary>
    private int Find(int localTypes)
    {
        for (int i = 0; i < localTypes; i++)
        {
            if (Matches(_layouts[i].Written))
                return i;
        }
        return -1;
    }

    private bool Matches(ReadOnlySpan<byte> layout) =>
        layout.Length == LayoutSize
        && BinaryPrimitives.ReadUInt16LittleEndian(layout) == _number
        && layout[2] == FieldCount
        && layout[LayoutHead..].StartsWith(_fields.Written)
        && layout[(LayoutHead + _fields.Count)..].SequenceEqual(_developerFields.Written);

    private int LayoutSize => LayoutHead + _fields.Count + _developerFields.Count;

    private byte FieldCount => (byte)(_fields.Count / FieldDefinitionSize);

    /// <summary>Defines this message's layout as the one of so many local types that was not used for longest.</summary>
    private int Define(int localTypes)
    {
        int localType = 0;
        for (int i = 1; i < localTypes; i++)
        {
            if (_used[i] < _used[localType])
                localType = i;
        }
        _layouts[localType].Clear();
        var layout = _layouts[localType].Take(LayoutSize);
        BinaryPrimitives.WriteUInt16LittleEndian(layout, _number);
        layout[2] = FieldCount;
        _fields.Written.CopyTo(layout[LayoutHead..]);
        _developerFields.Written.CopyTo(layout[(LayoutHead + _fields.Count)..]);

        bool hasDeveloperFields = _developerFields.Count > 0;
        var definition = _data.Take(DefinitionHead + _fields.Count);
        definition[0] = (byte)(DefinitionFlag | (hasDeveloperFields ? DeveloperFlag : 0) | localType);
        definition[1] = 0;
        definition[2] = IsBigEndian ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(definition[3..], IsBigEndian ? BinaryPrimitives.ReverseEndianness(_number) : _number);
        definition[5] = FieldCount;
        _fields.Written.CopyTo(definition[DefinitionHead..]);
        if (hasDeveloperFields)
        {
            _data.Write([(byte)(_developerFields.Count / FieldDefinitionSize)]);
            _data.Write(_developerFields.Written);
        }
        return localType;
    }
}
