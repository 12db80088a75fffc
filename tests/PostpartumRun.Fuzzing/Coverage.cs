using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace PostpartumRun.Fuzzing;

/// <summary>
/// Which branches follow which in instrumented code: one byte counts each pair. Runs differ when a pair's count falls into another of
/// the groups 1, 2, 3, 4–7, 8–15, 16–31, 32–127 and more.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private readonly byte* _counts = Trace.SharedMem;
    private readonly byte[] _seen = new byte[Size];

    /// <summary>Makes room for the counts. Instrumented code must not run before that.</summary>
    public static void Attach() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(Size);

    /// <summary>How many pairs of branches were seen.</summary>
    public int Pairs { get; private set; }

    /// <summary>Begins to count anew.</summary>
    public void Begin()
    {
        new Span<byte>(_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether what ran since <see cref="Begin"/> did something that was never seen, which counts as seen from now on.</summary>
    public bool IsNew()
    {
        bool isNew = false;
        var words = new ReadOnlySpan<ulong>(_counts, Size / sizeof(ulong));
        for (int i = words.IndexOfAnyExcept(0UL); i >= 0; i = NextAfter(words, i))
        {
            for (int place = i * sizeof(ulong); place < (i + 1) * sizeof(ulong); place++)
                isNew |= _counts[place] != 0 && See(place);
        }
        return isNew;
    }

    private static int NextAfter(ReadOnlySpan<ulong> words, int place)
    {
        int next = words[(place + 1)..].IndexOfAnyExcept(0UL);
        return next < 0 ? -1 : place + 1 + next;
    }

    private bool See(int place)
    {
        int count = _counts[place];
        int group = count <= 3 ? count - 1 : count < 32 ? BitOperations.Log2((uint)count) + 1 : count < 128 ? 6 : 7;
        byte flag = (byte)(1 << group);
        byte seen = _seen[place];
        if ((seen & flag) != 0)
            return false;
        if (seen == 0)
            Pairs++;
        _seen[place] = (byte)(seen | flag);
        return true;
    }
}
