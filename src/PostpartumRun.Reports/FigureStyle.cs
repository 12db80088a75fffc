using System.Text;
using System.Text.RegularExpressions;

namespace PostpartumRun.Reports;

/// <summary>
/// How figures look, once for all of them. The colours are Okabe and Ito's, which people tell apart whatever colours they see; run and walk
/// differ by height and pattern as well, and so do verdicts by the form of their marks.
/// </summary>
public static partial class FigureStyle
{
    /// <summary>The style sheet of a figure. A page that holds figures has it in its own style sheet.</summary>
    public const string Css = """
        .fig{font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;--ink:#1c2126;--dim:#5b646d;--line:#d5dadf;--paper:#fff;--run:#0072b2;--run2:#56b4e9;--walk:#e69f00;--walk2:#b87700;--still:#9aa3ab;--good:#007a5a;--warn:#b85c00;--bad:#c8102e;--heart:#b3437f;--band:#0072b214;background:var(--paper)}
        @media (prefers-color-scheme:dark){.fig{--ink:#e8ecf0;--dim:#a3adb7;--line:#3a424a;--paper:#14181c;--run:#2f8fd0;--run2:#9bd4f5;--walk:#e8ab25;--walk2:#7a5200;--still:#78828c;--good:#2cc295;--warn:#ff9d42;--bad:#ff6b7d;--heart:#e08fbb;--band:#56b4e91f}}
        @media print{.fig{--ink:#000;--dim:#444;--line:#ccc;--paper:#fff;--run:#0072b2;--run2:#56b4e9;--walk:#e69f00;--walk2:#b87700;--still:#9aa3ab;--good:#007a5a;--warn:#b85c00;--bad:#c8102e;--heart:#b3437f;--band:#0072b214;print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        .fig text{fill:var(--ink)}.fig .dim{fill:var(--dim)}.fig .head{font-weight:600;font-size:16px}.fig .small{font-size:11px}.fig .end{text-anchor:end}.fig .mid{text-anchor:middle}
        .fig .paper{fill:var(--paper)}.fig .grid{stroke:var(--line);fill:none}.fig .axis{stroke:var(--dim);fill:none}.fig .band{fill:var(--band)}.fig .pause{fill:var(--line);opacity:.6}
        .fig .run-base{fill:var(--run)}.fig .run-line{stroke:var(--run2);stroke-width:2}.fig .walk-base{fill:var(--walk)}.fig .walk-dot{fill:var(--walk2)}
        .fig .still{fill:var(--still)}.fig .unknown,.fig .open{fill:none;stroke:var(--still);stroke-dasharray:3 2}.fig .left{opacity:.45;stroke:var(--bad);stroke-dasharray:4 2}
        .fig .interval rect{stroke:var(--paper)}.fig .interval .left{stroke:var(--bad)}.fig .extra{fill:none;stroke:var(--bad);stroke-width:2}
        .fig .good{stroke:var(--good)}.fig .warn{stroke:var(--warn)}.fig .bad{stroke:var(--bad)}.fig .mark{fill:none;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}
        .fig .trace{fill:none;stroke-width:1.6;stroke-linejoin:round}.fig .speed{stroke:var(--run)}.fig .cadence{stroke:var(--walk2)}.fig .heart{stroke:var(--heart)}
        @media (prefers-color-scheme:dark){.fig .cadence{stroke:var(--walk)}}
        .fig .planned{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 2}.fig .done-bar{stroke:var(--run)}.fig .dot{fill:var(--run);stroke:var(--paper)}.fig .stop{fill:var(--bad)}.fig .hold{fill:var(--warn)}
        """;

    /// <summary>What a page needs besides, which holds each figure for a phone as well: one of the two is shown, and paper has room.</summary>
    public const string PageCss = """
        .fig.slim{display:none}
        @media screen and (max-width:47.99rem){.fig.slim{display:block}.fig.roomy{display:none}}
        """;

    /// <summary>
    /// The style sheet of a figure in a file of its own: each colour by its value, once for light and once for dark. Most programs that show
    /// SVG and are no browser know no variables in it, and would paint everything black.
    /// </summary>
    internal static string FileCss { get; } = WithoutVariables();

    private static string WithoutVariables()
    {
        const string Dark = "@media (prefers-color-scheme:dark){";
        StringBuilder rules = new(), atDark = new();
        Dictionary<string, string> light = [], dark = [];
        foreach (string line in Css.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith("@media print", StringComparison.Ordinal)))
        {
            bool isDark = line.StartsWith(Dark, StringComparison.Ordinal);
            foreach (Match variable in Definition().Matches(line))
                (isDark ? dark : light)[variable.Groups[1].Value] = variable.Groups[2].Value;
            string rule = Definition().Replace(isDark ? line[Dark.Length..^1] : line, "");
            (isDark ? atDark : rules).Append(rule is ".fig{}" ? "" : $"\n{rule}");
        }
        // What is printed has the colours of light: paper is.
        string text = rules.ToString();
        return $"{Resolved(text, light)}\n@media screen and (prefers-color-scheme:dark){{{Resolved(text + atDark, dark)}\n}}\n";
    }

    private static string Resolved(string rules, Dictionary<string, string> colors) =>
        Use().Replace(rules, use => colors[use.Groups[1].Value]);

    [GeneratedRegex("(--[a-z0-9]+):([^;}]+);?")]
    private static partial Regex Definition();

    [GeneratedRegex(@"var\((--[a-z0-9]+)\)")]
    private static partial Regex Use();
}
