using System.Numerics;
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
/// Reads the same fields of many messages at a time. Fields that lie within 16 bytes are loaded at once, moved to four lanes of four bytes, scaled
/// together, and turned with those of three more messages into columns.
/// </summary>
internal sealed class FieldLanes
{
    /// <summary>How many messages are read at a time.</summary>
    public const int Batch = 256;

    /// <summary>The bytes of a window, and the least that stand in a file before the end of any message: its header and the definition.</summary>
    private const int WindowSize = 16;

    private const int LanesInWindow = 4;

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

    /// <summary>Sixteen bytes of a message, and how up to four numbers come of them.</summary>
    private readonly struct Window
    {
        private readonly int _offset;
        private readonly Vector128<byte> _shuffle;
        private readonly Vector128<uint> _bytes;
        private readonly Vector128<uint> _invalid;
        private readonly Vector128<uint> _reals;
        private readonly Vector128<float> _zero;
        private readonly Vector128<float> _scale;

        public int Count { get; }

        private Window(ReadOnlySpan<Lane> lanes, bool isBigEndian)
        {
            Count = lanes.Length;
            _offset = lanes[^1].End - WindowSize;
            _scale = Vector128<float>.One;
            Span<byte> shuffle = stackalloc byte[WindowSize];
            for (int i = 0; i < lanes.Length; i++)
            {
                var lane = lanes[i];
                for (int place = 0; place < lane.Width; place++)
                    shuffle[(i * sizeof(uint)) + place] = (byte)((isBigEndian ? lane.End - 1 - place : lane.Offset + place) - _offset);
                _bytes = _bytes.WithElement(i, uint.MaxValue >> (8 * (sizeof(uint) - lane.Width)));
                _invalid = _invalid.WithElement(i, (uint)lane.BaseType.Invalid());
                _reals = _reals.WithElement(i, lane.BaseType == FitBaseType.Float32 ? uint.MaxValue : 0);
                _zero = _zero.WithElement(i, lane.Zero);
                _scale = _scale.WithElement(i, lane.Scale);
            }
            _shuffle = Vector128.Create<byte>(shuffle);
        }

        public static Window Of(ReadOnlySpan<Lane> lanes, bool isBigEndian) => new(lanes, isBigEndian);

        public void Read(ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Span<float> values)
        {
            var columns = MemoryMarshal.Cast<float, Vector128<float>>(values);
            int quarters = Batch / LanesInWindow;
            int last = positions.Length - 1;
            for (int i = 0; i < positions.Length; i += 4)
            {
                var a = ReadOne(file, positions[i]);
                var b = ReadOne(file, positions[Math.Min(i + 1, last)]);
                var c = ReadOne(file, positions[Math.Min(i + 2, last)]);
                var d = ReadOne(file, positions[Math.Min(i + 3, last)]);
                Transpose(ref a, ref b, ref c, ref d);
                int at = i / 4;
                columns[at] = a;
                columns[quarters + at] = b;
                columns[(2 * quarters) + at] = c;
                columns[(3 * quarters) + at] = d;
            }
        }

        private Vector128<float> ReadOne(ReadOnlySpan<byte> file, int position)
        {
            var bytes = Vector128.Create(file.Slice(position + _offset, WindowSize));
            var raw = Vector128.ShuffleNative(bytes, _shuffle).AsUInt32() & _bytes;
            var number = Vector128.ConditionalSelect(_reals.AsSingle(), raw.AsSingle(), Vector128.ConvertToSingle(raw));
            return Vector128.ConditionalSelect(
                Vector128.Equals(raw, _invalid).AsSingle(), Vector128.Create(float.NaN), (number - _zero) / _scale);
        }

        private static void Transpose(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
        {
            if (Sse.IsSupported)
            {
                var (lowAc, highAc) = (Sse.UnpackLow(a, c), Sse.UnpackHigh(a, c));
                var (lowBd, highBd) = (Sse.UnpackLow(b, d), Sse.UnpackHigh(b, d));
                (a, b) = (Sse.UnpackLow(lowAc, lowBd), Sse.UnpackHigh(lowAc, lowBd));
                (c, d) = (Sse.UnpackLow(highAc, highBd), Sse.UnpackHigh(highAc, highBd));
                return;
            }
            var rows = Matrix4x4.Transpose(Matrix4x4.Create(a.AsVector4(), b.AsVector4(), c.AsVector4(), d.AsVector4()));
            (a, b, c, d) = (rows.X.AsVector128(), rows.Y.AsVector128(), rows.Z.AsVector128(), rows.W.AsVector128());
        }
    }
}
