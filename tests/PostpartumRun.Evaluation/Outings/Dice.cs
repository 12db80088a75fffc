namespace PostpartumRun.Evaluation;

/// <summary>
/// Which outings: those to tune a verifier on, or those that it is judged by. No draw of one is ever a draw of the other.
/// </summary>
public enum SeedSet
{
    /// <summary>For tuning and debugging.</summary>
    Tuning,

    /// <summary>For judging alone.</summary>
    Test,
}

/// <summary>Random numbers that are the same on every machine and runtime (xoshiro256++, seeded by splitmix64).</summary>
public sealed class Dice
{
    private ulong _a, _b, _c, _d;
    private double _spare = double.NaN;

    /// <summary>A stream of its own for each set, seed and purpose.</summary>
    public Dice(SeedSet set, long seed, string purpose)
    {
        ulong state = set == SeedSet.Tuning ? 0x7475_6E69_6E67_0001UL : 0xA5F1_5234_8F7E_91C3UL;
        foreach (char letter in purpose)
            state = (state ^ letter) * 0x100_0000_01B3UL;
        state ^= (ulong)seed * 0x9E37_79B9_7F4A_7C15UL;
        (_a, _b, _c, _d) = (Split(ref state), Split(ref state), Split(ref state), Split(ref state));
    }

    /// <summary>0 included to 1 excluded.</summary>
    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly between two bounds.</summary>
    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>A whole number from low to high, both included.</summary>
    public int Whole(int low, int high) => low + (int)(Next() * (high - low + 1));

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>One of several.</summary>
    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Whole(0, choices.Length - 1)];

    /// <summary>Normally distributed, with mean 0 and deviation 1.</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            double kept = _spare;
            _spare = double.NaN;
            return kept;
        }
        double u, v, s;
        do
        {
            (u, v) = ((2 * Next()) - 1, (2 * Next()) - 1);
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or 0);
        double scale = Math.Sqrt(-2 * Math.Log(s) / s);
        _spare = v * scale;
        return u * scale;
    }

    /// <summary>Normally distributed, and drawn in at bounds.</summary>
    public double Normal(double mean, double deviation, double low, double high) => Math.Clamp(mean + (deviation * Normal()), low, high);

    private ulong Bits()
    {
        ulong result = ulong.RotateLeft(_a + _d, 23) + _a, shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    private static ulong Split(ref ulong state)
    {
        ulong z = state += 0x9E37_79B9_7F4A_7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return z ^ (z >> 31);
    }
}
