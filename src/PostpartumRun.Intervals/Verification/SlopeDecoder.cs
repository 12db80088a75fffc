namespace PostpartumRun.Intervals;

/// <summary>
/// Tells walking from running by speed alone where the way goes up and down: the likeliest course (Viterbi) of gait and slope at once.
/// A slope slows both gaits by the same share and changes slowly; a change of gait is a step within seconds.
/// </summary>
internal sealed class SlopeDecoder
{
    /// <summary>Slopes are told in steps of 5 % of speed, up to 20 % either way.</summary>
    private const int Levels = 9;

    private const double LevelStep = 0.05;
    private const int States = 1 + (2 * Levels);
    private const int FirstRun = 1 + Levels;

    private const float GaitChange = 7;
    private const float StillChange = 5;
    private const float LevelChange = 3.5f;

    /// <summary>What a second of the steepest slope costs against the level.</summary>
    private const float Steepest = 0.03f;

    /// <summary>The most that one second can say against a state.</summary>
    private const float Most = 2.2f;

    /// <summary>Neighbouring speeds repeat each other: a second counts as half.</summary>
    private const float Weight = 0.5f;

    /// <summary>Gaits nearer than this share of speed are told apart only where nearly each change between them is a step.</summary>
    private const double LeastGap = 0.2;

    private const double LeastGapOfSteps = 0.17;

    private byte[] _from = [];
    private byte[] _states = [];
    private readonly float[] _costs = new float[2 * States];
    private double _walk;
    private double _run;
    private double _deviation;

    /// <summary>The speed of walking that was found, in metres a second.</summary>
    internal double Walk => Math.Exp(_walk);

    /// <summary>The speed of running.</summary>
    internal double Run => Math.Exp(_run);

    /// <summary>Decodes, and returns whether the file shows two gaits: speeds with steps between them.</summary>
    internal bool TryDecode(ReadOnlySpan<float> speed, SpeedLook look, Span<Motion> motions)
    {
        if (!(look.Slow > 0.5) || look.Fast - look.Slow < 0.2)
            return false;
        if (_states.Length < speed.Length)
        {
            _states = new byte[Math.Max(4096, speed.Length * 3 / 2)];
            _from = new byte[_states.Length * States];
        }
        (_walk, _run, _deviation) = (Math.Log(look.Slow), Math.Log(look.Fast), 0.1);
        for (int round = 0; round < 2; round++)
        {
            Decode(speed);
            if (!Learn(speed))
                return false;
        }
        Decode(speed);
        for (int cell = 0; cell < motions.Length; cell++)
            motions[cell] = _states[cell] == 0 ? Motion.Still : _states[cell] < FirstRun ? Motion.Walk : Motion.Run;
        return HasSteps(speed, motions);
    }

    private void Decode(ReadOnlySpan<float> speed)
    {
        Span<float> last = _costs.AsSpan(0, States), next = _costs.AsSpan(States, States);
        last.Clear();
        for (int cell = 0; cell < speed.Length; cell++)
        {
            var from = _from.AsSpan(cell * States, States);
            int best = Best(last);
            Step(last, next, from, best);
            if (!float.IsNaN(speed[cell]))
                Pay(speed[cell], next);
            var swap = last;
            last = next;
            next = swap;
        }
        int state = Best(last);
        for (int cell = speed.Length - 1; cell >= 0; cell--)
        {
            _states[cell] = (byte)state;
            state = _from[(cell * States) + state];
        }
    }

    private static int Best(ReadOnlySpan<float> costs)
    {
        int best = 0;
        for (int state = 1; state < costs.Length; state++)
            best = costs[state] < costs[best] ? state : best;
        return best;
    }

    private static void Step(ReadOnlySpan<float> last, Span<float> next, Span<byte> from, int best)
    {
        (next[0], from[0]) = last[best] + StillChange < last[0] ? (last[best] + StillChange, (byte)best) : (last[0], (byte)0);
        for (int level = 0; level < Levels; level++)
        {
            Reach(last, next, from, 1 + level, FirstRun + level, level);
            Reach(last, next, from, FirstRun + level, 1 + level, level);
        }
    }

