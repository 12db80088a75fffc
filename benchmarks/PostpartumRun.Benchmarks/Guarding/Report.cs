using System.Globalization;
using System.Text;

namespace PostpartumRun.Benchmarks;

/// <summary>Writes the figures down, with the machine that they are of.</summary>
internal static class Report
{
    public static int Write(IReadOnlyList<Limit> limits, string path, TextWriter progress)
    {
        var text = new StringBuilder("""
            # Benchmarks

            Written by `dotnet run -c Release --project benchmarks/PostpartumRun.Benchmarks -- report`. Times are multiples of **T256**, one bytewise CRC-16 with a
            table of 256 entries over the same bytes in the same process; of the pipe, multiples of the same from memory.
            `-- guard` measures the same in short and fails past a limit; [how](decisions/benchmarks-guard.md). Of a row that is *disturbed*, not all that counts
            was measured while the processor was its own.

            | hot path | at most | measured | share | time | allocated |
            |---|--:|--:|--:|--:|--:|

            """);
        progress.WriteLine("This takes some ten minutes.");
        foreach (var finding in new MeasuringSession(GuardPace.Long, Guard.RowNamed).Measure(limits, GuardPace.Long.Patience))
            text.AppendLine(Line(finding));
        string machine = "";
        foreach (string line in BenchmarkDotNet.Environments.HostEnvironmentInfo.GetCurrent().ToFormattedString())
            machine += line + "\n";
        text.Append("\n```\n").Append(machine).Append("```\n");
        File.WriteAllText(path, text.ToString());
        return 0;
    }

    private static string Line(Finding finding)
    {
        string input = finding.Measured.Input is { } kind ? $", {kind.ToString().ToLowerInvariant()}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {finding.Limit.What}{input} | {Guard.Time(finding, finding.Limit.AtMost)} | {Guard.Time(finding, finding.Time)} | {finding.Share:0%}{(finding.Measured.IsQuiet ? "" : " (disturbed)")} "
            + $"| {finding.Measured.Nanoseconds / 1000:#,0.###} µs | {finding.Measured.AllocatedBytes} B |");
    }
}
