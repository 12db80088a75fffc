namespace PostpartumRun.Testing;

/// <summary>How much memory code asks for.</summary>
public static class Memory
{
    private const int Most = 20;

    /// <summary>
    /// What the cheapest of some goes allocates, in bytes; the first gets used to it. One go would not tell: a collection in its middle, which
    /// other tests bring about, counts what is left of the thread's own block as allocated.
    /// </summary>
    public static long LeastAllocated(Action go)
    {
        ArgumentNullException.ThrowIfNull(go);
        go();
        long least = long.MaxValue;
        for (int i = 0; i < Most && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            go();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
