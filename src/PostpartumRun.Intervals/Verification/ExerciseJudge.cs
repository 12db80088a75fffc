using System.Globalization;

namespace PostpartumRun.Intervals;

/// <summary>
/// What can be said of a workout without a gait, such as a session of exercises: how long it took, and which steps the watch went
/// through. What was done in them no record shows, so that there is neither a verdict on the whole nor a score.
/// </summary>
internal static class ExerciseJudge
{
    /// <summary>Takes back what gait seemed to say, and says what is true instead.</summary>
    /// <param name="verification">All intervals judged, of a workout without a gait.</param>
    /// <param name="timer">How long the activity took, in timer time.</param>
    internal static void Judge(SessionVerification verification, Duration timer)
    {
        int marked = 0, done = 0;
        for (int index = 0; index < verification.Intervals.Count; index++)
        {
            var interval = verification.Intervals[index];
            bool isMarked = interval.Boundary == BoundarySource.Lap;
            marked += isMarked ? 1 : 0;
            done += isMarked && interval.Verdict is IntervalVerdict.Done or IntervalVerdict.Long ? 1 : 0;
            if (!isMarked)
            {
                verification.Intervals[index] = interval with
                {
                    End = interval.Start,
                    Timer = Duration.Zero,
                    InGait = Duration.Zero,
                    Verdict = IntervalVerdict.Unknown,
                    Confidence = 0,
                };
            }
        }
        // Hops and steps in place look like running, and are none.
        (verification.Run, verification.ExtraRun) = (Duration.Zero, Duration.Zero);
        verification.Extra.Clear();
        (verification.Verdict, verification.Score, verification.Confidence) = (SessionVerdict.Unknown, null, 0);
        verification.Notes.Clear();
        string laps = marked == 0
            ? "no lap tells one step from another"
            : string.Create(CultureInfo.InvariantCulture, $"its laps went through {done} of {verification.Intervals.Count} steps");
        verification.Notes.Add($"Exercises, {timer} on the watch: {laps}, and there is no gait to judge.");
    }
}
