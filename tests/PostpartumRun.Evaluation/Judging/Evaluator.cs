using System.Buffers;
using PostpartumRun.Intervals;
using PostpartumRun.Watch;

namespace PostpartumRun.Evaluation;

/// <summary>Makes outings, has them judged from their files, and counts. Not for two threads at once.</summary>
internal sealed class Evaluator(SeedSet set, IReadOnlyList<IJudge> judges) : IDisposable
{
    private readonly ActivityBytes _bytes = new();
    private readonly ArrayBufferWriter<byte> _file = new(1 << 17);
    private readonly ActivityReader _reader = new();
    private readonly Recording _recording = new();
    private readonly Answer _answer = new();

    /// <summary>The last outing's parts, for whoever wants to look at them.</summary>
    public Picture Picture { get; } = new();

    public Expectation Expectation { get; } = new();

    public Score Score { get; } = new();

    public Answer Answer => _answer;

    public Recording Recording => _recording;

    public ReadOnlyMemory<byte> File { get; private set; }

    /// <summary>Judges one outing by each judge, and gives each result to a counter.</summary>
    public void Run(Kind kind, long seed, Action<Outing, IJudge, Score> count)
    {
        var outing = Prepare(kind, seed);
        foreach (var judge in judges)
        {
            judge.Judge(_recording, outing.IsWatchLed ? null : outing.Workout, _answer);
            Score.Compare(Picture, Expectation, _answer);
            count(outing, judge, Score);
        }
    }

    /// <summary>Has the outing that was prepared last judged once more, from a file of a given byte order.</summary>
    public void Rewrite(bool isBigEndian, IJudge judge, Workout? workout, Answer answer)
    {
        Picture.IsBigEndian = isBigEndian;
        _bytes.Write(Picture, _file);
        using var recording = new Recording();
        _reader.Read(_file.WrittenSpan[..^(_file.WrittenCount - File.Length)], recording, out _);
        judge.Judge(recording, workout, answer);
    }

    /// <inheritdoc/>
    public void Dispose() => _recording.Dispose();

    /// <summary>Makes one outing, and reads its file.</summary>
    public Outing Prepare(Kind kind, long seed)
    {
        var outing = OutingMaker.Make(set, kind, seed);
        Photographer.Take(outing, Picture);
        _bytes.Write(Picture, _file);
        int missing = Picture.IsCutOff ? 3 + (int)(seed % 40) : 0;
        File = _file.WrittenMemory[..^missing];
        var reading = _reader.Read(File.Span, _recording, out _);
        if (reading != ActivityReading.Activity)
            throw new InvalidOperationException($"{outing} cannot be read.");
        bool areLapsTelling = outing.IsWatchLed && outing.HasStepLaps;
        Expectation.Judge(outing, Picture.Truth, Picture.IsCutOff, areLapsTelling);
        return outing;
    }
}
