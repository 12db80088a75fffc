namespace PostpartumRun.Intervals;

/// <summary>Judges the whole by its intervals.</summary>
internal sealed class SessionJudge(MotionMap map, PlanView plan, IntervalJudge judge)
{
    /// <summary>Running beyond this share of the planned is too much, and under <see cref="Judgement.LeastShare"/> the workout was not done.</summary>
    private const double Overdone = 1.1;

    /// <summary>Fills score, verdict and confidence.</summary>
    internal void Judge(SessionVerification verification, Spans spans)
    {
        var sums = Add(verification, spans);
        verification.Verdict = plan.RunSeconds > 0 ? OfRuns(verification, spans, sums) : OfWalks(verification, sums);
        if (verification.Verdict == SessionVerdict.Unknown)
        {
            (verification.Score, verification.Confidence) = (null, 0);
            return;
        }
        verification.Score = Score.Of(
            plan.RunSeconds, sums.DoneRun, sums.PlannedWalk, sums.DoneWalk, verification.ExtraRun.Seconds + sums.ExcessRun);
        verification.Confidence = sums.Weight > 0 ? sums.Confidence / sums.Weight : 0;
    }

    private SessionVerdict OfRuns(SessionVerification verification, Spans spans, in Sums sums)
    {
        double extra = verification.ExtraRun.Seconds;
        double run = sums.Run + extra;
        if (run > Overdone * plan.RunSeconds || RanThroughWalk(verification, spans))
            return SessionVerdict.Overdone;
        if (sums.UnknownRun > 0.5 * plan.RunSeconds)
            return SessionVerdict.Unknown;
        if (run + sums.UnknownRun < Judgement.LeastShare * plan.RunSeconds)
            return SessionVerdict.NotDone;
        bool isExtra = extra > Judgement.LeastExtra;
        if (!sums.AreRunsDone || isExtra)
            return SessionVerdict.Partly;
        if (!sums.AreRunsSure)
        {
            verification.Notes.Add(VerifierNotes.NarrowlyDone);
            return SessionVerdict.Partly;
        }
        if (!map.ShowsBreaks)
            verification.Notes.Add(VerifierNotes.BreaksUnseen);
        return map.ShowsBreaks ? SessionVerdict.AsPlanned : SessionVerdict.Unknown;
    }

    /// <summary>A workout of walks: all of them done, and no running.</summary>
    private static SessionVerdict OfWalks(SessionVerification verification, in Sums sums)
    {
        double planned = sums.PlannedWalk + sums.PlannedOpen;
        if (verification.Run.Seconds > Math.Max(2 * Judgement.LeastExtra, 0.02 * planned) && sums.PlannedOpen == 0)
            return SessionVerdict.Overdone;
        if (sums.UnknownWalk > 0.5 * planned)
            return SessionVerdict.Unknown;
        if (sums.DoneWalk + sums.DoneOpen + sums.UnknownWalk < Judgement.LeastShare * planned)
            return SessionVerdict.NotDone;
        return sums.AreWalksDone ? SessionVerdict.AsPlanned : SessionVerdict.Partly;
    }

    /// <summary>Whether she ran on where a walk between two runs was planned.</summary>
    private bool RanThroughWalk(SessionVerification verification, Spans spans)
    {
        for (int index = 1; index < plan.Count - 1; index++)
        {
            if (plan.GaitOf(index) != Gait.Walk || verification.Intervals[index].Verdict != IntervalVerdict.Missed)
                continue;
            var span = spans[index];
            bool isBetween = spans[index - 1].Length > 0 && spans[index + 1].Length > 0
                && plan.GaitOf(index - 1) == Gait.Run && plan.GaitOf(index + 1) == Gait.Run;
            bool isThrough = span.Length > 0
                ? map.Run(span.Start, span.End) >= 0.7 * plan.Length(index)
                : isBetween && map.Rest(span.Start - 10, span.Start + 10) + map.Unknown(span.Start - 10, span.Start + 10) < 3;
            if (isThrough)
                return true;
        }
        return false;
    }

    private Sums Add(SessionVerification verification, Spans spans)
    {
        Sums sums = new() { AreRunsDone = true, AreRunsSure = true, AreWalksDone = true };
        for (int index = 0; index < plan.Count; index++)
        {
            var verified = verification.Intervals[index];
            double planned = plan.Length(index);
            bool isDone = verified.Verdict == IntervalVerdict.Done;
            double inGait = judge.InGait(index, spans[index]);
            double done = isDone || verified.Verdict == IntervalVerdict.Long ? planned : Math.Min(planned, inGait);
            double unknown = verified.Verdict == IntervalVerdict.Unknown ? planned : 0;
            double weight = plan.GaitOf(index) == Gait.Run ? 4 : 1;
            sums.Weight += weight;
            sums.Confidence += weight * verified.Confidence;
            switch (plan.GaitOf(index))
            {
                case Gait.Run:
                    sums.Run += inGait;
                    sums.DoneRun += done;
                    sums.UnknownRun += unknown;
                    sums.AreRunsDone &= isDone;
                    sums.AreRunsSure &= !isDone || judge.IsSurelyDone(index, spans[index]);
                    sums.ExcessRun += verified.Verdict == IntervalVerdict.Long ? Math.Max(0, inGait - planned) : 0;
                    break;
                case Gait.Walk:
                    sums.PlannedWalk += planned;
                    sums.DoneWalk += done;
                    sums.UnknownWalk += unknown;
                    sums.AreWalksDone &= isDone;
                    break;
                default:
                    sums.PlannedOpen += planned;
                    sums.DoneOpen += done;
                    break;
            }
        }
        return sums;
    }

    private struct Sums
    {
        internal double Run, DoneRun, UnknownRun, ExcessRun;
        internal double PlannedWalk, DoneWalk, UnknownWalk;
        internal double PlannedOpen, DoneOpen;
        internal double Weight, Confidence;
        internal bool AreRunsDone, AreRunsSure, AreWalksDone;
    }
}
