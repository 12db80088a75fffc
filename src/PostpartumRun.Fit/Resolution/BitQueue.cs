namespace PostpartumRun.Fit;

/// <summary>The bits of a field's values in a row, the first value's lowest bit first.</summary>
internal ref struct BitQueue(FitField field)
{
    private readonly FitField _field = field;
    private readonly int _width = field.BaseType.Size() * 8;
    private int _next;

    public readonly int Remaining => (_field.Count * _width) - _next;

    /// <summary>Takes the next bits, at most 64 and no more than <see cref="Remaining"/>.</summary>
    public ulong Take(int count)
    {
        ulong taken = 0;
        for (int done = 0; done < count;)
        {
            _field.TryGetBits(_next / _width, out ulong bits);
            int skip = _next % _width;
            int width = Math.Min(_width - skip, count - done);
            taken |= ((bits >> skip) & (ulong.MaxValue >> (64 - width))) << done;
            done += width;
            _next += width;
        }
        return taken;
    }
}
