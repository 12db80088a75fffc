using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PostpartumRun.Plans;

/// <summary>
/// A training plan: what to do in each week, and what to watch for. Content alone: whether to go on is decided elsewhere. Immutable;
/// it comes from a file by <see cref="PlanFile"/>, or is the <see cref="BuiltIn"/> one.
/// </summary>
public sealed record TrainingPlan
{
    private static readonly Lazy<TrainingPlan> _builtIn = new(PlanFile.LoadBuiltIn);

    /// <summary>The eight-week plan that comes with the product. Read at its first use; safe from any thread.</summary>
    public static TrainingPlan BuiltIn => _builtIn.Value;

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Which version of the plan this is, from 1; whoever changes a plan counts up.</summary>
    public required int Revision { get; init; }

    /// <summary>Where the plan comes from, or null.</summary>
    public string? Source { get; init; }

    /// <summary>One sentence: the plan informs and does not diagnose.</summary>
    public required string Informs { get; init; }

    /// <summary>What should be true before week 1.</summary>
    public required PlanReadiness Readiness { get; init; }

    /// <summary>The signs that end a run at once.</summary>
    public required PlanCriteria StopSigns { get; init; }

    /// <summary>The conditions, all of which are needed to move on.</summary>
    public required PlanCriteria Progress { get; init; }

    /// <summary>The signs, any of which means to stay at a level or step back.</summary>
    public required PlanCriteria Hold { get; init; }

    /// <summary>The ways to make the plan easier.</summary>
    public required PlanEase Ease { get; init; }

    /// <summary>What to do when life gets in the way; at least one piece of advice.</summary>
    public required ImmutableArray<string> Life { get; init; }

    /// <summary>The weeks in order, numbered from 1 without a gap; at least one.</summary>
    public required ImmutableArray<PlanWeek> Weeks { get; init; }

    /// <summary>The week of a number, or null.</summary>
    public PlanWeek? Week(int number) => number >= 1 && number <= Weeks.Length ? Weeks[number - 1] : null;

    /// <summary>The session that a reference names, or null; a week alone names its default session.</summary>
    public PlanSession? Session(SessionReference reference)
    {
        if (Week(reference.Week) is not { } week)
            return null;
        return reference.Id is null ? week.DefaultSession : week.Session(reference.Id);
    }

    /// <summary>
    /// The session that a text names: <c>4</c>, <c>week:4</c>, <c>6:3-2</c> or <c>week:6:3-2</c>. On failure <paramref name="error"/> is a
    /// sentence that lists what there is.
    /// </summary>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public bool TryFindSession(string text, [NotNullWhen(true)] out PlanSession? session, [NotNullWhen(false)] out string? error)
    {
        session = null;
        if (!SessionReference.TryParse(text, out var reference))
        {
            error = $"'{Shortened(text)}' names no session: write a week, as week:4, or a week and a session, as week:6:3-2. "
                + AllSessions();
            return false;
        }
        session = Session(reference);
        error = session is null ? Missing(reference) : null;
        return session is not null;
    }

    private string Missing(SessionReference reference) => Week(reference.Week) is { } week
        ? $"Week {week.Number} has no session '{reference.Id}'; it has {string.Join(", ", week.Sessions.Select(s => s.Id))}."
        : $"There is no week {reference.Week}. {AllSessions()}";

    private string AllSessions() =>
        "There are: " + string.Join(", ", Weeks.SelectMany(w => w.Sessions).Select(s => s.FullId)) + ".";

    private static string Shortened(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}
