using PostpartumRun.Testing;

namespace PostpartumRun.Fit.Tests;

/// <summary>The tables of <c>docs/fit-differences.md</c>: all that may differ between the official decoder and ours.</summary>
internal static class KnownDifferences
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "fit-differences.md"));

    /// <summary>The first columns of the table that stands under a heading, a row's parted by " | ".</summary>
    public static IEnumerable<string> Under(string heading, int columns) =>
        Lines.SkipWhile(line => line != $"## {heading}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => string.Join(" | ", line.Trim('|').Split('|').Take(columns).Select(cell => cell.Trim())));
}
