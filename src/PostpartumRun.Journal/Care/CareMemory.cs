using System.Collections.Immutable;
using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

/// <summary>Where a log stands. Two that differ lie on both sides of a change.</summary>
/// <param name="Others">The version that other connections and processes have brought it to.</param>
/// <param name="Own">How many rows this connection has written.</param>
internal readonly record struct LogState(long Others, long Own);

/// <summary>All that a decision hangs on.</summary>
/// <param name="State">The log.</param>
/// <param name="Today">The day.</param>
/// <param name="Zone">The time zone of activities that don't tell their own.</param>
/// <param name="Plan">The plan.</param>
internal readonly record struct CareMoment(LogState State, DateOnly Today, TimeZoneInfo Zone, TrainingPlan Plan);

/// <summary>A runner's decision, with what it was made from.</summary>
internal sealed class KnownCare(CareMoment moment, DecisionInputs inputs)
{
    private readonly Lazy<Decision> _decision = new(() => Progression.Decide(inputs));

    /// <summary>When it holds.</summary>
    public CareMoment Moment => moment;

    /// <summary>What it is made from.</summary>
    public DecisionInputs Inputs => inputs;

    /// <summary>What comes next.</summary>
    public Decision Decision => _decision.Value;

    /// <summary>Whether the log has kept it.</summary>
    public bool IsKept { get; set; }
}

/// <summary>
/// Decisions and plans that were worked out of a log, so that a page which is looked at often costs no replay of years. Whoever asks says
/// at which moment, and what was known at another one is no answer: it need not be told of any change.
/// </summary>
internal sealed class CareMemory
{
    // So many runners with a thousand activities each take some 40 MB.
    private const int MostRunners = 256;
    private const int MostPlans = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, KnownCare> _runners = [];
    private ImmutableDictionary<string, TrainingPlan> _plans = ImmutableDictionary.Create<string, TrainingPlan>(StringComparer.Ordinal);

    /// <summary>What is known about a runner at a moment; null for nothing.</summary>
    public KnownCare? Find(JournalRunner runner, CareMoment moment)
    {
        lock (_gate)
            return _runners.TryGetValue(runner.Id, out var known) && known.Moment == moment ? known : null;
    }

    /// <summary>Keeps it in mind.</summary>
    public KnownCare Add(JournalRunner runner, KnownCare known)
    {
        lock (_gate)
        {
            if (_runners.Count >= MostRunners)
                _runners.Clear();
            _runners[runner.Id] = known;
        }
        return known;
    }

    /// <summary>Puts her out of mind.</summary>
    public void Forget(JournalRunner runner)
    {
        lock (_gate)
            _runners.Remove(runner.Id);
    }

    /// <summary>The plan of a text; null where it cannot be read. The same text gives the same plan.</summary>
    public TrainingPlan? PlanOf(string text)
    {
        if (_plans.TryGetValue(text, out var known))
            return known;
        if (PlanFile.Load(text, "plan").Plan is not { } plan)
            return null;
        if (_plans.Count >= MostPlans)
            _plans = _plans.Clear();
        return ImmutableInterlocked.GetOrAdd(ref _plans, text, plan);
    }
}
