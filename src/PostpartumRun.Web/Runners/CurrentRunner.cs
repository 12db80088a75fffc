using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Web;

/// <summary>
/// The runner that a request is about, and her log: the one way from a page to health data. <see cref="RunnerAccess"/> fills it before the
/// page begins, or the request ends there.
/// </summary>
internal sealed class CurrentRunner(JournalStore journal, TimeProvider clock)
{
    private JournalRunner? _runner;
    private RunnerCare? _care;

    /// <summary>The opened log.</summary>
    public JournalStore Journal => journal;

    /// <summary>The clock, whose time zone is hers where a file does not tell.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Who she is.</summary>
    /// <exception cref="InvalidOperationException">This request is about no runner.</exception>
    public JournalRunner Runner => _runner ?? throw new InvalidOperationException("This request is about no runner.");

    /// <summary>Whether this request is about a runner.</summary>
    public bool IsKnown => _runner is not null;

    /// <summary>What the log says about her, held against the rules.</summary>
    public RunnerCare Care => _care ??= new(journal, Runner, RunnerCare.PlanOf(journal, Runner), clock);

    /// <summary>Her plan.</summary>
    public TrainingPlan Plan => Care.Plan;

    /// <summary>The address of one of her pages.</summary>
    public string Path(string page = "") => PagePath.Of(Runner, page);

    /// <summary>Says whom the request is about.</summary>
    internal void Set(JournalRunner runner) => (_runner, _care) = (runner, null);
}

/// <summary>Addresses of pages.</summary>
internal static class PagePath
{
    /// <summary>A page of a runner.</summary>
    public static string Of(JournalRunner runner, string page = "") => FormattableString.Invariant($"/r/{runner.Id}/{page}");
}
