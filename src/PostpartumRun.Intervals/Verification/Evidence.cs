using System.Numerics;

namespace PostpartumRun.Intervals;

/// <summary>
/// What the records testify, on the timer's axis: one value a second for each channel, NaN where nothing is known.
/// A record speaks for the seconds around it, half the way to its neighbours, as long as these are not too far apart for
/// smart recording (1–8 s).
/// </summary>
internal sealed class Evidence
{
    /// <summary>Neighbouring samples at most this far apart, in seconds, speak for the time between them.</summary>
    internal const int LongestHold = 10;

    /// <summary>Records that are placed at once where each has the second after the last one's.</summary>
    private const int Block = 32;

    private float[] _speed = [];
    private float[] _cadence = [];
    private float[] _oscillation = [];
    private float[] _stance = [];
    private float[] _power = [];
    private float[] _heart = [];
    private float[] _travelled = [];
    private float[] _scratch = [];
    private bool[] _isRecorded = [];
    private int[] _cells = [];
    private int _length;
    private readonly CadenceTrust _trust = new();

    /// <summary>Metres a second.</summary>
    internal ReadOnlySpan<float> Speed => _speed.AsSpan(0, _length);

    /// <summary>Steps a minute.</summary>
    internal ReadOnlySpan<float> Cadence => _cadence.AsSpan(0, _length);

    /// <summary>Millimetres.</summary>
    internal ReadOnlySpan<float> Oscillation => _oscillation.AsSpan(0, _length);

    /// <summary>Milliseconds.</summary>
    internal ReadOnlySpan<float> Stance => _stance.AsSpan(0, _length);

    /// <summary>Watts.</summary>
    internal ReadOnlySpan<float> Power => _power.AsSpan(0, _length);

    /// <summary>Beats a minute.</summary>
    internal ReadOnlySpan<float> Heart => _heart.AsSpan(0, _length);

    /// <summary>Metres from the beginning up to each second's start, one value more than there are seconds; it never falls.</summary>
    internal ReadOnlySpan<float> Travelled => _travelled.AsSpan(0, _length + 1);

    /// <summary>Whether a second has a record of its own, and is not spoken for by its neighbours.</summary>
    internal ReadOnlySpan<bool> IsRecorded => _isRecorded.AsSpan(0, _length);

    /// <summary>Whether there is a speed that can be believed.</summary>
    internal bool HasSpeed { get; private set; }

    /// <summary>Whether cadence was recorded, and was not 0 throughout.</summary>
    internal bool HasCadence { get; private set; }

    /// <summary>Seconds of cadence that were not believed, as with hands on a buggy.</summary>
    internal int DisbelievedCadence => HasCadence ? _trust.Disbelieved : 0;

    /// <summary>A first look at the speeds.</summary>
    internal SpeedLook Look { get; private set; }

    /// <summary>Whether vertical oscillation was recorded.</summary>
    internal bool HasOscillation { get; private set; }

    /// <summary>Whether stance time was recorded.</summary>
    internal bool HasStance { get; private set; }

    /// <summary>Whether power was recorded.</summary>
    private bool HasPower { get; set; }

    /// <summary>Whether oscillation, stance time or power was recorded.</summary>
    internal bool HasDynamics => HasOscillation || HasStance || HasPower;

    /// <summary>Whether the distance covered is known.</summary>
    internal bool HasDistance { get; private set; }

    /// <summary>Whether the file has a speed that its own cadence contradicts, as on a treadmill.</summary>
    internal bool IsSpeedRefuted { get; private set; }

    /// <summary>Reads a recording's channels onto the axis.</summary>
    internal void Fill(Recording recording, Timeline timeline)
    {
        _length = timeline.Cells;
        Reserve();
        MapRecords(recording, timeline);
        FillSpeed(recording);
        if (!recording.IsOnFoot)
        {
            Forget();
            return;
        }
        Spread(recording[Channel.Cadence], _cadence, 0, 254);
        HasCadence = CadenceScale.ToSteps(_cadence.AsSpan(0, _length), Speed);
        HasOscillation = Spread(recording[Channel.VerticalOscillation], _oscillation, 1, 250);
        HasStance = Spread(recording[Channel.StanceTime], _stance, 50, 1500);
        HasPower = Spread(recording[Channel.Power], _power, 1, 2000);
        Spread(recording[Channel.HeartRate], _heart, 20, 250);
        JudgeSpeed();
        Look = SpeedLook.Of(this);
        if (HasCadence)
            _trust.Judge(_cadence.AsSpan(0, _length), Speed, Look);
    }

