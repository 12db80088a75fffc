using System.Buffers;
using PostpartumRun.Intervals;
using PostpartumRun.Watch;

namespace PostpartumRun.Fuzzing.Targets;

/// <summary>
/// Bytes are read as a workout file; what comes of it, written and read again, asks for the same. Notes are cut and slow paces rounded on the
/// way, so they are not compared.
/// </summary>
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
        BrokenPromiseException.Unless(again.Reference == file.Reference, $"It was {file.Reference}, and is {again.Reference}.");
        BrokenPromiseException.Unless(Same(again.Workout.Elements.AsSpan(), file.Workout.Elements.AsSpan()), "Written and read again it asks for something else.");
    }

    private static bool Same(ReadOnlySpan<WorkoutElement> left, ReadOnlySpan<WorkoutElement> right)
    {
        if (left.Length != right.Length)
            return false;
        for (int i = 0; i < left.Length; i++)
        {
            bool isSame = (left[i], right[i]) switch
            {
                (WorkoutStep a, WorkoutStep b) => (a.Gait, a.Length, a.Role) == (b.Gait, b.Length, b.Role) && a.Target.Kind == b.Target.Kind,
                (Repeat a, Repeat b) => a.Rounds == b.Rounds && Same(a.Elements.AsSpan(), b.Elements.AsSpan()),
                _ => false,
            };
            if (!isSame)
                return false;
        }
        return true;
    }

    private static byte[] Write(WorkoutFile file)
    {
        var target = new ArrayBufferWriter<byte>();
        new WorkoutFileWriter(Any).Write(file, target);
        return target.WrittenSpan.ToArray();
    }
}
