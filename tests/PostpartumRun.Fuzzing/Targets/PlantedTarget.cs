using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PostpartumRun.Fuzzing.Targets;

/// <summary>Faults on purpose, each behind the same two bytes. A fuzzer that does not tell them tells nothing.</summary>
internal sealed class PlantedTarget : IFuzzTarget
{
    private readonly Fault _fault;

    private PlantedTarget(string name, Fault fault) => (Name, _fault) = (name, fault);

    private delegate void Fault(ReadOnlySpan<byte> input);

    public string Name { get; }

    public bool IsFit => false;

    public static IEnumerable<IFuzzTarget> All() =>
    [
        new PlantedTarget("planted-throw", _ => throw new BrokenPromiseException("A planted fault.")),
        new PlantedTarget("planted-over-read", input => Read(input, input.Length)),
        new PlantedTarget("planted-under-read", input => Read(input, -1)),
        new PlantedTarget("planted-hang", _ => Thread.Sleep(Timeout.Infinite)),
    ];

    public IEnumerable<byte[]> Seeds() => ["FI"u8.ToArray(), "FITFIT"u8.ToArray()];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input is [(byte)'F', (byte)'J', ..])
            _fault(input);
    }

    /// <summary>One byte outside of the bytes that were given.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte Read(ReadOnlySpan<byte> input, int place) => Volatile.Read(ref Unsafe.Add(ref MemoryMarshal.GetReference(input), place));
}
