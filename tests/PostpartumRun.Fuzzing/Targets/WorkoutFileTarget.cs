using System.Buffers;
using PostpartumRun.Watch;

namespace PostpartumRun.Fuzzing.Targets;

/// <summary>Bytes are read as a workout file; what comes of it, written and read again, is the same whenever it is written once more.</summary>
internal sealed class WorkoutFileTarget : IFuzzTarget
{
    private static readonly DeviceProfile Any = new(255, 255, 255, int.MaxValue);

    public string Name => "workout-file";

    public bool IsFit => true;

    public IEnumerable<byte[]> Seeds() => FuzzSeeds.WorkoutFiles();

    public void Run(ReadOnlySpan<byte> input)
    {
        if (!WorkoutFileReader.TryRead(input, out var file, out string? problem))
        {
            BrokenPromiseException.Unless(problem is { Length: > 0 }, "It is refused without a word.");
            return;
        }
        byte[] written = Write(file);
        if (!WorkoutFileReader.TryRead(written, out var again, out problem))
            throw new BrokenPromiseException($"What was written cannot be read: {problem}");
        BrokenPromiseException.Unless(Write(again).AsSpan().SequenceEqual(written), "Written, read and written again it is not the same.");
    }

    private static byte[] Write(WorkoutFile file)
    {
        var target = new ArrayBufferWriter<byte>();
        new WorkoutFileWriter(Any).Write(file, target);
        return target.WrittenSpan.ToArray();
    }
}
