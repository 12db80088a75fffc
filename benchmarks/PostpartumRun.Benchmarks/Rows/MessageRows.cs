using System.IO.Pipelines;
using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using PostpartumRun.Fit;

namespace PostpartumRun.Benchmarks;

/// <summary>Every message, and the checksum.</summary>
public class Walk : FileRow
{
    private readonly FitReaderState _state = new();

    /// <summary>Counts the messages.</summary>
    [Benchmark]
    public int Messages()
    {
        _state.Reset();
        int messages = 0;
        var reader = new FitReader(File, isLast: true, _state);
        while (reader.Read())
            messages += reader.Token == FitToken.Message ? 1 : 0;
        return messages;
    }
}

/// <summary>Every field of every message, developer fields too, as scaled numbers; and the checksum.</summary>
public class Fields : FileRow
{
    private readonly FitReaderState _state = new();
    private readonly FieldSum _fields = new();

    /// <summary>Looks at them all.</summary>
    [Benchmark]
    public long All()
    {
        _state.Reset();
        _fields.Clear();
        var reader = new FitReader(File, isLast: true, _state);
        while (reader.Read())
            _fields.Visit(ref reader);
        return _fields.Bits;
    }
}

/// <summary>The same from a pipe, in segments of 4 kB out of a pool that holds no more than 64 kB; the yardstick is the time from memory.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class FieldsFromPipe : IDisposable
{
    private const int Segment = 4096;
    private const int MostHeld = 64 * 1024;

    private readonly FitReaderState _state = new();
    private readonly FieldSum _fields = new();
    private readonly BoundedPool _pool = new(MostHeld);
    private FitVisitor _visitor = null!;
    private MemoryStream _stream = new();
    private byte[] _file = [];

    /// <summary>Which kind of file.</summary>
    [Params(Input.Alternating, Input.Homogeneous)]
    public Input Input { get; set; }

    /// <summary>Reads the file, and makes ready.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _file = Input.Bytes();
        _stream = new(_file);
        _visitor = _fields.VisitOn;
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _stream.Dispose();
        _pool.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>From memory.</summary>
    [Benchmark(Baseline = true)]
    public long Span()
    {
        _state.Reset();
        _fields.Clear();
        var reader = new FitReader(_file, isLast: true, _state);
        while (reader.Read())
            _fields.Visit(ref reader);
        return _fields.Bits;
    }

    /// <summary>From a pipe. A memory stream never waits, so neither does this.</summary>
    [Benchmark]
    public long Pipe()
    {
        _state.Reset();
        _fields.Clear();
        _stream.Position = 0;
        var pipe = PipeReader.Create(_stream, new(_pool, Segment, minimumReadSize: Segment, leaveOpen: true));
        var reading = FitPipe.ReadAsync(pipe, _state, _visitor);
        if (!reading.IsCompletedSuccessfully)
            throw new InvalidOperationException("Memory was waited for.");
        _ = reading.Result;
        pipe.Complete();
        return _fields.Bits;
    }
}

/// <summary>All numbers' bits together, so that each is looked at.</summary>
internal sealed class FieldSum
{
    private readonly ScaledMessages _messages = new();

    public long Bits { get; private set; }

    public void Clear()
    {
        _messages.BeginFile();
        Bits = 0;
    }

    /// <summary>Goes on as far as the reader comes.</summary>
    public void VisitOn(ref FitReader reader)
    {
        do
            Visit(ref reader);
        while (reader.Read());
    }

    public void Visit(ref FitReader reader)
    {
        if (reader.Token != FitToken.Message)
            return;
        var numbers = MemoryMarshal.Cast<double, long>(_messages.Read(reader.Message).Numbers);
        var all = Vector<long>.Zero;
        for (; numbers.Length >= Vector<long>.Count; numbers = numbers[Vector<long>.Count..])
            all ^= new Vector<long>(numbers);
        long bits = Vector.Sum(all);
        foreach (long one in numbers)
            bits ^= one;
        Bits ^= bits;
    }
}
