namespace PostpartumRun.Reports;

/// <summary>What a figure is drawn for.</summary>
/// <param name="Width">Its width in pixels; a viewer can scale it.</param>
/// <param name="Id">What its ids begin with; no two figures of a page have the same.</param>
/// <param name="IsPage">Whether it stands in a page that has its heading and its style sheet.</param>
public sealed record FigureFrame(int Width, string Id, bool IsPage)
{
    /// <summary>A file of its own.</summary>
    public static FigureFrame File { get; } = new(960, "fig", IsPage: false);

    /// <summary>Within a page on a screen that has room.</summary>
    public static FigureFrame Page(string id) => new(720, id, IsPage: true);

    /// <summary>Within a page on a screen that has room, for what is only a row of bars.</summary>
    public static FigureFrame Row(string id) => new(440, id, IsPage: true);

    /// <summary>
    /// Within a page on a phone: as wide as a card is there, so that nothing is scaled below what can be read, and nothing scrolls.
    /// </summary>
    public static FigureFrame Phone(string id) => new(PhoneWidth, $"{id}-slim", IsPage: true);

    /// <summary>The width of a card's inside on a phone of 360 pixels is 294; the next round number.</summary>
    private const int PhoneWidth = 300;

    /// <summary>Whether it is drawn for a phone: less room beside, less in it, and as large a text.</summary>
    public bool IsSlim => Width <= PhoneWidth;

    // A page holds each figure twice, and its style sheet shows the one that its screen has room for.
    private string Style => !IsPage ? "fig" : IsSlim ? "fig slim" : "fig roomy";

    /// <summary>Begins the figure: its frame, its title and description for those who do not see it, and the patterns of run and
    /// walk.</summary>
    internal MarkupWriter Begin(double height, string title, string description)
    {
        var writer = new MarkupWriter();
        writer.Begin("svg", ("class", Style), ("viewBox", FormattableString.Invariant($"0 0 {Width} {height:0}")), ("width", Width), ("height", (int)height),
            ("role", "img"), ("aria-labelledby", $"{Id}-title {Id}-desc")).Line();
        writer.Element("title", title, ("id", $"{Id}-title")).Element("desc", description, ("id", $"{Id}-desc"));
        if (!IsPage)
            writer.Begin("style").Raw(FigureStyle.FileCss).End().Line();
        writer.Begin("defs").Line();
        writer.Begin("pattern", ("id", $"{Id}-run"), ("width", 7), ("height", 7), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"));
        writer.Empty("rect", ("class", "run-base"), ("width", 7), ("height", 7)).Empty("path", ("class", "run-line"), ("d", "M0 0V7")).End();
        writer.Begin("pattern", ("id", $"{Id}-walk"), ("width", 6), ("height", 6), ("patternUnits", "userSpaceOnUse"));
        writer.Empty("rect", ("class", "walk-base"), ("width", 6), ("height", 6)).Empty("circle", ("class", "walk-dot"), ("cx", 3), ("cy", 3), ("r", 1)).End();
        writer.End().Line();
        writer.Empty("rect", ("class", "paper"), ("width", Width), ("height", (int)height));
        return writer;
    }

    /// <summary>Ends the figure, and gives its text.</summary>
    internal static string Finish(MarkupWriter writer) => writer.End().Line().ToString();
}
