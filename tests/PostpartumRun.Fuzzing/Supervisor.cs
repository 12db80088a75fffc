using System.Diagnostics;

namespace PostpartumRun.Fuzzing;

/// <summary>Lets another process do the reading, since some faults end it or never end, and begins again behind each.</summary>
internal sealed class Supervisor(string target, FuzzFolders folders, IReadOnlyList<string> arguments)
{
    private const string Worker = "work";
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    /// <summary>Runs for so long. Returns how many processes were lost.</summary>
    public int Run(TimeSpan time)
    {
        using var shared = new SharedInput(folders.Folder);
        var watch = Stopwatch.StartNew();
        long first = shared.Count;
        int lost = 0;
        while (watch.Elapsed < time)
        {
            string? end = RunOnce(shared, time - watch.Elapsed);
            if (end is null)
                break;
            lost++;
            string did = end == "hangs" ? $"read this for over {LongestRun.TotalSeconds} s" : "ended while it read this";
            folders.KeepFind(end, shared.Current, $"The process {did}.");
            // What ends it at once would do so for ever.
            if (lost > 20)
                break;
        }
        Console.WriteLine(FormattableString.Invariant(
            $"{target}: done, {shared.Count - first} executions in {watch.Elapsed.TotalSeconds:F0} s, {lost} processes lost; {shared.Count} executions in all"));
        return lost;
    }

    /// <summary>Null when it came to its end, otherwise in which way it did not.</summary>
    private string? RunOnce(SharedInput shared, TimeSpan time)
    {
        string seconds = FormattableString.Invariant($"{time.TotalSeconds:F0}"), seed = FormattableString.Invariant($"{Random.Shared.NextInt64()}");
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Worker, target, seconds, seed, .. arguments]))!;
        long count = -1;
        while (!process.WaitForExit(LongestRun))
        {
            if (shared.Count == count)
            {
                process.Kill();
                process.WaitForExit();
                return "hangs";
            }
            count = shared.Count;
        }
        return process.ExitCode == 0 ? null : "crashes";
    }
}