    /// <summary>On a bicycle or in the water, speed and cadence say nothing of gait; how far she came is still known.</summary>
    private void Forget()
    {
        foreach (float[] channel in (ReadOnlySpan<float[]>)[_speed, _cadence, _oscillation, _stance, _power, _heart])
            channel.AsSpan(0, _length).Fill(float.NaN);
        (HasSpeed, HasCadence, IsSpeedRefuted, Look) = (false, false, false, default);
        (HasOscillation, HasStance, HasPower) = (false, false, false);
    }

    private void Reserve()
    {
        if (_speed.Length >= _length + 1)
            return;
        int size = Math.Max(4096, (int)Math.Min(Timeline.MaxCells + 1, (_length + 1) * 3L / 2));
        _speed = new float[size];
        _cadence = new float[size];
        _oscillation = new float[size];
        _stance = new float[size];
        _power = new float[size];
        _heart = new float[size];
        _travelled = new float[size];
        _scratch = new float[size];
        _isRecorded = new bool[size];
    }

    /// <summary>Finds each record's second; -1 for those off the axis or within a pause.</summary>
    private void MapRecords(Recording recording, Timeline timeline)
    {
        var times = recording.Times;
        if (_cells.Length < times.Length)
            _cells = new int[times.Length + (times.Length / 2)];
        _isRecorded.AsSpan(0, _length).Clear();
        var holes = timeline.Holes;
        if (holes.Count == 0)
            MapUnbroken(times);
        else
            MapAround(holes, times);
    }

    private void MapUnbroken(ReadOnlySpan<int> times)
    {
        var cells = _cells.AsSpan(0, times.Length);
        for (int index = 0; index < times.Length; index++)
        {
            // They ascend: so many apart at both ends, there is one for each second between them.
            while (index <= times.Length - Block && times[index] >= 0 && times[index + Block - 1] == times[index] + Block - 1
                && times[index] <= _length - Block)
            {
                times.Slice(index, Block).CopyTo(cells[index..]);
                _isRecorded.AsSpan(times[index], Block).Fill(true);
                index += Block;
            }
            if (index == times.Length)
                break;
            int time = times[index];
            bool isOnAxis = (uint)time < (uint)_length;
            cells[index] = isOnAxis ? time : -1;
            if (isOnAxis)
                _isRecorded[time] = true;
        }
    }

    private void MapAround(IReadOnlyList<Timeline.Hole> holes, ReadOnlySpan<int> times)
    {
        int next = 0;
        double before = 0;
        for (int index = 0; index < times.Length; index++)
        {
            double time = times[index];
            while (next < holes.Count && time >= holes[next].End)
            {
                before = holes[next].Before + holes[next].Length;
                next++;
            }
            bool isPaused = next < holes.Count && time > holes[next].Start;
            double timer = time - before;
            _cells[index] = isPaused || timer < 0 || timer >= _length ? -1 : (int)timer;
            if (_cells[index] >= 0)
                _isRecorded[_cells[index]] = true;
        }
    }

    /// <summary>Gives each second the value of the sample next to it. Returns whether there was any.</summary>
    private bool Spread(ReadOnlySpan<float> values, float[] grid, float low, float high)
    {
        grid.AsSpan(0, _length).Fill(float.NaN);
        int last = -1;
        float lastValue = float.NaN;
        for (int index = 0; index < values.Length; index++)
        {
            if (last >= 0 && _cells[index] == last + 1)
            {
                int copied = CopySeconds(values, index, grid, low, high);
                index += copied;
                if (copied > 0)
                    (last, lastValue) = (_cells[index - 1], values[index - 1]);
                if (index >= values.Length)
                    break;
            }
            int cell = _cells[index];
            float value = values[index];
            if (cell < 0 || !(value >= low && value <= high))
                continue;
            if (last >= 0 && cell - last <= LongestHold)
            {
                int middle = (last + cell + 1) / 2;
                for (int between = last + 1; between < cell; between++)
                    grid[between] = between < middle ? lastValue : value;
            }
            grid[cell] = value;
            (last, lastValue) = (cell, value);
        }
        return last >= 0;
    }

