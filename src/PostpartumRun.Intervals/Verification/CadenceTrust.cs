using System.Numerics;

namespace PostpartumRun.Intervals;

/// <summary>
/// Finds the stretches in which the cadence lies: with hands on a buggy the wrist counts nothing, or the handle's shakes. A chain of two
/// states, honest and lying, that change rarely: each second is a small piece of evidence, and only what lasts is believed.
/// </summary>
/// <remarks>
/// What speaks against the cadence: values that nobody walks or runs with, steps too long for a walk, no swing at a running speed, and
/// a gait that speed denies. Speed is heard only where it shows two gaits, and where it mostly agrees with the cadence otherwise: that of
/// a treadmill does not.
/// </remarks>
internal sealed class CadenceTrust
{
    /// <summary>What a change between honest and lying costs: some 10 s of plain contradiction, or 30 s of plausible values.</summary>
    private const float Change = 10;

    private const float Plausible = 0.7f;

    /// <summary>More than any rounding of the sums.</summary>
    private const float Clear = 0.1f;

    private const float Implausible = -2;

    /// <summary>Without a swing she may be walking still, on real wrists 30 % of the time; running hardly ever.</summary>
    private const float SwinglessWalk = -0.4f;

    private const float SwinglessRun = -2;

    /// <summary>Steps a minute between walking and running.</summary>
    private const float Middle = 138;

    /// <summary>Up to so many steps a minute the way made tells shakes from steps.</summary>
    private const float SlowWalk = 95;

    /// <summary>The longest step of a slow walk, in metres.</summary>
    private const float LongestStep = 1.02f;

    private byte[] _paths = [];
    private float[] _honesty = [];

    /// <summary>How many seconds of cadence told of steps that nobody made, or of none in a run.</summary>
    internal int Disbelieved { get; private set; }

    /// <summary>Takes back the cadence where it lies, from a column of steps a minute.</summary>
    internal void Judge(Span<float> cadence, ReadOnlySpan<float> speed, SpeedLook look)
    {
        Disbelieved = 0;
        if (_paths.Length < cadence.Length)
        {
            _paths = new byte[Math.Max(4096, cadence.Length * 3 / 2)];
            _honesty = new float[_paths.Length];
        }
        bool hearsSpeed = look.IsTwofold && Agrees(cadence, speed, look);
        float middle = (float)(look.Slow + look.Fast) / 2;
        Weigh(cadence, speed, middle, hearsSpeed ? (float)(2 / (look.Fast - look.Slow)) : 0);
        float honest = 0, lying = -Change;
        var paths = _paths.AsSpan(0, cadence.Length);
        var honesty = _honesty.AsSpan(0, cadence.Length);
        for (int cell = 0; cell < honesty.Length; cell++)
        {
            // At most one of the two is worth a change.
            byte path = 0;
            if (lying - Change > honest)
                (path, honest) = (1, lying - Change);
            else if (honest - Change > lying)
                (path, lying) = (2, honest - Change);
            paths[cell] = path;
            honest += honesty[cell];
            // Once honest, and plausible since, there is nothing to weigh.
            for (; path == 2 && honesty[cell] > Clear && cell + 1 < paths.Length; honest += honesty[cell])
                (lying, paths[++cell]) = (honest - Change, 2);
        }
        TakeBack(cadence, speed, middle, honest < lying);
    }

    private void Weigh(ReadOnlySpan<float> cadence, ReadOnlySpan<float> speed, float middle, float perMeter)
    {
        int cell = 0;
        for (; cell <= cadence.Length - Vector<float>.Count; cell += Vector<float>.Count)
            Honesty(new(cadence[cell..]), new(speed[cell..]), middle, perMeter).CopyTo(_honesty, cell);
        for (; cell < cadence.Length; cell++)
            _honesty[cell] = Honesty(new(cadence[cell]), new(speed[cell]), middle, perMeter)[0];
    }

    private void TakeBack(Span<float> cadence, ReadOnlySpan<float> speed, float middle, bool isLying)
    {
        for (int cell = cadence.Length - 1; cell >= 0; cell--)
        {
            // Without a speed, that the wrist did not swing is all that is known.
            if (isLying && !float.IsNaN(cadence[cell]) && (cadence[cell] > CadenceScale.Least || !float.IsNaN(speed[cell])))
            {
                // That walking wrists are still at times is nothing to report.
                Disbelieved += cadence[cell] > CadenceScale.Least || speed[cell] > middle ? 1 : 0;
                cadence[cell] = float.NaN;
            }
            isLying = isLying ? (_paths[cell] & 2) == 0 : (_paths[cell] & 1) != 0;
            if (!isLying)
                cell = _paths.AsSpan(0, cell).LastIndexOfAnyExcept((byte)2) + 1;
        }
    }

