using System.Collections.Immutable;
using CsCheck;
using PostpartumRun.Intervals;
using Xunit;

namespace PostpartumRun.Plans.Tests;

/// <summary>What no sequence of inputs may do.</summary>
public sealed class ProgressionPropertyTests
{
    private static readonly string[] _sessions = ["1:walk-10", "2:walk-20", "4:1-2", "4:1-2", "4:1-2", "5:2-2", "5:2-2", "6:2-1", "6:3-2-30",
        "7:4-1", "7:4-1-hills", "8:continuous", "8:intervals"];

    private static readonly Gen<int> _firstWeek = Gen.Int[0, 6].Select(pick => new[] { 1, 1, 3, 4, 4, 5, 6 }[pick]);

    private static readonly Gen<SymptomReport> _symptom =
        Gen.Select(Gen.Enum<Symptom>(), Gen.Int[0, 30].Nullable()).Select((symptom, minute) => new SymptomReport(symptom, minute));

    private static readonly Gen<ImmutableArray<SymptomReport>> _symptoms = Gen.Frequency(
        (8, Gen.Const(ImmutableArray<SymptomReport>.Empty)), (2, _symptom.Array[1, 2].Select(reports => reports.DistinctBy(report => report.Symptom).ToImmutableArray())));

    private static readonly Gen<SessionVerdict> _verdict = Gen.Frequency(
        (8, Gen.Const(SessionVerdict.AsPlanned)), (1, Gen.Const(SessionVerdict.Overdone)), (1, Gen.Const(SessionVerdict.Partly)), (1, Gen.Const(SessionVerdict.Unknown)));

    private static readonly Gen<Fatigue> _fatigue = Gen.Frequency((9, Gen.Const(Fatigue.Everyday)), (1, Gen.Const(Fatigue.Exhausted)));

