using CsCheck;

namespace PostpartumRun.Fit.Tests;

/// <summary>Damage as media and enemies make it: bits flipped, ranges cut, inserted, repeated, counts blown up.</summary>
internal static class Mutation
{
    private static readonly byte[][] Seeds = [.. HandMade.Files.Values];

    /// <summary>Hand-made files with up to eight alterations; the checksum is of no matter to most of what is tested.</summary>
    public static Gen<byte[]> OfHandMadeFiles { get; } = Of(Gen.OneOf(Seeds));

    public static Gen<byte[]> Of(Gen<byte[]> files) =>
        Gen.Select(files, Gen.Select(Gen.Int[0, 5], Gen.Double.Unit, Gen.Double.Unit, Gen.Byte.Array[0, 40]).List[1, 8])
            .Select((file, alterations) => alterations.Aggregate(file, (bytes, alteration) => Alter(bytes, alteration)));

    private static byte[] Alter(byte[] bytes, (int Kind, double Place, double Length, byte[] Inserted) alteration)
    {
        if (bytes.Length == 0)
            return alteration.Inserted;
        int place = (int)(alteration.Place * bytes.Length);
        // Most ranges are short, a few long.
        int length = (int)(Math.Pow(alteration.Length, 4) * (bytes.Length - place));
        byte[] altered = [.. bytes];
        switch (alteration.Kind)
        {
            case 0:
                altered[place] ^= (byte)(1 << (int)(alteration.Length * 8));
                return altered;
            case 1:
                altered[place] = (byte)(alteration.Length * 256);
                return altered;
            case 2:
                return [.. bytes[..place], .. alteration.Inserted, .. bytes[place..]];
            case 3:
                return [.. bytes[..(place + length)], .. bytes[place..]];
            case 4:
                return [.. bytes[..place], .. bytes[(place + length)..]];
            default:
                altered.AsSpan(place, Math.Min(4, bytes.Length - place)).Fill(0xFF);
                return altered;
        }
    }
}
