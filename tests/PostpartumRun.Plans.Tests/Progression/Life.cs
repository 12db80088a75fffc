using System.Collections.Immutable;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans.Tests;

/// <summary>A runner's weeks in a line each: day 0 is Monday, 7 September 2026, 14 weeks after the birth.</summary>
internal sealed class Life
{
    public static readonly DateOnly Day0 = new(2026, 9, 7);

    private static readonly ImmutableArray<DayOfWeek> _everyDay = [.. Enum.GetValues<DayOfWeek>()];

    private readonly List<ScreenAnswer> _answers = [];
    private readonly List<ActivityFact> _activities = [];
    private readonly List<CheckIn> _checkIns = [];

    public RunnerProfile? Profile { get; set; } = new()
    {
        BirthDate = Day0.AddDays(-98),
        BirthMode = BirthMode.Vaginal,
        Start = Day0,
        RunDays = _everyDay,
        ClearedOn = Day0.AddDays(-40),
    };

    public TrainingPlan Plan { get; init; } = TrainingPlan.BuiltIn;

    /// <summary>Somebody who begins with week 4, and may.</summary>
    public static Life OfARunner()
    {
        var life = new Life();
        life.Profile = life.Profile! with { Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, 4) };
        return life.Screened(-1);
    }

    public Life Screened(int day, bool passed = true, params string[] items)
    {
        foreach (var item in ReadinessScreen.Of(Plan).Where(item => items.Length == 0 || items.Contains(item.Id)))
            _answers.Add(new(item.Id, passed, Day0.AddDays(day)));
        return this;
    }

    /// <summary>A session that went well, with its check-in of the day after.</summary>
    public Life Good(int day, string session) => Did(day, session).NextDay();

    /// <summary>Exercises that the watch recorded, of which no record can tell how they went.</summary>
    public Life Recorded(int day, string session)
    {
        var start = At(day, 8);
        _activities.Add(new()
        {
            Id = _activities.Count + 1,
            Day = Day0.AddDays(day),
            Start = start,
            End = start.AddMinutes(12),
            SessionId = session,
            Verdict = SessionVerdict.Unknown,
            Run = Duration.Zero,
            PlannedRun = Duration.Zero,
        });
        return this;
    }

    /// <summary>A session, and no check-in.</summary>
    public Life Did(int day, string? session, SessionVerdict verdict = SessionVerdict.AsPlanned, double? runMinutes = null)
    {
        var start = At(day, 8);
        var planned = session is null ? null : Session(session);
        var plannedRun = planned?.Workout!.Schedule.TotalRun;
        _activities.Add(new()
        {
            Id = _activities.Count + 1,
            Day = Day0.AddDays(day),
            Start = start,
            End = start.AddMinutes(40),
            SessionId = session,
            Verdict = verdict,
            Run = runMinutes is { } minutes ? Duration.FromMinutes(minutes) : plannedRun ?? Duration.Zero,
            PlannedRun = plannedRun,
            LongestRun = planned is null ? Duration.Zero : SessionDose.Of(planned)?.LongestRun ?? Duration.Zero,
        });
        return this;
    }

    /// <summary>A check-in right after the last activity.</summary>
    public Life After(Fatigue fatigue = Fatigue.Everyday, params SymptomReport[] symptoms) =>
        CheckIn(_activities[^1].End.AddMinutes(10), CheckInMoment.After, _activities[^1].Id, fatigue, null, symptoms);

    /// <summary>A check-in so many hours after the last activity.</summary>
    public Life NextDay(int hours = 24, bool? recovered = true, Fatigue fatigue = Fatigue.Everyday, params SymptomReport[] symptoms) =>
        CheckIn(_activities[^1].End.AddHours(hours), CheckInMoment.NextDay, _activities[^1].Id, fatigue, recovered, symptoms);

    /// <summary>A check-in of a day, of no session.</summary>
    public Life OnItsOwn(int day, params SymptomReport[] symptoms) => CheckIn(At(day, 20), CheckInMoment.Today, null, Fatigue.Everyday, null, symptoms);

    /// <summary>Exercises that were done.</summary>
    public Life Exercised(int day, string session, params SymptomReport[] symptoms)
    {
        CheckIn(At(day, 18), CheckInMoment.After, null, Fatigue.Everyday, null, symptoms);
        _checkIns[^1] = _checkIns[^1] with { SessionId = session };
        return this;
    }

    public DecisionInputs Inputs(int today) => new()
    {
        Plan = Plan,
        Today = Day0.AddDays(today),
        Profile = Profile,
        Answers = [.. _answers],
        Activities = [.. _activities],
        CheckIns = [.. _checkIns.Where(checkIn => checkIn.Day <= Day0.AddDays(today))],
    };

    public Decision On(int today) => Plans.Progression.Decide(Inputs(today));

    private PlanSession Session(string name) => Plan.TryFindSession(name, out var session, out string? error) ? session : throw new ArgumentException(error, nameof(name));

    private Life CheckIn(DateTimeOffset at, CheckInMoment moment, long? activity, Fatigue fatigue, bool? recovered, SymptomReport[] symptoms)
    {
        _checkIns.Add(new()
        {
            At = at,
            Day = DateOnly.FromDateTime(at.UtcDateTime),
            Moment = moment,
            ActivityId = activity,
            Symptoms = [.. symptoms],
            Fatigue = fatigue,
            Recovered = recovered,
        });
        return this;
    }

    private static DateTimeOffset At(int day, int hour) => new(Day0.AddDays(day), new(hour, 0), TimeSpan.Zero);
}