    private static readonly Gen<RunnerProfile?> _profile = Gen.Select(Gen.Int[-30, 200], Gen.Int[-20, 60].Nullable(), _firstWeek, Gen.Int[0, 15]).Select(
        (age, cleared, first, none) => none == 0 ? null : new RunnerProfile
        {
            BirthDate = Life.Day0.AddDays(-age),
            BirthMode = (BirthMode)(age & 1),
            Start = Life.Day0,
            RunDays = [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Saturday],
            ClearedOn = cleared is { } days ? Life.Day0.AddDays(days - 20) : null,
            Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, first),
        });

    // A ready runner as a rule, so that lives go far; and the others too.
    private static readonly Gen<RunnerProfile?> _mostlyReady = Gen.Frequency((1, _profile), (3, _firstWeek.Select(first =>
        (RunnerProfile?)(Life.OfARunner().Profile! with { Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, first) }))));

    private static readonly Gen<DecisionInputs> _life = Gen.Select(
        _mostlyReady,
        Gen.Frequency((3, Gen.Const(-1)), (1, Gen.Int[-1, 60])),
        Gen.Select(Gen.Frequency((9, Gen.Int[1, 4]), (1, Gen.Int[5, 40])), Gen.Int[0, _sessions.Length - 1], _verdict, Gen.Int[0, 60], Gen.Select(_symptoms, _symptoms, _fatigue, Gen.Int[0, 9])).Array[0, 12],
        Gen.Select(Gen.Int[0, 60], _symptoms).Array[0, 2],
        Gen.Int[0, 40]).Select(Build);

    private static DecisionInputs Build(
        RunnerProfile? profile,
        int screened,
        (int Gap, int Session, SessionVerdict Verdict, int Hours, (ImmutableArray<SymptomReport>, ImmutableArray<SymptomReport>, Fatigue, int Recovered) Said)[] outings,
        (int Day, ImmutableArray<SymptomReport> Symptoms)[] others,
        int rest)
    {
        var life = new Life { Profile = profile }.Screened(screened);
        int day = 0;
        foreach (var (gap, session, verdict, hours, (then, later, fatigue, recovered)) in outings)
        {
            life.Did(day += gap, _sessions[session], verdict);
            if (hours > 4)
                life.After(Fatigue.Everyday, [.. then]);
            if (hours > 8)
                life.NextDay(hours, recovered > 0, fatigue, [.. later]);
        }
        foreach (var (on, symptoms) in others)
            life.OnItsOwn(on, [.. symptoms]);
        return life.Inputs(day + rest % (rest > 30 ? 41 : 4));
    }

    private static int Dose(Decision decision) => decision.Next?.Session.WeekNumber ?? 0;

    /// <summary>
    /// No harder session, and no word of caution taken back. From hold to progress is no bolder where the session is the same: the same
    /// step was earned by other sessions, later.
    /// </summary>
    private static void IsNoBolder(DecisionInputs changed, DecisionInputs inputs)
    {
        var (after, before) = (Plans.Progression.Decide(changed), Plans.Progression.Decide(inputs));
        bool takesBack = before.Kind < DecisionKind.Hold && after.Kind > before.Kind && Dose(after) >= Dose(before);
        Assert.True(Dose(after) <= Dose(before) && !takesBack, $"{before.Kind} {Dose(before)} became {after.Kind} {Dose(after)}");
    }

    [Fact]
    public void Adding_a_symptom_never_makes_a_decision_bolder() => Gen.Select(_life, Gen.Int[0, 1000], _symptom).Sample((inputs, pick, symptom) =>
    {
        if (inputs.CheckIns.IsEmpty)
            return;
        var checkIn = inputs.CheckIns[pick % inputs.CheckIns.Length];
        if (checkIn.Symptoms.All(report => report.Symptom != symptom.Symptom))
            IsNoBolder(inputs with { CheckIns = inputs.CheckIns.Replace(checkIn, checkIn with { Symptoms = checkIn.Symptoms.Add(symptom) }) }, inputs);
    }, iter: 20_000);

    [Fact]
    public void Removing_a_check_in_of_being_well_never_makes_a_decision_bolder() => Gen.Select(_life, Gen.Int[0, 1000]).Sample((inputs, pick) =>
    {
        var clean = inputs.CheckIns.Where(checkIn => checkIn.IsClean).ToList();
        if (clean.Count > 0)
            IsNoBolder(inputs with { CheckIns = inputs.CheckIns.Remove(clean[pick % clean.Count]) }, inputs);
    }, iter: 20_000);

    [Fact]
    public void Removing_a_verification_never_makes_a_decision_bolder() => Gen.Select(_life, Gen.Int[0, 1000]).Sample((inputs, pick) =>
    {
        if (inputs.Activities.IsEmpty)
            return;
        var activity = inputs.Activities[pick % inputs.Activities.Length];
        IsNoBolder(inputs with { Activities = inputs.Activities.Replace(activity, activity with { Verdict = SessionVerdict.Unknown }) }, inputs);
    }, iter: 20_000);

    [Fact]
    public void Removing_readiness_never_makes_a_decision_bolder() => Gen.Select(_life, Gen.Int[0, 1000]).Sample((inputs, pick) =>
    {
        IsNoBolder(inputs with { Answers = inputs.Answers.RemoveAt(pick % inputs.Answers.Length) }, inputs);
        if (inputs.Profile is { } profile)
            IsNoBolder(inputs with { Profile = profile with { ClearedOn = null } }, inputs);
    }, iter: 5_000);

    [Fact]
    public void No_sequence_of_inputs_reaches_a_run_before_readiness()
    {
        int runs = 0, notReady = 0;
        Gen.Select(_life, _profile, Gen.Int[-5, 90], Gen.Bool).Sample((life, profile, screened, other) =>
        {
            var inputs = other ? life with { Profile = profile, Answers = new Life().Screened(screened).Inputs(0).Answers } : life;
            var decision = Plans.Progression.Decide(inputs);
            bool isRun = decision.Next?.Session.Workout?.HasRun == true || decision.Next?.Session.WeekNumber >= 4;
            _ = isRun ? Interlocked.Increment(ref runs) : 0;
            _ = decision.Readiness.IsReady ? 0 : Interlocked.Increment(ref notReady);
            bool mayRun = inputs.Profile is { ClearedOn: { } cleared } known && cleared <= inputs.Today && known.WeeksSinceBirth(inputs.Today) >= 12
                && ReadinessScreen.Of(inputs.Plan).All(item => inputs.Answers.LastOrDefault(answer => answer.Item == item.Id && answer.On <= inputs.Today) is { Passed: true });
            Assert.True(!isRun || mayRun);
        }, iter: 20_000);
        Assert.True(runs > 1_000 && notReady > 1_000, $"{runs} runs and {notReady} not ready: the lives are too much alike.");
    }

    [Fact]
    public void A_step_back_is_never_bolder_in_any_one_thing_than_the_last_clean_dose()
    {
        int steps = 0;
        Gen.Select(_life, Gen.Int[5, 8], Gen.Int[0, 27]).Sample((life, first, gap) =>
        {
            // A day without symptoms, so that no stop is open; and a gap, or what a stop sign or two bad sessions lead to.
            var today = life.Today.AddDays(gap);
            // From a late week on, so that a step back still leads to a run.
            var profile = Life.OfARunner().Profile! with { Policy = ProgressionPolicy.Default.With(PolicySetting.FirstWeek, first) };
            var inputs = life with { Profile = profile, Today = today, CheckIns = life.CheckIns.Add(Well(today)) };
            var decision = Plans.Progression.Decide(inputs);
            if (decision is not { Kind: DecisionKind.ScaleBack, Next: { Session.Workout.HasRun: true } next })
                return;
            var clean = CleanRuns(inputs);
            if (clean.Count == 0)
                return;
            Interlocked.Increment(ref steps);
            // What was clean at that very level has been shown to be within her reach, where the last clean dose was of another shape.
            PlanSession[] within = [clean[^1], .. clean.Where(session => session.WeekNumber == next.Session.WeekNumber)];
            Assert.All(next.Alternatives.Prepend(next.Session), offered => Assert.True(
                Array.Exists(within, dose => IsWithin(Figures(offered), Figures(dose))) && !offered.HasHills,
                $"{offered.FullId} after {string.Join(", ", clean.Select(session => session.FullId))}"));
        }, iter: 20_000);
        Assert.True(steps > 500, $"{steps} steps back: the lives are too much alike.");
    }

    private static CheckIn Well(DateOnly day) =>
        new() { At = new(day, new(22, 0), TimeSpan.Zero), Day = day, Moment = CheckInMoment.Today, Symptoms = [], Fatigue = Fatigue.Everyday };

    /// <summary>As planned, with a check-in in time, and all well in every check-in.</summary>
    private static List<PlanSession> CleanRuns(DecisionInputs inputs) =>
    [
        .. from activity in inputs.Activities
           where activity.Verdict == SessionVerdict.AsPlanned && activity.Day <= inputs.Today
           let said = inputs.CheckIns.Where(checkIn => checkIn.ActivityId == activity.Id).ToList()
           where said.TrueForAll(checkIn => checkIn.IsClean)
               && said.Exists(checkIn => checkIn.Moment == CheckInMoment.NextDay && checkIn.At <= activity.End.AddHours(48))
           let session = inputs.Plan.Weeks.SelectMany(week => week.Sessions).First(session => session.FullId == activity.SessionId)
           where session.Workout!.HasRun
           orderby activity.Start
           select session,
    ];

    private static double[] Figures(PlanSession session)
    {
        var dose = SessionDose.Of(session)!.Value;
        var main = session.Workout!.Schedule.Where(interval => interval.Step.Role == StepRole.None).Sum(interval => interval.Step.Length.Time.Seconds);
        return [dose.LongestRun.Seconds, dose.Run.Seconds, Math.Round(dose.Run.Seconds / main, 3), session.HasHills ? 1 : 0];
    }

    private static bool IsWithin(double[] offered, double[] dose) => offered.Zip(dose).All(pair => pair.First <= pair.Second);

    [Fact]
    public void The_lives_come_to_every_kind_of_decision()
    {
        var kinds = new HashSet<DecisionKind>();
        _life.Sample(inputs =>
        {
            var kind = Plans.Progression.Decide(inputs).Kind;
            lock (kinds)
                kinds.Add(kind);
        }, iter: 50_000);
        Assert.Equal(4, kinds.Count);
    }
}