    private static void Reach(ReadOnlySpan<float> last, Span<float> next, Span<byte> from, int state, int other, int level)
    {
        float least = last[state];
        int source = state;
        if (level > 0 && last[state - 1] + LevelChange < least)
            (least, source) = (last[state - 1] + LevelChange, state - 1);
        if (level < Levels - 1 && last[state + 1] + LevelChange < least)
            (least, source) = (last[state + 1] + LevelChange, state + 1);
        if (last[other] + GaitChange < least)
            (least, source) = (last[other] + GaitChange, other);
        if (last[0] + StillChange < least)
            (least, source) = (last[0] + StillChange, 0);
        (next[state], from[state]) = (least, (byte)source);
    }

    /// <summary>Adds what a speed says against each state.</summary>
    private void Pay(float speed, Span<float> costs)
    {
        float pace = MathF.Log(Math.Max(speed, 0.3f));
        float precision = Weight / (2 * (float)(_deviation * _deviation));
        costs[0] += Math.Clamp((speed - 0.55f) / 0.15f, -1.5f, 2.5f) + 0.8f;
        for (int level = 0; level < Levels; level++)
        {
            int off = level - (Levels / 2);
            float slope = Steepest * off * off / (Levels / 2 * (Levels / 2));
            float walk = pace - (float)(_walk + (off * LevelStep));
            float run = pace - (float)(_run + (off * LevelStep));
            costs[1 + level] += slope + Math.Min(Most, walk * walk * precision);
            costs[FirstRun + level] += slope + Math.Min(Most, run * run * precision);
        }
    }

    /// <summary>Learns the gaits' speeds on the level; false when there is but one.</summary>
    private bool Learn(ReadOnlySpan<float> speed)
    {
        double walk = 0, run = 0, squares = 0;
        int walks = 0, runs = 0;
        for (int cell = 0; cell < speed.Length; cell++)
        {
            int state = _states[cell];
            if (state == 0 || !(speed[cell] > 0.5f))
                continue;
            bool isRun = state >= FirstRun;
            int off = state - (isRun ? FirstRun : 1) - (Levels / 2);
            double level = Math.Log(speed[cell]) - (off * LevelStep);
            double apart = level - (isRun ? _run : _walk);
            squares += Math.Min(0.09, apart * apart);
            (walk, walks) = isRun ? (walk, walks) : (walk + level, walks + 1);
            (run, runs) = isRun ? (run + level, runs + 1) : (run, runs);
        }
        if (walks < 10 || runs < 15)
            return false;
        (_walk, _run) = (walk / walks, run / runs);
        _deviation = Math.Clamp(Math.Sqrt(squares / (walks + runs)), 0.06, 0.12);
        return _run - _walk >= LeastGapOfSteps;
    }

    /// <summary>Whether most changes of gait are steps, and no slopes.</summary>
    private bool HasSteps(ReadOnlySpan<float> speed, ReadOnlySpan<Motion> motions)
    {
        int changes = 0, steps = 0;
        double least = 0.6 * (_run - _walk);
        for (int cell = 1; cell < motions.Length; cell++)
        {
            bool isUp = motions[cell - 1] == Motion.Walk && motions[cell] == Motion.Run;
            bool isDown = motions[cell - 1] == Motion.Run && motions[cell] == Motion.Walk;
            if (!isUp && !isDown)
                continue;
            changes++;
            double step = Mean(speed, cell + 3, cell + 13) - Mean(speed, cell - 13, cell - 3);
            steps += (isUp ? step : -step) > least ? 1 : 0;
        }
        double gap = _run - _walk;
        return changes > 2 ? steps * 4 >= changes * 3 && (gap >= LeastGap || steps * 10 >= changes * 9)
            : changes > 0 && steps == changes && gap >= 1.2 * LeastGap;
    }

    private static double Mean(ReadOnlySpan<float> speed, int from, int to)
    {
        double sum = 0;
        int count = 0;
        for (int cell = Math.Max(0, from); cell < Math.Min(speed.Length, to); cell++)
        {
            if (!(speed[cell] > 0.3f))
                continue;
            sum += Math.Log(speed[cell]);
            count++;
        }
        return count == 0 ? double.NaN : sum / count;
    }
}