    /// <summary>Copies samples that are a second apart, several at a time, as long as all are within the bounds. Returns how many.</summary>
    private int CopySeconds(ReadOnlySpan<float> values, int from, float[] grid, float low, float high)
    {
        int index = from;
        for (; index <= values.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            if (!AreSeconds(index))
                break;
            var several = new Vector<float>(values[index..]);
            if (!Vector.GreaterThanOrEqualAll(several, new(low)) || !Vector.LessThanOrEqualAll(several, new Vector<float>(high)))
                break;
            several.CopyTo(grid, _cells[index]);
        }
        return index - from;
    }

    /// <summary>Whether several records from one on have the seconds after the one before it, one each.</summary>
    private bool AreSeconds(int index) =>
        new Vector<int>(_cells, index) == new Vector<int>(_cells[index - 1] + 1) + Vector<int>.Indices;

    private void FillSpeed(Recording recording)
    {
        HasDistance = FillTravelled(recording[Channel.Distance]);
        bool hasSpeed = Spread(recording[Channel.Speed], _speed, 0, 12);
        if (!hasSpeed && HasDistance)
            SpeedFromDistance();
        else if (!hasSpeed)
            _speed.AsSpan(0, _length).Fill(float.NaN);
        else
            SpeedDropouts.Remove(_speed.AsSpan(0, _length), IsRecorded);
        HasSpeed = hasSpeed || HasDistance;
        if (HasSpeed)
            RemoveSpikes();
        if (!HasDistance && hasSpeed)
        {
            HasDistance = true;
            for (int cell = 0; cell < _length; cell++)
                _travelled[cell + 1] = _travelled[cell] + (float.IsNaN(_speed[cell]) ? 0 : _speed[cell]);
        }
    }

    private bool FillTravelled(ReadOnlySpan<float> distances)
    {
        var travelled = _travelled.AsSpan(0, _length + 1);
        travelled.Clear();
        var cells = _cells.AsSpan(0, distances.Length);
        int last = -1;
        float first = 0;
        float reached = 0;
        for (int index = 0; index < distances.Length; index++)
        {
            if (last >= 0 && cells[index - 1] == last && distances[index - 1] - first == reached)
            {
                index += FillSeconds(distances, index, first, travelled);
                (last, reached) = (cells[index - 1], distances[index - 1] - first);
                if (index == distances.Length)
                    break;
            }
            int cell = cells[index];
            float distance = distances[index];
            if (cell < 0 || !float.IsFinite(distance))
                continue;
            if (last < 0)
                first = distance < 100 ? 0 : distance;
            // It never falls, and no distance here is unknown.
            float value = distance - first > reached ? distance - first : reached;
            int from = Math.Max(last, 0);
            if (cell == from + 1)
                travelled[cell] = reached + (value - reached);
            else
                FillBetween(from, reached, cell, value);
            if (cell == 0)
                travelled[0] = value;
            (last, reached) = (cell, value);
        }
        travelled[(Math.Max(last, 0) + 1)..].Fill(reached);
        return reached > 0;
    }

    /// <summary>
    /// The same for samples that are a second apart, several at a time, as long as none falls behind the one before. Returns how many.
    /// </summary>
    private int FillSeconds(ReadOnlySpan<float> distances, int from, float first, Span<float> travelled)
    {
        int index = from;
        for (; index <= distances.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            if (!AreSeconds(index))
                break;
            var reached = new Vector<float>(distances[(index - 1)..]) - new Vector<float>(first);
            var value = new Vector<float>(distances[index..]) - new Vector<float>(first);
            if (!Vector.GreaterThanOrEqualAll(value, reached) || !Vector.LessThanAll(value, new Vector<float>(float.PositiveInfinity)))
                break;
            (reached + (value - reached)).CopyTo(travelled[_cells[index]..]);
        }
        return index - from;
    }

