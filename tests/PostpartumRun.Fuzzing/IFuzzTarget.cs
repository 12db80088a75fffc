namespace PostpartumRun.Fuzzing;

/// <summary>Something that reads bytes of which nothing is known. It throws when a promise about them is broken, and only then.</summary>
internal interface IFuzzTarget
{
    /// <summary>What it is called in commands and folders.</summary>
    string Name { get; }

    /// <summary>Whether the inputs are FIT files, which are altered by their messages too, and get their sizes and checksums back.</summary>
    bool IsFit { get; }

    /// <summary>What to begin with.</summary>
    IEnumerable<byte[]> Seeds();

    /// <summary>Reads an input. What it gives out must not outlive the call.</summary>
    /// <exception cref="BrokenPromiseException">What was read is not what it should be.</exception>
    void Run(ReadOnlySpan<byte> input);
}

/// <summary>A promise about any input that does not hold for this one.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message)
{
    /// <summary>Throws unless something holds.</summary>
    public static void Unless(bool holds, string message)
    {
        if (!holds)
            throw new BrokenPromiseException(message);
    }
}
