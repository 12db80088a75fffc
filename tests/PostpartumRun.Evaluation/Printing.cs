using System.Globalization;

namespace PostpartumRun.Evaluation;

/// <summary>Prints what was asked for.</summary>
internal static class Printing
{
    public static int Usage(string? problem)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine("""
            Usage: dotnet run -c Release --project tests/PostpartumRun.Evaluation -- [options]
              --seeds tuning|test   which outings [default: test]
              --outings N           how many [default: 4000]
              --worst N             list N outings that were judged wrong
              --only WORD           list those of a kind, behaviour or trouble
              --show KIND:SEED      show one outing: plan, truth, expected and given verdicts
              --file PATH           with --show: write its FIT file
              --json                the figures as JSON
              --no-baselines        the verifier alone
              --no-real-files       simulated outings alone
            """);
        return 2;
    }

    public static int Run(Options options)
    {
        if (options.Show is { } shown)
        {
            Listing.Show(options.Seeds, shown.Kind, shown.Seed, options.File);
            return 0;
        }
        var listing = new Listing(options.Worst, options.Only);
        var report = SimulatedEvaluation.Run(options.Seeds, options.Outings, options.HasBaselines, listing.Look);
        Tables.Print(report);
        listing.Print();
        return 0;
    }
}

/// <summary>The figures as tables.</summary>
internal static class Tables
{
    public static void Print(Report report)
    {
        foreach (string judge in report.Judges)
            PrintGroup(report, judge, "kind", $"{judge}, by kind");
        foreach (var kind in (Kind[])[Kind.OneFault, Kind.SpeedAlone, Kind.Several])
        {
            PrintGroup(report, "verifier", $"{kind} by behaviour", $"{kind}, by behaviour");
            PrintGroup(report, "verifier", $"{kind} by trouble", $"{kind}, by trouble");
        }
        Console.WriteLine();
        Line($"Calibration (mean error {report.Calibration.Error:0.000})");
        Line($"  {"given",-12}{"intervals",10}{"mean",8}{"right",8}");
        foreach (var (from, to, count, given, right) in report.Calibration.Bins)
            Line($"  {from:0.00}-{to:0.00}   {count,10}{given,8:0.000}{right,8:0.000}");
    }

    private static void PrintGroup(Report report, string judge, string group, string title)
    {
        Console.WriteLine();
        Line($"{title,-28}{"outings",8}{"interv.",8}{"right %",9}{"b.med",7}{"b.90",7}{"g.med",7}{"g.90",7}{"false a-p",10}{"unkn.%",8}{"conf.wrong",11}{"whole %",9}{"lenient %",10}");
        foreach (var (row, tally) in report.Rows(judge, group))
        {
            double intervals = Math.Max(1, tally.Intervals) / 100.0;
            Line($"  {row,-26}{tally.Outings,8}{tally.Intervals,8}{100 * tally.RightShare,9:0.00}{tally.BoundaryMedian,7:0.0}{tally.BoundaryNinetieth,7:0.0}"
                + $"{tally.GaitMedian,7:0.0}{tally.GaitNinetieth,7:0.0}{tally.FalselyAsPlanned,10}{tally.Unknown / intervals,8:0.0}{tally.ConfidentlyWrong,11}"
                + $"{100.0 * tally.WholeRight / tally.Outings,9:0.0}{tally.Lenient / intervals,10:0.0}");
        }
    }

    internal static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    internal static void Line(string text) => Console.WriteLine(text);
}