    private void FillBetween(int from, float reached, int to, float value)
    {
        for (int between = from + 1; between <= to; between++)
            _travelled[between] = reached + ((value - reached) * (between - from) / (to - from));
    }

    /// <summary>Speed as the distance covered in the four seconds around, so that whole metres do not flicker.</summary>
    private void SpeedFromDistance()
    {
        for (int cell = 0; cell < _length; cell++)
        {
            int from = Math.Max(0, cell - 2);
            int to = Math.Min(_length, cell + 2);
            float speed = (_travelled[to] - _travelled[from]) / Math.Max(1, to - from);
            _speed[cell] = speed < 12 ? speed : float.NaN;
        }
    }

    /// <summary>A median of five: spikes of GPS last a second or two.</summary>
    private void RemoveSpikes()
    {
        _speed.AsSpan(0, _length).CopyTo(_scratch);
        int cell = 2;
        for (; cell <= _length - 2 - Vector<float>.Count; cell += Vector<float>.Count)
        {
            var middle = Median(
                new(_scratch, cell - 2), new(_scratch, cell - 1), new(_scratch, cell), new(_scratch, cell + 1), new Vector<float>(_scratch, cell + 2));
            middle.CopyTo(_speed, cell);
        }
        for (; cell < _length - 2; cell++)
        {
            _speed[cell] = Median(
                new(_scratch[cell - 2]), new(_scratch[cell - 1]), new(_scratch[cell]), new(_scratch[cell + 1]), new Vector<float>(_scratch[cell + 2]))[0];
        }
    }

    /// <summary>The median of five values each, or the third of them where any is unknown.</summary>
    private static Vector<float> Median(Vector<float> a, Vector<float> b, Vector<float> c, Vector<float> d, Vector<float> e)
    {
        var sum = a + b + c + d + e;
        // The larger of the two smaller, and the smaller of the two larger, of two pairs each: the median is theirs and the fifth's.
        var low = Vector.Max(Vector.Min(a, b), Vector.Min(d, e));
        var high = Vector.Min(Vector.Max(a, b), Vector.Max(d, e));
        var middle = Vector.Max(Vector.Min(low, high), Vector.Min(Vector.Max(low, high), c));
        return Vector.ConditionalSelect(Vector.Equals(sum, sum), middle, c);
    }

    /// <summary>
    /// Disbelieves a speed that never varies, or that says she stood where the cadence says she stepped: a treadmill's.
    /// </summary>
    private void JudgeSpeed()
    {
        IsSpeedRefuted = false;
        if (!HasSpeed)
            return;
        Vector<int> known = default, stepping = default, standing = default;
        Vector<float> least = new(float.MaxValue), most = default;
        int cell = 0;
        for (; cell <= _length - Vector<float>.Count; cell += Vector<float>.Count)
            Look(new(_speed, cell), new(_cadence, cell));
        for (; cell < _length; cell++)
            Look(Vector.WithElement(new Vector<float>(float.NaN), 0, _speed[cell]), new(_cadence[cell]));
        (float slowest, float fastest) = (float.MaxValue, 0);
        for (int lane = 0; lane < Vector<float>.Count; lane++)
            (slowest, fastest) = (Math.Min(slowest, least[lane]), Math.Max(fastest, most[lane]));
        bool isFlat = Vector.Sum(known) > 60 && fastest - slowest < 0.05f;
        IsSpeedRefuted = isFlat || (Vector.Sum(stepping) > 30 && Vector.Sum(standing) * 3 > Vector.Sum(stepping));
        if (!IsSpeedRefuted)
            return;
        HasSpeed = false;
        _speed.AsSpan(0, _length).Fill(float.NaN);

        void Look(Vector<float> speed, Vector<float> cadence)
        {
            var isKnown = Vector.Equals(speed, speed);
            var isStepping = isKnown & Vector.GreaterThan(cadence, new Vector<float>(60));
            known -= isKnown;
            stepping -= isStepping;
            standing -= isStepping & Vector.LessThan(speed, new Vector<float>(0.4f));
            least = Vector.Min(least, Vector.ConditionalSelect(isKnown, speed, least));
            most = Vector.Max(most, Vector.ConditionalSelect(isKnown, speed, most));
        }
    }
}
