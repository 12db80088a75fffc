using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using PostpartumRun.Fit;

namespace PostpartumRun.Watch;

/// <summary>A number in each of many messages of one layout: (raw - <paramref name="Zero"/>) / <paramref name="Scale"/>, as exact as a float can be.</summary>
/// <param name="Offset">Where it begins in a message's data.</param>
/// <param name="BaseType">How it is stored; see <see cref="CanBe"/>.</param>
/// <param name="Scale">What it is divided by.</param>
/// <param name="Zero">What stands for 0.</param>
internal readonly record struct Lane(int Offset, FitBaseType BaseType, float Scale, float Zero)
{
    public int Width => BaseType.Size();

    public int End => Offset + Width;

    /// <summary>Whether numbers of a type can be read many at a time: all but those of eight bytes and those with a sign, which no watch writes here.</summary>
    public static bool CanBe(FitBaseType type) => type is FitBaseType.Enum or FitBaseType.UInt8 or FitBaseType.UInt8Z or FitBaseType.Byte
        or FitBaseType.UInt16 or FitBaseType.UInt16Z or FitBaseType.UInt32 or FitBaseType.UInt32Z or FitBaseType.Float32;
}

/// <summary>
/// Reads the same fields of many messages at a time. Fields that lie within 16 bytes are loaded at once, moved to eight lanes of four bytes,
/// scaled together, and turned with those of seven more messages into columns.
/// </summary>
internal sealed class FieldLanes
{
    /// <summary>How many messages are read at a time.</summary>
    public const int Batch = 256;

    /// <summary>The bytes of a window, and the least that stand in a file before the end of any message: its header and the definition.</summary>
    private const int WindowSize = 16;

    private const int LanesInWindow = 8;

    private readonly Window[] _windows;

    /// <param name="lanes">What to read.</param>
    /// <param name="isBigEndian">Whether numbers have their highest byte first.</param>
    public FieldLanes(IEnumerable<Lane> lanes, bool isBigEndian)
    {
        var sorted = lanes.Order(Comparer<Lane>.Create((a, b) => a.Offset.CompareTo(b.Offset))).ToList();
        var windows = new List<Window>();
        for (int first = 0, next; first < sorted.Count; first = next)
        {
            next = first + 1;
            while (next < sorted.Count && next - first < LanesInWindow && sorted[next].End - sorted[first].Offset <= WindowSize)
                next++;
            windows.Add(Window.Of(CollectionsMarshal.AsSpan(sorted)[first..next], isBigEndian));
        }
        _windows = [.. windows];
        Lanes = [.. sorted];
        Places = [.. windows.SelectMany((window, index) => Enumerable.Range(index * LanesInWindow, window.Count))];
    }

    /// <summary>The lanes, in their order in a message.</summary>
    public IReadOnlyList<Lane> Lanes { get; }

    /// <summary>Which column each lane fills.</summary>
    private int[] Places { get; }

    /// <summary>How many values <see cref="Read"/> needs room for.</summary>
    public int Room => _windows.Length * LanesInWindow * Batch;

    /// <summary>A lane's values among those that were read.</summary>
    public Span<float> Column(Span<float> values, int lane, int count) => values.Slice(Places[lane] * Batch, count);

    /// <summary>Reads messages' numbers, NaN for those that are invalid.</summary>
    /// <param name="file">What the messages stand in.</param>
    /// <param name="positions">Where the data of each begins, at most <see cref="Batch"/>.</param>
    /// <param name="values">Room for <see cref="Room"/>.</param>
    public void Read(ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Span<float> values)
    {
        for (int i = 0; i < _windows.Length; i++)
            _windows[i].Read(file, positions, values.Slice(i * LanesInWindow * Batch, LanesInWindow * Batch));
    }

