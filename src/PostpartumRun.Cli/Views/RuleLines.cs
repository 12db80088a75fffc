namespace PostpartumRun.Cli.Views;

/// <summary>What a rule says, for people: its words first, and its name and source on a line below, for who wants to know.</summary>
internal static class RuleLines
{
    public static void Print(Terminal terminal, string mark, string text, string? lifts, string rule, string source, string? markStyle = null)
    {
        terminal.Paragraph(mark, $"{text} {lifts}".TrimEnd(), markStyle: markStyle);
        terminal.Paragraph("", $"({rule}: {source})", "grey");
    }
}
