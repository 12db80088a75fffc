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
        if (options.IsJson)
        {
            Console.WriteLine(JsonReport.Of(report, options));
            return 0;
        }
        Tables.Print(report);
        if (options.Seeds == SeedSet.Tuning)
            Tables.PrintConfusions(report);
        Tables.Print(SimulatedEvaluation.Invariances(options.Seeds, Math.Min(300, options.Outings)), "simulated outings");
        if (options.HasRealFiles)
            Tables.PrintRealFiles();
        listing.Print();
        return 0;
    }
}