    /// <summary>How much likelier honest cadences have these values than lying ones, as logarithms.</summary>
    /// <param name="cadence">Steps a minute.</param>
    /// <param name="speed">Metres a second.</param>
    /// <param name="middle">The speed between walking and running.</param>
    /// <param name="perMeter">How much a metre a second away from it says; 0 where speed does not tell.</param>
    private static Vector<float> Honesty(Vector<float> cadence, Vector<float> speed, float middle, float perMeter)
    {
        var zero = Vector<float>.Zero;
        // -1 for a walking speed up to 1 for a running one.
        var side = Vector.ConditionalSelect(Vector.Equals(speed, speed), Unit((speed - new Vector<float>(middle)) * perMeter), zero);
        var isStanding = Vector.LessThan(speed, new Vector<float>(0.5f));
        var swingless = Vector.ConditionalSelect(
            isStanding, new(0.2f), new Vector<float>(SwinglessWalk) + (Vector.Max(side, zero) * (SwinglessRun - SwinglessWalk)));
        // Steps without a speed are a receiver's dropout, and no contradiction.
        var gait = Vector.ConditionalSelect(isStanding, zero, Unit((cadence - new Vector<float>(Middle)) * (1 / 12f)));
        var swinging = Vector.ConditionalSelect(
            Vector.GreaterThanOrEqual(cadence, new Vector<float>(Middle)) | AreSteps(cadence, speed),
            new Vector<float>(Plausible) + (1.5f * Vector.Min(zero, gait * side)),
            new(Implausible));
        var known = Vector.ConditionalSelect(Vector.LessThanOrEqual(cadence, new Vector<float>(CadenceScale.Least)), swingless, swinging);
        return Vector.ConditionalSelect(Vector.Equals(cadence, cadence), known, zero);
    }

    private static Vector<float> Unit(Vector<float> value) => Vector.Max(new(-1), Vector.Min(value, Vector<float>.One));

    private static Vector<int> AreSteps(Vector<float> cadence, Vector<float> speed)
    {
        var slowness = Vector.Max(Vector<float>.Zero, Vector.Min(new Vector<float>(1.3f) - speed, Vector<float>.One));
        var isQuick = Vector.GreaterThanOrEqual(cadence, new Vector<float>(84) - (20 * slowness));
        var isShort = Vector.GreaterThan(cadence, new Vector<float>(SlowWalk)) | Vector.LessThanOrEqual(speed * 60, LongestStep * cadence);
        return Vector.ConditionalSelect(
            Vector.Equals(speed, speed), isQuick & isShort, Vector.GreaterThanOrEqual(cadence, new Vector<float>(60)));
    }

    /// <summary>Whether cadence, where it is plausible at all, mostly tells the gait that speed tells.</summary>
    private static bool Agrees(ReadOnlySpan<float> cadence, ReadOnlySpan<float> speed, SpeedLook look)
    {
        float middle = (float)(look.Slow + look.Fast) / 2;
        Vector<int> alike = default, compared = default, moving = default;
        int cell = 0;
        for (; cell <= cadence.Length - Vector<float>.Count; cell += Vector<float>.Count)
            Compare(new(cadence[cell..]), new(speed[cell..]));
        for (; cell < cadence.Length; cell++)
            Compare(new(cadence[cell]), Vector.WithElement(new Vector<float>(float.NaN), 0, speed[cell]));
        return Vector.Sum(compared) * 4 < Vector.Sum(moving) || Vector.Sum(alike) * 4 > Vector.Sum(compared) * 3;

        void Compare(Vector<float> steps, Vector<float> pace)
        {
            var isMoving = Vector.GreaterThan(pace, new Vector<float>(0.7f));
            var isQuick = Vector.GreaterThan(steps, new Vector<float>(Middle));
            var isCompared = isMoving & (isQuick | AreSteps(steps, pace));
            var isFast = Vector.GreaterThan(pace, new Vector<float>(middle));
            moving -= isMoving;
            compared -= isCompared;
            alike -= isCompared & Vector.OnesComplement(isQuick ^ isFast);
        }
    }
}
