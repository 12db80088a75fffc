using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>
/// Makes a plan's steps small: between two running weeks it sets weeks that each change one thing, until <see cref="PlanAudit"/> finds
/// nothing. Of a week with a choice the default session stays. Days a week are never added: another day is always more than 10 % more
/// running in a week.
/// </summary>
public static class PlanBridge
{
    private const int MaxWeeks = 520;

    /// <summary>The bridged plan; the plan itself stays as it is.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="bridged">The plan with bridging weeks, numbered anew.</param>
    /// <param name="error">Why there is none, in a sentence.</param>
    /// <param name="policy">A runner's figures of the rules; null for the defaults. The bridged plan audits clean by them.</param>
    public static bool TryBridge(
        TrainingPlan plan, [NotNullWhen(true)] out TrainingPlan? bridged, [NotNullWhen(false)] out string? error, ProgressionPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        int growth = PlanAudit.Limits.Min(limit => (policy ?? ProgressionPolicy.Default)[limit]);
        (bridged, error) = (null, Unmeasured(plan));
        if (error is not null)
            return false;
        var weeks = new List<PlanWeek>();
        var renumbered = new Dictionary<PlanSession, PlanSession>();
        BridgeState? state = null;
        PlanWeek? last = null;
        foreach (var week in plan.Weeks)
        {
            if (week.DefaultSession.Kind != SessionKind.Run)
            {
                weeks.Add(Renumbered(week, weeks.Count + 1, week.Sessions, renumbered));
                continue;
            }
            var goal = BridgeState.Of(week.DefaultSession, week.Hills.Max, growth);
            if (state is not null && last is not null)
            {
                goal = goal with { TimesPerWeek = Math.Min(goal.TimesPerWeek, state.TimesPerWeek) };
                foreach (var step in state.StepsTo(goal))
                {
                    if (weeks.Count == MaxWeeks)
                    {
                        error = string.Create(CultureInfo.InvariantCulture, $"the steps are so large that bridging them would take more than {MaxWeeks} weeks");
                        return false;
                    }
                    weeks.Add(Bridging(step, week, last, weeks.Count + 1));
                }
            }
            last = Renumbered(week, weeks.Count + 1, Sessions(week, goal.TimesPerWeek), renumbered);
            weeks.Add(last);
            state = goal;
        }
        if (weeks.Count > MaxWeeks)
        {
            error = string.Create(CultureInfo.InvariantCulture, $"the steps are so large that bridging them would take more than {MaxWeeks} weeks");
            return false;
        }
        // The name's length is the file's to bound.
        string name = plan.Name.Length > 1900 ? plan.Name : $"{plan.Name}, in small steps";
        int easeFrom = weeks.FindIndex(week => week.Theme == plan.Weeks[plan.Ease.FromWeek - 1].Theme) + 1;
        bridged = plan with { Name = name, Weeks = [.. weeks], Ease = plan.Ease with { FromWeek = Math.Max(1, easeFrom) } };
        return true;
    }

    private static string? Unmeasured(TrainingPlan plan) => plan.Weeks.Select(week => week.DefaultSession)
        .Where(session => session.Kind == SessionKind.Run && SessionDose.Of(session) is null)
        .Select(session => $"session {session.FullId} has a run or a rest that goes by distance or until the lap button; only timed ones can be bridged")
        .FirstOrDefault();

    private static IEnumerable<PlanSession> Sessions(PlanWeek week, int times) => week.Sessions
        .Where(session => session.Kind != SessionKind.Run || session.IsDefault)
        .Select(session => session.Kind != SessionKind.Run ? session : session with
        {
            Choice = null,
            TimesPerWeek = new(Math.Min(session.TimesPerWeek.Min, times), times),
        });

    private static PlanWeek Renumbered(PlanWeek week, int number, IEnumerable<PlanSession> sessions, Dictionary<PlanSession, PlanSession> renumbered)
    {
        var kept = sessions.Select(session => session with { WeekNumber = number }).ToImmutableArray();
        foreach (var session in week.Sessions)
            renumbered[session] = kept.FirstOrDefault(other => other.Id == session.Id) ?? kept.First(other => other.IsDefault);
        return week with
        {
            Number = number,
            Choice = kept.Any(session => session.Choice is not null) ? week.Choice : null,
            Sessions = kept,
            GoesOn = [.. week.GoesOn.Select(going => going with { Session = renumbered[going.Session] }).DistinctBy(going => going.Session)],
        };
    }

    private static PlanWeek Bridging(BridgeState step, PlanWeek goal, PlanWeek last, int number) => new()
    {
        Number = number,
        Theme = $"On the way to \"{(goal.Theme.Length > 1000 ? goal.Theme[..1000] : goal.Theme)}\": {step.What}",
        What = $"One thing is new: {step.What}.",
        Often = goal.Often,
        Added = "A bridging week, which the plan's source does not have: it makes a large step small.",
        Hills = new(Math.Min(step.Hills, goal.Hills.Min), step.Hills),
        Sessions =
        [
            new()
            {
                Id = "bridge",
                WeekNumber = number,
                Kind = SessionKind.Run,
                Title = $"Walk-run, {step.Total} of running",
                TimesPerWeek = new(Math.Min(goal.DefaultSession.TimesPerWeek.Min, step.TimesPerWeek), step.TimesPerWeek),
                IsDefault = true,
                Workout = step.ToWorkout(goal.DefaultSession.Workout!),
            },
        ],
        GoesOn =
        [
            .. last.GoesOn,
            .. last.Sessions.Where(session => session.Kind != SessionKind.Run).Select(session => new PlanContinuation(session, session.TimesPerWeek)),
        ],
    };
}
