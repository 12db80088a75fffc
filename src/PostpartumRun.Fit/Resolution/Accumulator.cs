namespace PostpartumRun.Fit;

/// <summary>
/// Adds up values that are recorded with too few bits, and roll over: each stands for the first value of that remainder at or after the
/// last one.
/// </summary>
internal sealed class Accumulator
{
    private readonly Dictionary<(ushort Message, byte Field), double> _values = [];

    public void Clear() => _values.Clear();

    /// <summary>A value that was recorded whole: what follows counts from it.</summary>
    public void Set(ushort message, byte field, double value) => _values[(message, field)] = value;

    /// <summary>The whole value for the rolled-over one that was recorded.</summary>
    /// <param name="message">The message's number.</param>
    /// <param name="field">The number of the field that is added up.</param>
    /// <param name="bits">What was recorded.</param>
    /// <param name="width">In how many bits.</param>
    /// <param name="scale">What the recorded value is divided by.</param>
    /// <param name="offset">What is then subtracted.</param>
    public double Add(ushort message, byte field, ulong bits, int width, double scale, double offset)
    {
        ulong mask = ulong.MaxValue >> (64 - width);
        ulong sum = bits;
        if (_values.TryGetValue((message, field), out double last))
        {
            ulong whole = (ulong)Math.Max(0, Math.Round((last + offset) * scale));
            sum = whole + ((bits - whole) & mask);
        }
        double value = (sum / scale) - offset;
        _values[(message, field)] = value;
        return value;
    }
}
