using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PostpartumRun.Benchmarks;

/// <summary>A limit, and what was measured against it.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="AllowedBytes">What it may allocate on this input.</param>
public sealed record Finding(Limit Limit, Measurement Measured, long AllowedBytes)
{
    /// <summary>The time in the limit's unit.</summary>
    public double Time => Limit.Unit == LimitUnit.Nanoseconds ? Measured.Nanoseconds : Measured.Ratio;

    /// <summary>The time's share of the limit: above 1 it is past it.</summary>
    public double Share => Time / Limit.AtMost;

    /// <summary>Whether it allocates more than it may.</summary>
    public bool AllocatesTooMuch => Measured.AllocatedBytes > AllowedBytes;

    /// <summary>Whether both limits are kept.</summary>
    public bool IsWithin => Share <= 1 && !AllocatesTooMuch;

    /// <summary>Whether it may be the machine's fault: the time is less than twice the limit, and the memory, which is exact, is right.</summary>
    public bool IsWorthAnotherTry => !IsWithin && !AllocatesTooMuch && Share < 2;
}

/// <summary>Holds the hot paths to their limits.</summary>
public static class Guard
{
    /// <summary>Measures the rows that have limits, prints a table and a line of JSON for each, and returns 0 when all are within, else 1.</summary>
    public static int Run(IReadOnlyList<Limit> limits, GuardPace pace, TextWriter output) => Run(limits, pace, RowNamed, output);

    internal static int Run(IReadOnlyList<Limit> limits, GuardPace pace, Func<string, Type> typeOf, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var rows = limits.GroupBy(limit => limit.Row).ToDictionary(ofRow => ofRow.Key, ofRow => ofRow.ToList());
        var findings = new List<Finding>();
        var sinceStart = Stopwatch.StartNew();
        foreach (var (row, ofRow) in rows)
            findings.AddRange(Measure(typeOf(row), ofRow, pace).Select(Printed));
        while (sinceStart.Elapsed < pace.Patience && findings.Exists(finding => finding.IsWorthAnotherTry))
        {
            output.WriteLine("once more:");
            foreach (string row in findings.Where(finding => finding.IsWorthAnotherTry).Select(finding => finding.Limit.Row).Distinct().ToList())
            {
                foreach (var again in Measure(typeOf(row), rows[row], pace))
                    Replace(findings, again, Printed);
            }
        }
        output.WriteLine();
        foreach (var finding in findings)
            output.WriteLine(JsonSerializer.Serialize(Json(finding)));
        return findings.TrueForAll(finding => finding.IsWithin) ? 0 : 1;

        Finding Printed(Finding finding)
        {
            output.WriteLine(Line(finding));
            return finding;
        }
    }

    /// <summary>What was measured anew stands where what it was before was worth another try; what was within its limit stays.</summary>
    private static void Replace(List<Finding> findings, Finding again, Func<Finding, Finding> print)
    {
        int at = findings.FindIndex(finding => finding.Limit == again.Limit && finding.Measured.Input == again.Measured.Input);
        if (findings[at].IsWorthAnotherTry)
            findings[at] = print(again);
    }

    /// <summary>What a row takes on each input that it has a limit for. A limit that matches nothing is a mistake, and throws.</summary>
    internal static List<Finding> Measure(Type row, IReadOnlyList<Limit> limits, GuardPace pace)
    {
        var (measurements, _) = Measuring.Run(row, pace);
        List<Finding> findings = [.. limits.SelectMany(limit => measurements
            .Where(measured => limit.Input is null || limit.Input == measured.Input)
            .Select(measured => new Finding(limit, measured, Allowed(limit, measured.Input))))];
        if (findings.Count < measurements.Length)
            throw new InvalidDataException($"The limits of {row.Name} do not fit its {measurements.Length} inputs.");
        return findings;
    }

    internal static Type RowNamed(string name) =>
        typeof(Guard).Assembly.GetType($"{typeof(Guard).Namespace}.{name}") ?? throw new InvalidDataException($"There is no row {name}.");

    private static long Allowed(Limit limit, Input? input) =>
        limit.AllocatedBytes + (limit.AndColumns ? ActivityColumns.Bytes(input ?? default) : 0);

    private static string Line(Finding finding)
    {
        string input = finding.Measured.Input is { } kind ? $", {kind.ToString().ToLowerInvariant()}" : "";
        string verdict = finding.IsWithin ? "" : finding.AllocatesTooMuch ? "  ALLOCATES TOO MUCH" : "  TOO SLOW";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{finding.Limit.What + input,-62} {Time(finding, finding.Limit.AtMost),13} {Time(finding, finding.Time),13} {finding.Share,6:0%}"
            + $" {finding.Measured.AllocatedBytes,9} of {finding.AllowedBytes} B{verdict}");
    }

    internal static string Time(Finding finding, double time) => finding.Limit.Unit == LimitUnit.Nanoseconds
        ? string.Create(CultureInfo.InvariantCulture, $"{time:0.0} ns")
        : string.Create(CultureInfo.InvariantCulture, $"{time:0.0000} ×");

    private static Dictionary<string, object?> Json(Finding finding) => new()
    {
        ["row"] = finding.Limit.Row,
        ["input"] = finding.Measured.Input?.ToString(),
        ["unit"] = finding.Limit.Unit.ToString(),
        ["limit"] = finding.Limit.AtMost,
        ["measured"] = finding.Time,
        ["share"] = finding.Share,
        ["nanoseconds"] = finding.Measured.Nanoseconds,
        ["allowedBytes"] = finding.AllowedBytes,
        ["allocatedBytes"] = finding.Measured.AllocatedBytes,
        ["within"] = finding.IsWithin,
    };
}
