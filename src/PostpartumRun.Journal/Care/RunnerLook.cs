using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

/// <summary>Why a coach should look at a runner, the most urgent first.</summary>
public enum LookReason : byte
{
    /// <summary>She is to stop, and seek care.</summary>
    Stop,

    /// <summary>She is to scale back.</summary>
    ScaleBack,

    /// <summary>Two activities took place at one time, and nobody has said what counts.</summary>
    Review,

    /// <summary>A run has no check-in of the day after.</summary>
    MissingCheckIn,

    /// <summary>Nobody has said what the rules need to know about her.</summary>
    NoProfile,

    /// <summary>She holds for another reason.</summary>
    Hold,

    /// <summary>All goes well.</summary>
    None,
}

/// <summary>A runner as her coach sees her among others.</summary>
/// <param name="Runner">Who she is.</param>
/// <param name="Reason">Why to look.</param>
/// <param name="Text">The same in a sentence.</param>
/// <param name="Decision">What comes next for her.</param>
/// <param name="LastActivity">Her latest activity; null where there is none.</param>
public sealed record RunnerLook(JournalRunner Runner, LookReason Reason, string Text, Decision Decision, ActivitySummary? LastActivity)
{
    /// <summary>Runners, those who need a look first; of the same urgency by name. The decisions are not kept.</summary>
    public static IReadOnlyList<RunnerLook> Of(JournalStore journal, IEnumerable<JournalRunner> runners, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(runners);
        return
        [
            .. runners
                .Select(runner => Of(journal, runner, clock))
                .OrderBy(look => look.Reason)
                .ThenBy(look => look.Runner.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static RunnerLook Of(JournalStore journal, JournalRunner runner, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var decision = new RunnerCare(journal, runner, RunnerCare.PlanOf(journal, runner), clock).Look();
        int reviews = journal.ListReviews(runner).Count;
        var (reason, text) = Why(decision, reviews);
        var last = journal.ListActivities(runner, new ActivityFilter { Limit = 1 });
        return new(runner, reason, text, decision, last is [var one, ..] ? one : null);
    }

    private static (LookReason, string) Why(Decision decision, int reviews)
    {
        var first = decision.Reasons[0].Reason;
        if (decision.Kind == DecisionKind.Stop)
            return (LookReason.Stop, first.Text);
        if (decision.Kind == DecisionKind.ScaleBack)
            return (LookReason.ScaleBack, first.Text);
        if (reviews > 0)
            return (LookReason.Review, reviews == 1
                ? "An activity took place at the time of another: say what counts."
                : $"{reviews} activities took place at the time of another: say what counts.");
        if (decision.Reasons.FirstOrDefault(reason => reason.Reason.Rule == "missing-check-in") is { } missing)
            return (LookReason.MissingCheckIn, missing.Reason.Text);
        if (decision.Reasons.Any(reason => reason.Reason.Rule == "runner"))
            return (LookReason.NoProfile, first.Text);
        return (decision.Kind == DecisionKind.Hold ? LookReason.Hold : LookReason.None, first.Brief ?? first.Text);
    }
}
