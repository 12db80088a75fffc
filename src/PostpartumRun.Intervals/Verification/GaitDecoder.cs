using System.Numerics;

namespace PostpartumRun.Intervals;

/// <summary>
/// Finds the likeliest course of standing, walking and running (Viterbi) from each second's votes, where a change of gait costs something.
/// </summary>
/// <remarks>
/// Most seconds are as clear as those before them. Where walking is clear, all three states are best reached from walking, and where
/// running is, from running: a stretch of such seconds needs no comparing, and is written and read back as one.
/// </remarks>
internal sealed class GaitDecoder
{
    /// <summary>What it costs to change between walking and running; with it, changes of a few seconds are noise.</summary>
    private const double GaitChange = 8;

    private const double StillChange = 5;

    /// <summary>A vote that is clear by more than any rounding of the sums.</summary>
    private const float Clear = 1e-3f;

    private const byte AllFromWalk = 1 | (1 << 2) | (1 << 4);
    private const byte AllFromRun = 2 | (2 << 2) | (2 << 4);

    /// <summary>From which state each of the three is best reached at each second, two bits for each.</summary>
    private byte[] _paths = [];

    /// <summary>Fills in the motion of each second.</summary>
    /// <param name="run">Running over walking at each second, as the logarithm of the likelihood ratio.</param>
    /// <param name="still">Standing over walking.</param>
    /// <param name="motions">As many seconds, to be filled.</param>
    internal void Decode(ReadOnlySpan<float> run, ReadOnlySpan<float> still, Span<Motion> motions)
    {
        if (_paths.Length < motions.Length)
            _paths = new byte[Math.Max(4096, motions.Length * 3 / 2)];
        var paths = _paths.AsSpan(0, motions.Length);
        ReadBack(paths, Walk(run[..motions.Length], still[..motions.Length], paths), motions);
    }

    /// <summary>Finds each second's three best predecessors.</summary>
    /// <returns>The state that the course ends in: 0 standing, 1 walking, 2 running.</returns>
    private static int Walk(ReadOnlySpan<float> run, ReadOnlySpan<float> still, Span<byte> paths)
    {
        double atStill = 0, atWalk = 0, atRun = 0;
        for (int cell = 0; cell < paths.Length; cell++)
        {
            int fromStill = 0, fromWalk = 1, fromRun = 2;
            double toStill = atStill, toWalk = atWalk, toRun = atRun;
            if (atWalk - StillChange > toStill)
                (toStill, fromStill) = (atWalk - StillChange, 1);
            if (atRun - GaitChange > toStill)
                (toStill, fromStill) = (atRun - GaitChange, 2);
            if (atStill - StillChange > toWalk)
                (toWalk, fromWalk) = (atStill - StillChange, 0);
            if (atRun - GaitChange > toWalk)
                (toWalk, fromWalk) = (atRun - GaitChange, 2);
            if (atWalk - GaitChange > toRun)
                (toRun, fromRun) = (atWalk - GaitChange, 1);
            if (atStill - GaitChange > toRun)
                (toRun, fromRun) = (atStill - GaitChange, 0);
            int path = fromStill | (fromWalk << 2) | (fromRun << 4);
            paths[cell] = (byte)path;
            (atStill, atWalk, atRun) = (toStill + still[cell], toWalk, toRun + run[cell]);

            // All came from one gait, and are bound to come from it again as long as its seconds are clear.
            if (path == AllFromWalk && IsClearlyWalk(run[cell], still[cell]))
            {
                int last = EndOfWalk(run, still, cell);
                paths[(cell + 1)..(last + 1)].Fill(AllFromWalk);
                (atStill, atRun, cell) = (atWalk - StillChange + still[last], atWalk - GaitChange + run[last], last);
            }
            else if (path == AllFromRun && IsClearlyRun(run[cell], still[cell]))
            {
                int last = EndOfRun(run, still, cell);
                paths[(cell + 1)..(last + 1)].Fill(AllFromRun);
                // In their order, since sums in another one differ in their last digits.
                foreach (float vote in run[(cell + 1)..(last + 1)])
                    (atRun, atWalk) = (atRun + vote, atRun - GaitChange);
                (atStill, cell) = (last > cell ? atWalk + still[last] : atStill, last);
            }
        }
        return atRun > atWalk && atRun > atStill ? 2 : atWalk >= atStill ? 1 : 0;
    }

    private static bool IsClearlyWalk(float run, float still) => run < -Clear && still < -Clear;

    private static bool IsClearlyRun(float run, float still) => run > Clear && run > still + Clear;

    /// <summary>The second after a stretch of clear walking, or the last of all.</summary>
    private static int EndOfWalk(ReadOnlySpan<float> run, ReadOnlySpan<float> still, int cell)
    {
        var bound = new Vector<float>(-Clear);
        while (cell <= run.Length - Vector<float>.Count
            && Vector.LessThanAll(Vector.Max(new(run[cell..]), new Vector<float>(still[cell..])), bound))
            cell += Vector<float>.Count;
        while (cell < run.Length && IsClearlyWalk(run[cell], still[cell]))
            cell++;
        return Math.Min(cell, run.Length - 1);
    }

    /// <summary>The second after a stretch of clear running, or the last of all.</summary>
    private static int EndOfRun(ReadOnlySpan<float> run, ReadOnlySpan<float> still, int cell)
    {
        var bound = new Vector<float>(Clear);
        while (cell <= run.Length - Vector<float>.Count
            && Vector.GreaterThanAll(new(run[cell..]), Vector.Max(bound, new Vector<float>(still[cell..]) + bound)))
            cell += Vector<float>.Count;
        while (cell < run.Length && IsClearlyRun(run[cell], still[cell]))
            cell++;
        return Math.Min(cell, run.Length - 1);
    }

    private static void ReadBack(ReadOnlySpan<byte> paths, int state, Span<Motion> motions)
    {
        for (int cell = paths.Length - 1; cell >= 0;)
        {
            // Where a state was reached from itself, and second after second in the same way, it goes back as far as that.
            byte path = paths[cell];
            int before = (path >> (state * 2)) & 3;
            int first = before == state ? paths[..cell].LastIndexOfAnyExcept(path) + 1 : cell;
            motions[first..(cell + 1)].Fill((Motion)(state + 1));
            (cell, state) = (first - 1, before);
        }
    }
}
