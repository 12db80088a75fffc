using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Arm = System.Runtime.Intrinsics.Arm;

namespace PostpartumRun.Fit;

/// <content>
/// Folding. 16 bytes that stand D bits before others weigh x^D times as much, so they may be replaced by anything congruent to
/// themselves × x^D modulo the polynomial P, added to those others. Of the 16 bytes, the first 8 (as a polynomial L) stand
/// 64 bits further ahead than the second 8 (H): L·x^64·x^D + H·x^D. Both factors x^(64+D) and x^D are known remainders modulo P, and
/// a carry-less product of two 64-bit words fits into 128 bits, so a fold is two products and two sums, whatever D is.
/// <para>
/// The checksum's bits are reflected, the lowest standing for the highest power. The product of two reflected words is the reflected product
/// shifted by one bit: it is x times what it should be. The factors make up for it, as x^(D+63) and x^(D-1).
/// </para>
/// </content>
public static partial class FitCrc
{
    /// <summary>Below this, making ready costs more than the tables do.</summary>
    private const int LeastToFold = 64;

    private const int Lanes = 4;

    private static readonly Vector128<ulong> By128 = Factors(128);
    private static readonly Vector128<ulong> By256 = Factors(256);
    private static readonly Vector128<ulong> By512 = Factors(512);
    private static readonly Vector128<ulong> By1024 = Factors(1024);
    private static readonly Vector128<ulong> By2048 = Factors(2048);

    private static bool CanFold => Pclmulqdq.IsSupported || Arm.Aes.IsSupported;

    private static ushort ComputeFolded(ReadOnlySpan<byte> bytes, ushort crc)
    {
        Span<byte> folded = stackalloc byte[Vector128<byte>.Count];
        Vector128<ulong> sum;
        // What came before is added to the first two bytes, as the bytewise loop would.
        var first = Vector128.CreateScalar((ulong)crc);
        if (Pclmulqdq.V512.IsSupported && bytes.Length >= Lanes * Vector512<byte>.Count)
            sum = Fold512(ref bytes, first);
        else if (Pclmulqdq.V256.IsSupported && bytes.Length >= Lanes * Vector256<byte>.Count)
            sum = Fold256(ref bytes, first);
        else
            sum = Fold128(ref bytes, first);
        for (; bytes.Length >= Vector128<byte>.Count; bytes = bytes[Vector128<byte>.Count..])
            sum = Fold(sum, By128) ^ Vector128.Create(bytes).AsUInt64();
        sum.AsByte().CopyTo(folded);
        return ComputeSliced(bytes, ComputeSliced(folded, 0));
    }

    private static Vector128<ulong> Fold512(ref ReadOnlySpan<byte> bytes, Vector128<ulong> first)
    {
        const int Width = 64;
        var (a, b, c, d) = (Load512(bytes, 0), Load512(bytes, Width), Load512(bytes, 2 * Width), Load512(bytes, 3 * Width));
        a ^= first.ToVector256Unsafe().WithUpper(default).ToVector512Unsafe().WithUpper(default);
        var far = Vector512.Create(Vector256.Create(By2048));
        for (bytes = bytes[(Lanes * Width)..]; bytes.Length >= Lanes * Width; bytes = bytes[(Lanes * Width)..])
        {
            a = Fold(a, far) ^ Load512(bytes, 0);
            b = Fold(b, far) ^ Load512(bytes, Width);
            c = Fold(c, far) ^ Load512(bytes, 2 * Width);
            d = Fold(d, far) ^ Load512(bytes, 3 * Width);
        }
        var near = Vector512.Create(Vector256.Create(By512));
        a = Fold(Fold(Fold(a, near) ^ b, near) ^ c, near) ^ d;
        var half = Fold(a.GetLower(), Vector256.Create(By256)) ^ a.GetUpper();
        return Fold(half.GetLower(), By128) ^ half.GetUpper();
    }

