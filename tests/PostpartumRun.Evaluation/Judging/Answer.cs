using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>What a judge says of one planned interval.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Start">When it began, in seconds of wall-clock time from the outing's start; NaN for not at all.</param>
/// <param name="End">When it ended.</param>
/// <param name="Confidence">0 to 1; NaN for a judge that gives none.</param>
internal readonly record struct IntervalAnswer(IntervalVerdict Verdict, double Start, double End, double Confidence);

/// <summary>What a judge says of an outing.</summary>
internal sealed class Answer
{
    public List<IntervalAnswer> Intervals { get; } = [];

    public SessionVerdict Whole { get; set; }

    /// <summary>
    /// The changes of gait that a judge sees without the plan, in seconds of wall-clock time; empty for one that does not say.
    /// </summary>
    public List<double> GaitChanges { get; } = [];

    /// <summary>How many things are said to be unknown, an interval or the whole, with no note that says why.</summary>
    public int Unexplained { get; set; }

    public void Clear()
    {
        Unexplained = 0;
        Intervals.Clear();
        GaitChanges.Clear();
        Whole = SessionVerdict.Unknown;
    }
}

/// <summary>Somebody who says what became of a workout: the verifier, or a baseline.</summary>
internal interface IJudge
{
    string Name { get; }

    /// <summary>Judges a recording against a workout.</summary>
    /// <param name="recording">What was read from the file.</param>
    /// <param name="workout">What was planned; null for what the file carries.</param>
    /// <param name="answer">What to fill.</param>
    void Judge(Recording recording, Workout? workout, Answer answer);
}

/// <summary>The product's verifier.</summary>
internal sealed class VerifierJudge : IJudge
{
    private readonly Verifier _verifier = new();
    private readonly SessionVerification _verification = new();

    public string Name => "verifier";

    public SessionVerification Last => _verification;

    public void Judge(Recording recording, Workout? workout, Answer answer)
    {
        _verifier.Verify(recording, workout, _verification);
        answer.Clear();
        foreach (var interval in _verification.Intervals)
            answer.Intervals.Add(new(interval.Verdict, interval.Start.Seconds, interval.End.Seconds, interval.Confidence));
        answer.Whole = _verification.Verdict;
        answer.Unexplained = _verification.Intervals.Count(IsUnexplained)
            + (_verification.Verdict == SessionVerdict.Unknown && _verification.Notes.Count == 0 ? 1 : 0);
        for (int i = 1; i < _verification.Segments.Count; i++)
        {
            var (before, after) = (_verification.Segments[i - 1], _verification.Segments[i]);
            if (before.Motion == Motion.Run != (after.Motion == Motion.Run))
                answer.GaitChanges.Add(after.Start.Seconds);
        }
    }

    /// <summary>A note names the interval, or is the last of many and speaks of all after.</summary>
    private bool IsUnexplained(VerifiedInterval interval) => interval.Verdict == IntervalVerdict.Unknown
        && !_verification.Notes.Exists(note => note.StartsWith($"At {interval.Start}, ", StringComparison.Ordinal)
            || note.StartsWith("Of the intervals after", StringComparison.Ordinal));
}
