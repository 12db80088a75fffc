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

    /// <summary>How many seconds of cadence told of steps that nobody made, or of none in a run.</summary>
    internal int Disbelieved { get; private set; }

    /// <summary>Takes back the cadence where it lies, from a column of steps a minute.</summary>
    internal void Judge(Span<float> cadence, ReadOnlySpan<float> speed, SpeedLook look)
    {
        Disbelieved = 0;
        if (_paths.Length < cadence.Length)
            _paths = new byte[Math.Max(4096, cadence.Length * 3 / 2)];
        bool hearsSpeed = look.IsTwofold && Agrees(cadence, speed, look);
        float middle = (float)(look.Slow + look.Fast) / 2;
        float perMeter = hearsSpeed ? (float)(2 / (look.Fast - look.Slow)) : 0;
        float honest = 0, lying = -Change;
        for (int cell = 0; cell < cadence.Length; cell++)
        {
            float side = float.IsNaN(speed[cell]) ? 0 : Math.Clamp((speed[cell] - middle) * perMeter, -1, 1);
            bool fromLying = lying - Change > honest;
            bool fromHonest = honest - Change > lying;
            _paths[cell] = (byte)((fromLying ? 1 : 0) | (fromHonest ? 2 : 0));
            (honest, lying) = (fromLying ? lying - Change : honest, fromHonest ? honest - Change : lying);
            honest += Honesty(cadence[cell], speed[cell], side);
        }
        TakeBack(cadence, speed, middle, honest < lying);
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
        }
    }

    /// <summary>How much likelier an honest cadence has this value than a lying one, as a logarithm.</summary>
    /// <param name="cadence">Steps a minute.</param>
    /// <param name="speed">Metres a second.</param>
    /// <param name="side">-1 for a walking speed up to 1 for a running one; 0 where speed does not tell.</param>
    private static float Honesty(float cadence, float speed, float side)
    {
        if (float.IsNaN(cadence))
            return 0;
        if (cadence <= CadenceScale.Least)
            return speed < 0.5f ? 0.2f : side <= 0 ? SwinglessWalk : SwinglessWalk + (side * (SwinglessRun - SwinglessWalk));
        if (cadence < Middle && !IsStep(cadence, speed))
            return Implausible;
        // Steps without a speed are a receiver's dropout, and no contradiction.
        float gait = speed < 0.5f ? 0 : Math.Clamp((cadence - Middle) * (1 / 12f), -1, 1);
        return Plausible + (1.5f * Math.Min(0, gait * side));
    }

    private static bool IsStep(float cadence, float speed) => float.IsNaN(speed)
        ? cadence >= 60
        : cadence >= 84 - (20 * Math.Clamp(1.3f - speed, 0, 1)) && (cadence > SlowWalk || speed * 60 <= LongestStep * cadence);

    /// <summary>Whether cadence, where it is plausible at all, mostly tells the gait that speed tells.</summary>
    private static bool Agrees(ReadOnlySpan<float> cadence, ReadOnlySpan<float> speed, SpeedLook look)
    {
        float middle = (float)(look.Slow + look.Fast) / 2;
        int alike = 0, compared = 0, moving = 0;
        for (int cell = 0; cell < cadence.Length; cell++)
        {
            if (!(speed[cell] > 0.7f))
                continue;
            moving++;
            if (!(cadence[cell] > Middle) && !IsStep(cadence[cell], speed[cell]))
                continue;
            compared++;
            alike += cadence[cell] > Middle == speed[cell] > middle ? 1 : 0;
        }
        return compared * 4 < moving || alike * 4 > compared * 3;
    }
}