    private static Vector128<ulong> Fold256(ref ReadOnlySpan<byte> bytes, Vector128<ulong> first)
    {
        const int Width = 32;
        var (a, b, c, d) = (Load256(bytes, 0), Load256(bytes, Width), Load256(bytes, 2 * Width), Load256(bytes, 3 * Width));
        a ^= first.ToVector256Unsafe().WithUpper(default);
        var far = Vector256.Create(By1024);
        for (bytes = bytes[(Lanes * Width)..]; bytes.Length >= Lanes * Width; bytes = bytes[(Lanes * Width)..])
        {
            a = Fold(a, far) ^ Load256(bytes, 0);
            b = Fold(b, far) ^ Load256(bytes, Width);
            c = Fold(c, far) ^ Load256(bytes, 2 * Width);
            d = Fold(d, far) ^ Load256(bytes, 3 * Width);
        }
        var near = Vector256.Create(By256);
        a = Fold(Fold(Fold(a, near) ^ b, near) ^ c, near) ^ d;
        return Fold(a.GetLower(), By128) ^ a.GetUpper();
    }

    private static Vector128<ulong> Fold128(ref ReadOnlySpan<byte> bytes, Vector128<ulong> first)
    {
        const int Width = 16;
        var (a, b, c, d) = (Load128(bytes, 0) ^ first, Load128(bytes, Width), Load128(bytes, 2 * Width), Load128(bytes, 3 * Width));
        for (bytes = bytes[(Lanes * Width)..]; bytes.Length >= Lanes * Width; bytes = bytes[(Lanes * Width)..])
        {
            a = Fold(a, By512) ^ Load128(bytes, 0);
            b = Fold(b, By512) ^ Load128(bytes, Width);
            c = Fold(c, By512) ^ Load128(bytes, 2 * Width);
            d = Fold(d, By512) ^ Load128(bytes, 3 * Width);
        }
        return Fold(Fold(Fold(a, By128) ^ b, By128) ^ c, By128) ^ d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Fold(Vector512<ulong> sum, Vector512<ulong> factors) =>
        Pclmulqdq.V512.CarrylessMultiply(sum, factors, 0x00) ^ Pclmulqdq.V512.CarrylessMultiply(sum, factors, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Fold(Vector256<ulong> sum, Vector256<ulong> factors) =>
        Pclmulqdq.V256.IsSupported
            ? Pclmulqdq.V256.CarrylessMultiply(sum, factors, 0x00) ^ Pclmulqdq.V256.CarrylessMultiply(sum, factors, 0x11)
            : Vector256.Create(Fold(sum.GetLower(), factors.GetLower()), Fold(sum.GetUpper(), factors.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Fold(Vector128<ulong> sum, Vector128<ulong> factors) =>
        Pclmulqdq.IsSupported
            ? Pclmulqdq.CarrylessMultiply(sum, factors, 0x00) ^ Pclmulqdq.CarrylessMultiply(sum, factors, 0x11)
            : Arm.Aes.PolynomialMultiplyWideningLower(sum.GetLower(), factors.GetLower())
                ^ Arm.Aes.PolynomialMultiplyWideningUpper(sum, factors);

    private static Vector512<ulong> Load512(ReadOnlySpan<byte> bytes, int at) => Vector512.Create(bytes[at..]).AsUInt64();

    private static Vector256<ulong> Load256(ReadOnlySpan<byte> bytes, int at) => Vector256.Create(bytes[at..]).AsUInt64();

    private static Vector128<ulong> Load128(ReadOnlySpan<byte> bytes, int at) => Vector128.Create(bytes[at..]).AsUInt64();

    /// <summary>What the first and the second 8 bytes are multiplied by to be moved so many bits: x^(D+63) and x^(D-1) modulo P.</summary>
    private static Vector128<ulong> Factors(int distanceBits) => Vector128.Create(Power(distanceBits + 63), Power(distanceBits - 1));

    /// <summary>x to a power modulo P, reflected in a word of 64 bits: x^15 to 1 are the upper sixteen.</summary>
    private static ulong Power(int exponent)
    {
        ushort remainder = 0x8000; // x^0
        for (; exponent > 0; exponent--)
            remainder = TimesX(remainder);
        return (ulong)remainder << 48;
    }
}
