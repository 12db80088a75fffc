using System.Security.Cryptography;
using System.Text;
using PostpartumRun.Plans;

namespace PostpartumRun.Reports;

/// <summary>The frame of a report: one HTML file that asks nothing of any host, runs no script, and prints.</summary>
internal static class ReportPage
{
    private const string Css = """
        :root{color-scheme:light dark;--ink:#1c2126;--dim:#5b646d;--line:#d5dadf;--paper:#fff;--soft:#f4f6f8;--good:#007a5a;--warn:#b85c00;--bad:#c8102e}
        @media (prefers-color-scheme:dark){:root{--ink:#e8ecf0;--dim:#a3adb7;--line:#3a424a;--paper:#14181c;--soft:#1d2329;--good:#2cc295;--warn:#ff9d42;--bad:#ff6b7d}}
        *{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:1.25rem 1rem 3rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}p{margin:.4rem 0}.dim{color:var(--dim)}small{color:var(--dim)}
        .decision{border-left:.4rem solid var(--dim);background:var(--soft);padding:.75rem 1rem;margin:1rem 0}.progress,.as-planned{border-color:var(--good)}.scale-back,.partly{border-color:var(--warn)}.stop,.overdone,.not-done{border-color:var(--bad)}.decision strong{font-size:1.15rem}
        .scroll{overflow-x:auto}figure{margin:1rem 0}figure svg{display:block;width:100%;height:auto}figure .slim{max-width:30rem}
        ul{padding-left:1.2rem;margin:.4rem 0}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:normal}th{color:var(--dim);font-weight:600}td.n,th.n{text-align:right}
        .done{color:var(--good)}.short{color:var(--warn)}.missed,.long{color:var(--bad)}footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.75rem}
        @media print{:root{color-scheme:light;--ink:#000;--dim:#444;--line:#bbb;--paper:#fff;--soft:#f4f6f8;--good:#007a5a;--warn:#b85c00;--bad:#c8102e}body{max-width:none;padding:0;font-size:10.5pt}figure,tr,.decision{break-inside:avoid}h2{break-after:avoid}figure svg{max-height:100mm}.scroll{overflow:visible}@page{margin:15mm}}
        """;

    // No line of it comes from outside, so that its digest is all that may style the page.
    private static readonly string _style = $"\n{Css}\n{FigureStyle.Css}\n{FigureStyle.PageCss}\n".ReplaceLineEndings("\n");

    /// <summary>A page with a title and what <paramref name="body"/> writes under it.</summary>
    public static string Write(string title, Action<MarkupWriter> body)
    {
        using var writer = new MarkupWriter();
        writer.Raw("<!DOCTYPE html>\n").Begin("html", ("lang", "en")).Line().Begin("head").Line();
        writer.Empty("meta", ("charset", "utf-8"));
        string digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(_style)));
        writer.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"));
        writer.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        writer.Empty("meta", ("name", "referrer"), ("content", "no-referrer"));
        writer.Element("title", title);
        writer.Begin("style").Raw(_style).End().Line().End().Line();
        writer.Begin("body").Line().Begin("main").Line();
        writer.Element("h1", title);
        body(writer);
        writer.End().Line().Begin("footer").Element("p", SymptomFacts.Informs).End().Line().End().Line().End().Line();
        return writer.ToString();
    }

    /// <summary>A figure, drawn for a screen that has room and for a phone: the style sheet shows one of them.</summary>
    public static void Figure(MarkupWriter writer, string id, Func<FigureFrame, string> draw) =>
        writer.Begin("figure").Line().Raw(draw(FigureFrame.Page(id))).Raw(draw(FigureFrame.Phone(id))).End().Line();

    /// <summary>A table's head. The table stays open: <see cref="EndTable"/> ends it.</summary>
    public static void BeginTable(MarkupWriter writer, string label, params ReadOnlySpan<string> columns)
    {
        writer.Begin("div", ("class", "scroll"), ("tabindex", 0), ("role", "region"), ("aria-label", label)).Begin("table").Line().Begin("thead").Begin("tr");
        foreach (string column in columns)
            writer.Element("th", column, ("scope", "col"));
        writer.End().End().Line().Begin("tbody").Line();
    }

    /// <summary>Ends what <see cref="BeginTable"/> began.</summary>
    public static void EndTable(MarkupWriter writer) => writer.End().End().End().Line();
}
