namespace PostpartumRun.Fuzzing;

/// <summary>Choices that only a seed decides: the same one makes the same again on any machine.</summary>
internal struct Choices(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Choices that an input's own bytes decide, so that it does again what it did.</summary>
    public static Choices Of(ReadOnlySpan<byte> input)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (byte value in input[..Math.Min(input.Length, 256)])
            hash = (hash ^ value) * 0x100_0000_01B3;
        return new(hash ^ (ulong)input.Length);
    }

    /// <summary>64 bits, by Vigna's splitmix64.</summary>
    public ulong Next()
    {
        ulong mixed = _state += 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to below a limit.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;
}
