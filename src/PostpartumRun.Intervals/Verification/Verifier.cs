namespace PostpartumRun.Intervals;

/// <summary>
/// Judges, interval by interval, whether a workout was what happened. It owns working memory that it uses again: keep one for
/// many activities, and one for each thread.
/// </summary>
/// <remarks>
/// The records are segmented blind (<see cref="GaitSegmenter"/>), and only then is the plan laid over them: by laps where these are
/// the plan's steps (<see cref="LapAligner"/>), else by gait (<see cref="PlanAligner"/>). Whatever places the intervals, the records
/// alone judge the gait within.
/// </remarks>
public sealed class Verifier
{
    private readonly Timeline _timeline = new();
    private readonly Evidence _evidence = new();
    private readonly GaitSegmenter _segmenter = new();
    private readonly MotionMap _map = new();
    private readonly PlanView _plan = new();
    private readonly LapMarks _laps = new();
    private readonly LapAligner _lapAligner = new();
    private readonly PlanAligner _planAligner = new();
    private readonly Spans _spans = new();
    private readonly SegmentWriter _writer;
    private readonly IntervalJudge _intervalJudge;
    private readonly ExtraRuns _extraRuns;
    private readonly SessionJudge _sessionJudge;

    /// <summary>A verifier that has yet to grow its working memory.</summary>
    public Verifier()
    {
        _writer = new(_timeline);
        _intervalJudge = new(_timeline, _evidence, _segmenter, _map, _plan);
        _extraRuns = new(_map, _plan, _writer);
        _sessionJudge = new(_map, _plan, _intervalJudge);
    }

    /// <summary>
    /// Verifies a recording against a workout, or against the one that it carries; without either it segments alone, and the
    /// verdict is <see cref="SessionVerdict.Unknown"/>. The result overwrites <paramref name="verification"/>.
    /// </summary>
    /// <param name="recording">What the watch recorded. Anything goes: no record, absurd times and values.</param>
    /// <param name="workout">The workout, or null for the recording's own.</param>
    /// <param name="verification">What to fill.</param>
    /// <exception cref="ArgumentNullException">No recording, or nothing to fill.</exception>
    public void Verify(Recording recording, Workout? workout, SessionVerification verification)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(verification);
        verification.Clear();
        verification.Workout = workout ?? recording.Workout;
        Segment(recording, verification);
        if (verification.Workout is { } planned)
            Judge(recording, planned, verification);
        else
            verification.Notes.Add("There is no workout to judge by: the activity carries none, and none was given.");
    }

    private void Segment(Recording recording, SessionVerification verification)
    {
        _timeline.Fill(recording);
        _evidence.Fill(recording, _timeline);
        _segmenter.Segment(_evidence, _timeline.Cells);
        if (_segmenter.FillFrom(recording.Splits, _timeline))
            verification.Witnesses |= Witnesses.Splits;
        _map.Fill(_segmenter, _evidence);
        _writer.WriteAll(_segmenter.Motions, verification.Segments);
        verification.Run = Duration.FromSeconds(_map.Run(0, _map.Length));
        if (_evidence.HasSpeed)
            verification.Witnesses |= Witnesses.Speed;
        if (_evidence.HasCadence && !_segmenter.Model.IsSpeedAlone)
            verification.Witnesses |= Witnesses.Cadence;
        if (_evidence.HasDynamics)
            verification.Witnesses |= Witnesses.Dynamics;
        VerifierNotes.OnRecords(recording.IsOnFoot, _timeline, _evidence, _segmenter, verification);
    }

    private void Judge(Recording recording, Workout workout, SessionVerification verification)
    {
        _plan.Fill(workout, Math.Max(1, _segmenter.Model.Speed.Walk), Math.Max(1.5, _segmenter.Model.Speed.Run));
        _spans.Reset(_plan.Count);
        Place(recording, workout, verification);
        for (int index = 0; index < _plan.Count; index++)
            verification.Intervals.Add(_intervalJudge.Judge(index, _spans[index]));
        if (!workout.HasGait)
        {
            ExerciseJudge.Judge(verification, Duration.FromSeconds(_map.Length));
            return;
        }
        verification.ExtraRun = Duration.FromSeconds(_extraRuns.List(_spans, verification.Extra));
        _sessionJudge.Judge(verification, _spans);
        VerifierNotes.OnIntervals(verification);
    }

    private void Place(Recording recording, Workout workout, SessionVerification verification)
    {
        bool isOwn = recording.Workout is null || HasSameSteps(recording.Workout, workout);
        if (!isOwn)
            verification.Notes.Add("The activity was recorded from another workout than the one it is judged by.");
        _laps.Fill(recording, _timeline, trustsIndex: isOwn);
        if (_lapAligner.TryAlign(_plan, _laps, _map, _spans))
        {
            verification.Witnesses |= _laps.AreIndexed ? Witnesses.WorkoutSteps | Witnesses.Laps : Witnesses.Laps;
            return;
        }
        if (_laps.All.Count > 2)
            verification.Notes.Add("The laps are not the plan's steps; the intervals were placed by gait alone.");
        _spans.Reset(_plan.Count);
        _planAligner.Align(_plan, _map, _spans);
    }

    /// <summary>Whether two workouts number and measure their steps alike; what they say of gait and targets may differ.</summary>
    private static bool HasSameSteps(Workout one, Workout other)
    {
        if (ReferenceEquals(one, other))
            return true;
        var (left, right) = (one.Schedule, other.Schedule);
        if (left.Count != right.Count || left.StepCount != right.StepCount)
            return false;
        for (int index = 0; index < left.Count; index++)
        {
            if (left[index].StepIndex != right[index].StepIndex || left[index].Step.Length != right[index].Step.Length)
                return false;
        }
        return true;
    }
}
