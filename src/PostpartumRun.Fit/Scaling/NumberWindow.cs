using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PostpartumRun.Fit;

/// <summary>
/// Up to four numbers of up to four bytes, one after the other within 16 bytes of a message: they are loaded at once, moved to four lanes,
/// and scaled together, (raw / scale) - offset. An invalid one becomes NaN.
/// </summary>
internal readonly struct NumberWindow
{
    /// <summary>The bytes that are loaded. They end with the last number, and may begin before the message.</summary>
    public const int Size = 16;

    /// <summary>The most numbers, and how many <see cref="Read"/> writes, those there are and none behind them.</summary>
    public const int Lanes = 4;

    private readonly Vector128<byte> _shuffle;
    private readonly Vector128<uint> _bytes;
    private readonly Vector128<uint> _flip;
    private readonly Vector128<uint> _sign;
    private readonly Vector128<uint> _realBytes;
    private readonly Vector256<double> _reals;
    private readonly Vector256<double> _bias;
    private readonly Vector256<double> _invalid;
    private readonly Vector256<double> _scale;
    private readonly Vector256<double> _offset;

    /// <param name="first">The index of the first number.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="isBigEndian">Whether they have their highest byte first.</param>
    public NumberWindow(int first, ReadOnlySpan<Number> numbers, bool isBigEndian)
    {
        First = first;
        From = numbers[^1].End - Size;
        _scale = Vector256<double>.One;
        Span<byte> shuffle = stackalloc byte[Size];
        for (int lane = 0; lane < numbers.Length; lane++)
        {
            var (position, type, scale, offset) = numbers[lane];
            int width = type.Size();
            for (int place = 0; place < width; place++)
                shuffle[(lane * sizeof(uint)) + place] = (byte)(position + (isBigEndian ? width - 1 - place : place) - From);
            uint all = uint.MaxValue >> (8 * (sizeof(uint) - width));
            uint highest = (all >> 1) + 1;
            // A floating-point number that is invalid is NaN by itself.
            bool isSigned = type is FitBaseType.SInt8 or FitBaseType.SInt16 or FitBaseType.SInt32;
            // Turning the sign bit and taking its weight away extends the sign. Unsigned numbers of four bytes are moved to the signed ones' range.
            uint flip = isSigned || width == sizeof(uint) ? highest : 0;
            uint sign = isSigned ? highest : 0;
            double bias = !isSigned && width == sizeof(uint) ? highest : 0;
            _realBytes = _realBytes.WithElement(lane, type == FitBaseType.Float32 ? uint.MaxValue : 0);
            _reals = _reals.WithElement(lane, type == FitBaseType.Float32 ? BitConverter.Int64BitsToDouble(-1) : 0);
            _bytes = _bytes.WithElement(lane, all);
            _flip = _flip.WithElement(lane, flip);
            _sign = _sign.WithElement(lane, sign);
            _bias = _bias.WithElement(lane, bias);
            _invalid = _invalid.WithElement(lane, (int)(((uint)type.Invalid() ^ flip) - sign) + bias);
            _scale = _scale.WithElement(lane, scale);
            _offset = _offset.WithElement(lane, offset);
        }
        _shuffle = Vector128.Create<byte>(shuffle);
    }

    /// <summary>Whether this machine reads so faster than one by one.</summary>
    public static bool IsSupported => Avx.IsSupported;

    /// <summary>Whether numbers of a type can be read so: all but those of eight bytes.</summary>
    public static bool CanHold(FitBaseType type) => type != FitBaseType.String && type.Size() <= sizeof(uint);

    /// <summary>The index of the first number.</summary>
    public int First { get; }

    /// <summary>Where the bytes begin, from the message's data on; negative when they begin before it.</summary>
    public int From { get; }

    /// <summary>Reads the numbers. Only where <see cref="IsSupported"/>.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="numbers">Where the first comes; has room for four.</param>
    public void Read(ReadOnlySpan<byte> bytes, Span<double> numbers)
    {
        var raw = Vector128.ShuffleNative(Vector128.Create(bytes), _shuffle).AsUInt32() & _bytes;
        var whole = Avx.ConvertToVector256Double(((raw ^ _flip) - _sign).AsInt32()) + _bias;
        // Whole numbers that are taken for floating-point ones would be of the smallest, which processors are slow with.
        var real = Avx.ConvertToVector256Double((raw & _realBytes).AsSingle());
        var known = Vector256.ConditionalSelect(Vector256.Equals(whole, _invalid), Vector256.Create(double.NaN), whole);
        ((Vector256.ConditionalSelect(_reals, real, known) / _scale) - _offset).CopyTo(numbers);
    }
}

/// <summary>A number in a message: where it begins, how it is stored and scaled.</summary>
internal readonly record struct Number(int Position, FitBaseType Type, double Scale, double Offset)
{
    public int End => Position + Type.Size();
}