    /// <summary>Sixteen bytes of a message, and how up to eight numbers come of them.</summary>
    private readonly struct Window
    {
        private readonly int _offset;
        private readonly bool _hasReals;
        private readonly Vector128<byte> _lower;
        private readonly Vector128<byte> _upper;
        private readonly Vector256<uint> _bytes;
        private readonly Vector256<uint> _invalid;
        private readonly Vector256<uint> _reals;
        private readonly Vector256<float> _zero;
        private readonly Vector256<float> _scale;

        private Window(ReadOnlySpan<Lane> lanes, bool isBigEndian)
        {
            Count = lanes.Length;
            _offset = lanes[^1].End - WindowSize;
            _scale = Vector256<float>.One;
            Span<byte> shuffle = stackalloc byte[LanesInWindow * sizeof(uint)];
            for (int i = 0; i < lanes.Length; i++)
            {
                var lane = lanes[i];
                for (int place = 0; place < lane.Width; place++)
                    shuffle[(i * sizeof(uint)) + place] = (byte)((isBigEndian ? lane.End - 1 - place : lane.Offset + place) - _offset);
                bool isReal = lane.BaseType == FitBaseType.Float32;
                _hasReals |= isReal;
                _bytes = _bytes.WithElement(i, uint.MaxValue >> (8 * (sizeof(uint) - lane.Width)));
                _invalid = _invalid.WithElement(i, (uint)lane.BaseType.Invalid());
                _reals = _reals.WithElement(i, isReal ? uint.MaxValue : 0);
                _zero = _zero.WithElement(i, lane.Zero);
                _scale = _scale.WithElement(i, lane.Scale);
            }
            _lower = Vector128.Create<byte>(shuffle);
            _upper = Vector128.Create<byte>(shuffle[WindowSize..]);
        }

        public int Count { get; }

        public static Window Of(ReadOnlySpan<Lane> lanes, bool isBigEndian) => new(lanes, isBigEndian);

        public void Read(ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Span<float> values)
        {
            int i = 0;
            if (Avx.IsSupported)
            {
                var columns = MemoryMarshal.Cast<float, Vector256<float>>(values);
                for (; i <= positions.Length - LanesInWindow; i += LanesInWindow)
                    ReadEight(file, positions.Slice(i, LanesInWindow), columns[(i / LanesInWindow)..]);
            }
            for (; i < positions.Length; i++)
            {
                var row = ReadOne(file, positions[i]);
                for (int lane = 0; lane < Count; lane++)
                    values[(lane * Batch) + i] = row[lane];
            }
        }

        private Vector256<float> ReadOne(ReadOnlySpan<byte> file, int position)
        {
            var bytes = Vector128.Create(file.Slice(position + _offset, WindowSize));
            var raw = Vector256.Create(Vector128.ShuffleNative(bytes, _lower), Vector128.ShuffleNative(bytes, _upper)).AsUInt32() & _bytes;
            var number = Vector256.ConvertToSingle(raw);
            if (_hasReals)
                number = Vector256.ConditionalSelect(_reals.AsSingle(), raw.AsSingle(), number);
            return Vector256.ConditionalSelect(
                Vector256.Equals(raw, _invalid).AsSingle(), Vector256.Create(float.NaN), (number - _zero) / _scale);
        }

        /// <summary>Reads eight messages, and turns their rows into columns: pairs of numbers change places, then pairs of pairs, then halves.</summary>
        private void ReadEight(ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Span<Vector256<float>> columns)
        {
            var (a, b) = (ReadOne(file, positions[0]), ReadOne(file, positions[1]));
            var (c, d) = (ReadOne(file, positions[2]), ReadOne(file, positions[3]));
            var (e, f) = (ReadOne(file, positions[4]), ReadOne(file, positions[5]));
            var (g, h) = (ReadOne(file, positions[6]), ReadOne(file, positions[7]));
            var (ab, abHigh) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
            var (cd, cdHigh) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
            var (ef, efHigh) = (Avx.UnpackLow(e, f), Avx.UnpackHigh(e, f));
            var (gh, ghHigh) = (Avx.UnpackLow(g, h), Avx.UnpackHigh(g, h));
            PutHalves(Pairs(ab, cd, high: false), Pairs(ef, gh, high: false), columns, 0);
            PutHalves(Pairs(ab, cd, high: true), Pairs(ef, gh, high: true), columns, 1);
            PutHalves(Pairs(abHigh, cdHigh, high: false), Pairs(efHigh, ghHigh, high: false), columns, 2);
            PutHalves(Pairs(abHigh, cdHigh, high: true), Pairs(efHigh, ghHigh, high: true), columns, 3);
        }

        private static Vector256<float> Pairs(Vector256<float> left, Vector256<float> right, bool high) => high
            ? Avx.UnpackHigh(left.AsDouble(), right.AsDouble()).AsSingle()
            : Avx.UnpackLow(left.AsDouble(), right.AsDouble()).AsSingle();

        private static void PutHalves(Vector256<float> first, Vector256<float> second, Span<Vector256<float>> columns, int lane)
        {
            const int Column = Batch / LanesInWindow;
            columns[lane * Column] = Vector256.Create(first.GetLower(), second.GetLower());
            columns[(lane + (LanesInWindow / 2)) * Column] = Vector256.Create(first.GetUpper(), second.GetUpper());
        }
    }
}
