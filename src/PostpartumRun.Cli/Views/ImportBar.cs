using System.Globalization;
using System.Text;
using PostpartumRun.Import;

namespace PostpartumRun.Cli.Views;

/// <summary>
/// The last line of the terminal during an import: how far it is, how fast, and how long it will take. What is printed meanwhile goes above it.
/// </summary>
internal sealed class ImportBar : IDisposable
{
    /// <summary>So few are done before a bar would be seen.</summary>
    private const int Least = 20;
    private const int MostCells = 24;
    private const int LeastCells = 8;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal;
    private readonly TimeProvider _clock;
    private readonly long _from;
    private long _shown;
    private string _line = "";

    private ImportBar(Terminal terminal, TimeProvider clock) => (_terminal, _clock, _from) = (terminal, clock, clock.GetTimestamp());

    /// <summary>A bar, where somebody looks and there is time to.</summary>
    public static ImportBar? Begin(Terminal terminal, int files, TimeProvider clock) =>
        terminal is { IsInteractive: true, UsesAnsi: true } && files >= Least ? new(terminal, clock) : null;

    /// <summary>Prints something above the bar.</summary>
    public void Around(Action print)
    {
        Erase();
        print();
    }

    public void Show(ImportProgress progress, string counts)
    {
        if (_shown > 0 && _clock.GetElapsedTime(_shown) < Pace && _line.Length > 0)
            return;
        _shown = _clock.GetTimestamp();
        Erase();
        _line = Text(progress, counts, _clock.GetElapsedTime(_from), _terminal.Width - 1);
        _terminal.Out.Write(_line);
        _terminal.Out.Flush();
    }

    public void Dispose() => Erase();

    /// <summary>The bar in one line: what does not fit is left out at its end, since a line that breaks cannot be taken back.</summary>
    internal static string Text(ImportProgress progress, string counts, TimeSpan elapsed, int width)
    {
        double part = progress.Total == 0 ? 1 : (double)progress.Done / progress.Total;
        double rate = progress.Inputs / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = part > 0 ? TimeSpan.FromSeconds(Math.Min(elapsed.TotalSeconds * (1 - part) / part, 359_999)) : TimeSpan.Zero;
        string words = string.Create(
            CultureInfo.InvariantCulture,
            $" {progress.Done}/{progress.Total}  {rate:0}/s  {(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00} left  {counts}");
        int cells = Math.Clamp(width - words.Length, LeastCells, MostCells);
        int full = (int)(part * cells);
        string line = new StringBuilder().Append('━', full).Append('─', cells - full).Append(words).ToString();
        return line.Length <= width ? line : line[..Math.Max(0, width - 1)] + '…';
    }

    private void Erase()
    {
        if (_line.Length == 0)
            return;
        _terminal.Out.Write("\r\u001b[2K");
        _line = "";
    }
}
