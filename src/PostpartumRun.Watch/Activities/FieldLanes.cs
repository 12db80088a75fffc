using System.Buffers.Binary;
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
/// Reads the same fields of many messages at a time. Fields that lie within 16 bytes are loaded at once, moved to lanes of four bytes and
/// turned with those of other messages into columns, which are scaled one by one.
/// </summary>
internal sealed class FieldLanes
{
    /// <summary>How many messages are read at a time.</summary>
    public const int Batch = 256;

    /// <summary>The bytes of a window, and the least that stand in a file before the end of any message: its header and the definition.</summary>
    private const int WindowSize = 16;

    private const int LanesInWindow = 8;

    /// <summary>How many messages' lanes are turned together, and how many lanes of each.</summary>
    private const int Square = 4;

    /// <summary>How many messages are turned at a time, as many as a vector has lanes.</summary>
    private const int Eight = 2 * Square;

    /// <summary>From one column to the next, in vectors.</summary>
    private const int Stride = Batch / Eight;

    private readonly Lane[] _lanes;
    private readonly Window[] _windows;

    /// <param name="lanes">What to read.</param>
    /// <param name="isBigEndian">Whether numbers have their highest byte first.</param>
    public FieldLanes(IEnumerable<Lane> lanes, bool isBigEndian)
    {
        Lane[] sorted = [.. lanes.Order(Comparer<Lane>.Create((a, b) => a.Offset.CompareTo(b.Offset)))];
        var windows = new List<Window>();
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            next = first + 1;
            while (next < sorted.Length && next - first < LanesInWindow && sorted[next].End - sorted[first].Offset <= WindowSize)
                next++;
            windows.Add(new(first, sorted[first..next], isBigEndian));
        }
        _windows = [.. windows];
        _lanes = sorted;
    }

    /// <summary>The lanes, in their order in a message.</summary>
    public IReadOnlyList<Lane> Lanes => _lanes;

    /// <summary>How many values <see cref="Read"/> needs room for. Columns are written four at a time: three may be written behind the last.</summary>
    public int Room => (_lanes.Length + Square - 1) * Batch;

    /// <summary>A lane's values among those that were read.</summary>
    public static Span<float> Column(Span<float> values, int lane, int count) => values.Slice(lane * Batch, count);

    /// <summary>Reads messages' numbers, NaN for those that are invalid.</summary>
    /// <param name="file">What the messages stand in.</param>
    /// <param name="positions">Where the data of each begins, at most <see cref="Batch"/>.</param>
    /// <param name="values">Room for <see cref="Room"/>.</param>
    public void Read(ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Span<float> values)
    {
        var raw = MemoryMarshal.Cast<float, uint>(values);
        foreach (var window in _windows)
            window.Read(file, positions, raw);
        for (int lane = 0; lane < _lanes.Length; lane++)
            Scale(_lanes[lane], raw.Slice(lane * Batch, Batch), positions.Length);
    }

    /// <summary>Makes numbers of so many raw ones, and of what stands behind them up to a whole vector.</summary>
    private static void Scale(in Lane lane, Span<uint> column, int count)
    {
        var invalid = Vector256.Create((uint)lane.BaseType.Invalid());
        var zero = Vector256.Create(lane.Zero);
        var scale = Vector256.Create(lane.Scale);
        bool isReal = lane.BaseType == FitBaseType.Float32;
        bool isScaled = lane.Zero != 0 || lane.Scale != 1;
        int vectors = (count + Eight - 1) / Eight;
        foreach (ref var raw in MemoryMarshal.Cast<uint, Vector256<uint>>(column)[..vectors])
        {
            var number = isReal ? raw.AsSingle() : Vector256.ConvertToSingle(raw);
            if (isScaled)
                number = (number - zero) / scale;
            raw = Vector256.ConditionalSelect(Vector256.Equals(raw, invalid), Vector256.Create(float.NaN).AsUInt32(), number.AsUInt32());
        }
    }

    /// <summary>Sixteen bytes of a message, and where in them up to eight numbers are.</summary>
    private sealed class Window
    {
        private readonly Lane[] _lanes;
        private readonly int _first;
        private readonly int _offset;
        private readonly bool _isBigEndian;

        /// <summary>Which of the bytes, in both halves alike, are those of the first four lanes and of the others; none for what is to be 0.</summary>
        private readonly Vector256<byte> _lower;
        private readonly Vector256<byte> _upper;

        /// <param name="first">The first lane's column.</param>
        /// <param name="lanes">The lanes, in their order in a message.</param>
        /// <param name="isBigEndian">Whether numbers have their highest byte first.</param>
        public Window(int first, Lane[] lanes, bool isBigEndian)
        {
            (_first, _lanes, _isBigEndian) = (first, lanes, isBigEndian);
            _offset = lanes[^1].End - WindowSize;
            Span<byte> shuffle = stackalloc byte[LanesInWindow * sizeof(uint)];
            shuffle.Fill(byte.MaxValue);
            for (int i = 0; i < lanes.Length; i++)
            {
                for (int place = 0; place < lanes[i].Width; place++)
                    shuffle[(i * sizeof(uint)) + place] = (byte)((isBigEndian ? lanes[i].End - 1 - place : lanes[i].Offset + place) - _offset);
            }
            var lower = Vector128.Create<byte>(shuffle);
            var upper = Vector128.Create<byte>(shuffle[WindowSize..]);
            (_lower, _upper) = (Vector256.Create(lower, lower), Vector256.Create(upper, upper));
        }

        /// <summary>Reads the raw numbers into columns.</summary>
        public void Read(ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Span<uint> columns)
        {
            columns = columns[(_first * Batch)..];
            int turned = Avx2.IsSupported ? Turn(file, positions, columns) : 0;
            for (int lane = 0; lane < _lanes.Length; lane++)
                Gather(_lanes[lane], file, positions[turned..], columns.Slice((lane * Batch) + turned, positions.Length - turned));
        }

        /// <summary>Loads four bytes that end with a number's last one, one message after the other.</summary>
        private void Gather(in Lane lane, ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Span<uint> column)
        {
            int unused = 8 * (sizeof(uint) - lane.Width);
            for (int i = 0; i < positions.Length; i++)
            {
                var bytes = file.Slice(positions[i] + lane.End - sizeof(uint), sizeof(uint));
                column[i] = _isBigEndian
                    ? BinaryPrimitives.ReadUInt32BigEndian(bytes) << unused >> unused
                    : BinaryPrimitives.ReadUInt32LittleEndian(bytes) >> unused;
            }
        }

        /// <summary>
        /// Reads as many messages as eights are in them. Of eight, those that are four apart lie in one vector's halves: what has to be turned
        /// are then two squares side by side.
        /// </summary>
        /// <returns>How many were read.</returns>
        private int Turn(ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Span<uint> columns)
        {
            var eights = MemoryMarshal.Cast<uint, Vector256<uint>>(columns);
            int count = positions.Length & -Eight;
            for (int i = 0; i < count; i += Eight)
            {
                var eight = positions.Slice(i, Eight);
                var a = Load(file, eight[0], eight[4]);
                var b = Load(file, eight[1], eight[5]);
                var c = Load(file, eight[2], eight[6]);
                var d = Load(file, eight[3], eight[7]);
                Turn(a, b, c, d, _lower, eights[(i / Eight)..]);
                if (_lanes.Length > Square)
                    Turn(a, b, c, d, _upper, eights[((Square * Stride) + (i / Eight))..]);
            }
            return count;
        }

        private Vector256<byte> Load(ReadOnlySpan<byte> file, int position, int fourLater) => Vector256.Create(
            Vector128.Create(file.Slice(position + _offset, WindowSize)), Vector128.Create(file.Slice(fourLater + _offset, WindowSize)));

        /// <summary>Picks four lanes of each, and turns them: single numbers change places, then pairs.</summary>
        private static void Turn(
            Vector256<byte> a, Vector256<byte> b, Vector256<byte> c, Vector256<byte> d, Vector256<byte> lanes, Span<Vector256<uint>> columns)
        {
            var (first, second) = (Avx2.Shuffle(a, lanes).AsUInt32(), Avx2.Shuffle(b, lanes).AsUInt32());
            var (third, fourth) = (Avx2.Shuffle(c, lanes).AsUInt32(), Avx2.Shuffle(d, lanes).AsUInt32());
            var (low, lowLater) = (Avx2.UnpackLow(first, second).AsUInt64(), Avx2.UnpackLow(third, fourth).AsUInt64());
            var (high, highLater) = (Avx2.UnpackHigh(first, second).AsUInt64(), Avx2.UnpackHigh(third, fourth).AsUInt64());
            // The last one first: that there is room for the others need not be checked then.
            columns[3 * Stride] = Avx2.UnpackHigh(high, highLater).AsUInt32();
            columns[2 * Stride] = Avx2.UnpackLow(high, highLater).AsUInt32();
            columns[Stride] = Avx2.UnpackHigh(low, lowLater).AsUInt32();
            columns[0] = Avx2.UnpackLow(low, lowLater).AsUInt32();
        }
    }
}
