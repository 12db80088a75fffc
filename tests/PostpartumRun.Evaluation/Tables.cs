using System.Globalization;
using PostpartumRun.Testing;

namespace PostpartumRun.Evaluation;

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

    /// <summary>The most frequent confusions, with outings to look at.</summary>
    public static void PrintConfusions(Report report)
    {
        foreach (var kind in Enum.GetValues<Kind>())
        {
            Console.WriteLine();
            Line($"{kind}: what is taken for what");
            foreach (var (gait, right, given, count, outings) in report.Confusions.Of(kind).Take(8))
            {
                string word = given.ToString().ToLowerInvariant();
                string of = gait.ToString().ToLowerInvariant();
                Line($"  {count,6} x {of,-5}{right,-16} given {word,-8} as in {string.Join(", ", outings)}");
            }
        }
    }

    public static void Print(Invariances invariances, string of)
    {
        Console.WriteLine();
        Line($"{$"What should not matter, {of}",-42}{"pairs",8}{"same verdicts",15}{"gait changes",14}{"within 3 s",12}");
        foreach (var (name, invariance) in invariances.All.Where(one => one.Invariance.Pairs > 0))
            Line($"  {name,-40}{invariance.Pairs,8}{invariance.SameVerdicts,15}{invariance.Changes,14}{invariance.WithinThreeSeconds,12}");
        // Without laps a verdict may well be another: where they alone tell.
        var others = invariances.All.Where(one => one.Invariance != invariances.Laps);
        foreach (string difference in others.SelectMany(one => one.Invariance.Differences).Take(10))
            Line($"    {difference}");
    }

    public static void PrintRealFiles()
    {
        if (!Corpus.IsPresent)
        {
            Console.WriteLine();
            Console.WriteLine("The folder of real files is missing: they were not judged.");
            return;
        }
        var splits = RealActivities.CompareSplits(Corpus.Files);
        var laps = RealActivities.CompareStepLaps(Corpus.Files);
        Console.WriteLine();
        Line($"Real files");
        Line($"  the watch's own splits: {100 * splits.Agreement:0.0} % of {splits.MovingSeconds} s of moving time agree (target 95 %), with");
        Line($"    its run ends, {splits.EndsLate} s late, put right; as written {100 * splits.AgreementAsWritten:0.0} %;");
        Line($"    3 s and more from a change {100 * splits.AgreementAwayFromChanges:0.0} %");
        var offsets = laps.BoundarySeconds.Select(seconds => seconds.ToString("0.0", CultureInfo.InvariantCulture));
        string boundaries = string.Join(", ", offsets);
        Line($"  step laps put aside: {laps.RunsDone} of 4 runs found done; boundaries off by {boundaries} s");
        var invariances = new Invariances();
        RealActivities.AddTo(invariances, Corpus.Files);
        Print(invariances, "real activities");
    }

    private static void PrintGroup(Report report, string judge, string group, string title)
    {
        Console.WriteLine();
        Line($"{title,-32}{"outings",8}{"interv.",8}{"right %",9}{"b.med",7}{"b.90",7}{"g.med",7}{"g.90",7}{"false a-p",10}"
            + $"{"unkn.%",8}{"conf.wrong",11}{"whole %",9}{"lenient %",10}");
        foreach (var (row, tally) in report.Rows(judge, group))
        {
            double intervals = Math.Max(1, tally.Intervals) / 100.0;
            Line($"  {row,-30}{tally.Outings,8}{tally.Intervals,8}{100 * tally.RightShare,9:0.00}"
                + $"{tally.BoundaryMedian,7:0.0}{tally.BoundaryNinetieth,7:0.0}{tally.GaitMedian,7:0.0}{tally.GaitNinetieth,7:0.0}"
                + $"{tally.FalselyAsPlanned,10}{tally.Unknown / intervals,8:0.0}{tally.ConfidentlyWrong,11}"
                + $"{100.0 * tally.WholeRight / tally.Outings,9:0.0}{tally.Lenient / intervals,10:0.0}");
        }
    }

    internal static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    internal static void Line(string text) => Console.WriteLine(text);
}
