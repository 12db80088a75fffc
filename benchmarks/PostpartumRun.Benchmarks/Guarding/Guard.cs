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

    /// <summary>What was measured.</summary>
    public Subject Subject => new(Limit.Row, Measured.Input);

    /// <summary>Whether both limits are kept.</summary>
    public bool IsWithin => Share <= 1 && !AllocatesTooMuch;

    /// <summary>Whether it may be the machine's fault: over by less than half, and the memory, which is exact, is right.</summary>
    public bool IsWorthAnotherTry => !IsWithin && !AllocatesTooMuch && Share < 1.5;
}

/// <summary>A row on one of its inputs.</summary>
/// <param name="Row">The row's class.</param>
/// <param name="Input">The kind of file; null where there is but one.</param>
public readonly record struct Subject(string Row, Input? Input);

/// <summary>Holds the hot paths to their limits.</summary>
public static class Guard
{
    /// <summary>
    /// Measures the rows that have limits, and once more those that are worth it; prints a table and a line of JSON for each, and returns 0 when
    /// all are within, else 1.
    /// </summary>
    /// <param name="limits">The limits.</param>
    /// <param name="pace">How long to measure.</param>
    /// <param name="output">Where to print.</param>
    /// <param name="putOff">
    /// A file for what is worth another try, which is left to <see cref="RunAgain(IReadOnlyList{Limit}, GuardPace, TextWriter, string)"/> then: a
    /// neighbour who was there all the time may be gone some minutes later.
    /// </param>
    public static int Run(IReadOnlyList<Limit> limits, GuardPace pace, TextWriter output, string? putOff = null) =>
        Run(limits, pace, RowNamed, output, putOff);

    /// <summary>Measures what another run has put off, and returns 0 when all of it is within, else 1.</summary>
    public static int RunAgain(IReadOnlyList<Limit> limits, GuardPace pace, TextWriter output, string file) =>
        RunAgain(limits, pace, RowNamed, output, file);

    internal static int Run(IReadOnlyList<Limit> limits, GuardPace pace, Func<string, Type> typeOf, TextWriter output, string? putOff = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        var session = new MeasuringSession(pace, typeOf);
        var findings = session.Measure(limits, pace.Patience);
        Print(findings, output);
        if (putOff is not null)
        {
            PrintJson(findings, output);
            return PutOff(findings, putOff);
        }
        var again = WorthAnotherTry(findings);
        if (again.Count > 0)
        {
            output.WriteLine("once more:");
            var second = Measure(session, limits, again, pace.Patience + pace.MorePatience);
            Print(second, output);
            findings = [.. findings.Select(first => second.Find(finding => finding.Subject == first.Subject) ?? first)];
        }
        PrintJson(findings, output);
        return findings.TrueForAll(finding => finding.IsWithin) ? 0 : 1;
    }

    internal static int RunAgain(IReadOnlyList<Limit> limits, GuardPace pace, Func<string, Type> typeOf, TextWriter output, string file)
    {
        ArgumentNullException.ThrowIfNull(output);
        var again = JsonSerializer.Deserialize<HashSet<Subject>>(File.ReadAllText(file)) ?? throw new InvalidDataException($"{file} holds no rows.");
        var findings = Measure(new(pace, typeOf), limits, again, pace.MorePatience);
        Print(findings, output);
        PrintJson(findings, output);
        return findings.TrueForAll(finding => finding.IsWithin) ? 0 : 1;
    }

    /// <summary>Writes down what is worth another try, and returns 0 when all else is within, else 1.</summary>
    internal static int PutOff(List<Finding> findings, string file)
    {
        File.WriteAllText(file, JsonSerializer.Serialize(WorthAnotherTry(findings)));
        return findings.TrueForAll(finding => finding.IsWithin || finding.IsWorthAnotherTry) ? 0 : 1;
    }

    private static HashSet<Subject> WorthAnotherTry(List<Finding> findings) =>
        [.. findings.Where(finding => finding.IsWorthAnotherTry).Select(finding => finding.Subject)];

    private static List<Finding> Measure(MeasuringSession session, IReadOnlyList<Limit> limits, HashSet<Subject> subjects, TimeSpan until)
    {
        var rows = subjects.Select(subject => subject.Row).ToHashSet();
        return session.Measure([.. limits.Where(limit => rows.Contains(limit.Row))], until).FindAll(finding => subjects.Contains(finding.Subject));
    }

    private static void Print(List<Finding> findings, TextWriter output) => findings.ForEach(finding => output.WriteLine(Line(finding)));

    private static void PrintJson(List<Finding> findings, TextWriter output)
    {
        output.WriteLine();
        findings.ForEach(finding => output.WriteLine(JsonSerializer.Serialize(Json(finding))));
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
