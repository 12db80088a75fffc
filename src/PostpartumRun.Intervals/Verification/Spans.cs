namespace PostpartumRun.Intervals;

/// <summary>Where each planned interval took place, in timer seconds, and what told so.</summary>
internal sealed class Spans
{
    private Span[] _spans = [];

    /// <summary>An interval's place.</summary>
    internal ref Span this[int index] => ref _spans[index];

    /// <summary>Makes room, and forgets.</summary>
    internal void Reset(int count)
    {
        if (_spans.Length < count)
            _spans = new Span[count];
        Array.Clear(_spans);
    }

    /// <summary>A place: half-open, empty for an interval that never took place.</summary>
    internal record struct Span(double Start, double End, BoundarySource Source)
    {
        internal readonly double Length => End - Start;
    }
}
