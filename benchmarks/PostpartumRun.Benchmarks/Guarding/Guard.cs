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

    /// <summary>Whether it is of the same limit on the same input.</summary>
    public bool IsOfTheSame(Finding other) => Limit == other.Limit && Measured.Input == other.Measured.Input;

    /// <summary>Whether both limits are kept.</summary>
    public bool IsWithin => Share <= 1 && !AllocatesTooMuch;

    /// <summary>Whether it may be the machine's fault: over by less than half, and the memory, which is exact, is right.</summary>
    public bool IsWorthAnotherTry => !IsWithin && !AllocatesTooMuch && Share < 1.5;
}

/// <summary>Holds the hot paths to their limits.</summary>
public static class Guard
{
    /// <summary>Measures the rows that have limits, prints a table and a line of JSON for each, and returns 0 when all are within, else 1.</summary>
    public static int Run(IReadOnlyList<Limit> limits, GuardPace pace, TextWriter output) => Run(limits, pace, RowNamed, output);

    internal static int Run(IReadOnlyList<Limit> limits, GuardPace pace, Func<string, Type> typeOf, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var session = new MeasuringSession(pace, typeOf);
        var findings = session.Measure(limits, pace.Patience);
        Print(findings);
        var again = findings.Where(finding => finding.IsWorthAnotherTry).ToList();
        if (again.Count > 0)
        {
            output.WriteLine("once more:");
            var rows = again.Select(finding => finding.Limit.Row).ToHashSet();
            var second = session.Measure([.. limits.Where(limit => rows.Contains(limit.Row))], pace.Patience + pace.MorePatience)
                .Where(finding => again.Exists(first => first.IsOfTheSame(finding))).ToList();
            Print(second);
            findings = [.. findings.Select(first => second.Find(first.IsOfTheSame) ?? first)];
        }
        output.WriteLine();
        foreach (var finding in findings)
            output.WriteLine(JsonSerializer.Serialize(Json(finding)));
        return findings.TrueForAll(finding => finding.IsWithin) ? 0 : 1;

        void Print(IEnumerable<Finding> findings)
        {
            foreach (var finding in findings)
                output.WriteLine(Line(finding));
        }
    }

    internal static Type RowNamed(string name) =>
        typeof(Guard).Assembly.GetType($"{typeof(Guard).Namespace}.{name}") ?? throw new InvalidDataException($"There is no row {name}.");

    private static string Line(Finding finding)
    {
        string input = finding.Measured.Input is { } kind ? $", {kind.ToString().ToLowerInvariant()}" : "";
        string verdict = finding.IsWithin ? "" : finding.AllocatesTooMuch ? "  ALLOCATES TOO MUCH" : "  TOO SLOW";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{finding.Limit.What + input,-62} {Time(finding, finding.Limit.AtMost),13} {Time(finding, finding.Time),13} {finding.Share,6:0%}"
            + $" {finding.Measured.AllocatedBytes,9} of {finding.AllowedBytes} B{(finding.Measured.IsQuiet ? "" : "  (disturbed)")}{verdict}");
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
        ["quiet"] = finding.Measured.IsQuiet,
        ["within"] = finding.IsWithin,
    };
}
