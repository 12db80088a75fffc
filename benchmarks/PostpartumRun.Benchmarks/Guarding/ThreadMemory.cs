using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace PostpartumRun.Benchmarks;

/// <summary>
/// What one go of a row allocates on its own thread, to the byte. BenchmarkDotNet counts the whole process, in which other threads take a few kB
/// now and then: over a few goes of a long row that cannot be told from the row's own.
/// </summary>
internal static class ThreadMemory
{
    private const int Goes = 5;

    /// <summary>The least of some goes, after as many to get used to it.</summary>
    public static long Of(Type row, Input? input)
    {
        object instance = Activator.CreateInstance(row) ?? throw new InvalidOperationException($"{row.Name} could not be made.");
        if (input is { } kind)
            row.GetProperty(nameof(Input))!.SetValue(instance, kind);
        MethodWith<GlobalSetupAttribute>(row)?.Invoke(instance, null);
        var method = row.GetMethods().Single(one => one.GetCustomAttribute<BenchmarkAttribute>() is { Baseline: false });
        var measure = typeof(ThreadMemory).GetMethod(nameof(Measure), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(method.ReturnType);
        long bytes = (long)measure.Invoke(null, [instance, method])!;
        MethodWith<GlobalCleanupAttribute>(row)?.Invoke(instance, null);
        return bytes;
    }

    private static long Measure<T>(object instance, MethodInfo method)
    {
        var go = method.CreateDelegate<Func<T>>(instance);
        long least = long.MaxValue;
        for (int i = 0; i < 2 * Goes; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            go();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (i >= Goes)
                least = Math.Min(least, bytes);
        }
        return least;
    }

    private static MethodInfo? MethodWith<T>(Type row) where T : Attribute =>
        row.GetMethods().SingleOrDefault(method => method.GetCustomAttribute<T>() is not null);
}
