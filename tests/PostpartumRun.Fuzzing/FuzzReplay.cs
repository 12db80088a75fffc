namespace PostpartumRun.Fuzzing;

/// <summary>Reads an input once, as fuzzing does, without counting what it reaches.</summary>
internal static class FuzzReplay
{
    public static void Run(IFuzzTarget target, ReadOnlySpan<byte> input)
    {
        using var memory = new GuardedMemory(Math.Max(1, input.Length));
        target.Run(memory.PutAtEnd(input));
        input.CopyTo(memory.AtStart(input.Length));
        target.Run(memory.AtStart(input.Length));
    }
}
