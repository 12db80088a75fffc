using System.Collections.Immutable;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

internal sealed partial class PlanReader
{
    private const int MaxTimesPerWeek = 21, MaxSets = 20, MaxReps = 200, MaxHills = 50;

    private static readonly string[] _kinds = ["core", "strength", "drill", "walk", "run"];

    private PlanWeek Week(YamlNode node)
    {
        int number = _weeks.Count + 1;
        var empty = new PlanWeek { Number = number, Theme = "", What = "", Often = "", Sessions = [] };
        if (Fields(node, "a week", "week", "theme", "what", "often", "choice", "added", "hills", "sessions", "goes-on", "guidance") is not { } map)
            return empty;
        int written = Number(map, "week", 1, MaxWeeks);
        if (written != number && written != 0)
            source.Fail(map.Find("week")!, $"this is week {number}: weeks are numbered from 1, in order");
        return empty with
        {
            Theme = Text(map, "theme"),
            What = Text(map, "what"),
            Often = Text(map, "often"),
            Choice = OptionalText(map, "choice"),
            Added = OptionalText(map, "added"),
            Hills = map.Find("hills") is null ? default : Range(map, "hills", 0, MaxHills),
            Sessions = Sessions(map, number),
            GoesOn = GoesOn(map),
            Guidance = Texts(map, "guidance", required: false),
        };
    }

    private ImmutableArray<PlanSession> Sessions(YamlMap week, int number)
    {
        var ids = new Dictionary<string, int>();
        var sessions = new List<PlanSession>();
        foreach (var item in Items(week, "sessions", required: true))
        {
            if (Fields(item, "a session", "id", "kind", "title", "times", "choice", "hills", "workout", "exercises", "note") is { } map)
                sessions.Add(Session(map, number, ids));
        }
        int standsForWeek = Math.Max(0, sessions.FindIndex(s => s.Kind == SessionKind.Run));
        return [.. sessions.Select((session, i) => session with { IsDefault = i == standsForWeek })];
    }

    private PlanSession Session(YamlMap map, int weekNumber, Dictionary<string, int> ids)
    {
        int kind = OneOf(map, "kind", _kinds);
        var session = new PlanSession
        {
            Id = Id(map, ids),
            WeekNumber = weekNumber,
            Kind = (SessionKind)Math.Max(0, kind),
            Title = Text(map, "title"),
            TimesPerWeek = Range(map, "times", 1, MaxTimesPerWeek),
            Choice = OptionalText(map, "choice"),
            HasHills = OneOf(map, "hills", ["false", "true"], required: false) == 1,
            Note = OptionalText(map, "note"),
            IsDefault = false,
        };
        // Without its kind, nothing can be said about what else a session needs.
        if (kind < 0)
            return session;
        return session.Kind is SessionKind.Walk or SessionKind.Run
            ? session with { Workout = WorkoutOf(map, session.Kind) }
            : session with { Exercises = Exercises(map, session.Kind) };
    }

    private Workout? WorkoutOf(YamlMap map, SessionKind kind)
    {
        if (map.Find("exercises") is { } exercises)
            source.Fail(exercises, $"a {_kinds[(int)kind]} session has a workout, not exercises");
        if (Scalar(map, "workout", required: true) is not { } scalar)
            return null;
        // A block ends with a line break; what is missing at its end is missing on its last line.
        if (!WorkoutText.TryParse(scalar.Value.TrimEnd(), out var workout, out var error))
        {
            FailWithin(scalar, error);
            return null;
        }
        bool runs = workout.Schedule.Any(i => i.Step.Gait == Gait.Run);
        if (runs && kind == SessionKind.Walk)
            source.Fail(scalar, "a walk session has no running in it: its kind would be run");
        else if (!runs && kind == SessionKind.Run)
            source.Fail(scalar, "a run session has some running in it: its kind would be walk");
        return workout;
    }

    private ImmutableArray<PlanExercise> Exercises(YamlMap map, SessionKind kind)
    {
        if (map.Find("workout") is { } workout)
            source.Fail(workout, $"a {_kinds[(int)kind]} session has exercises, not a workout");
        var exercises = ImmutableArray.CreateBuilder<PlanExercise>();
        foreach (var item in Items(map, "exercises", required: true))
        {
            if (Fields(item, "an exercise", "name", "sets", "reps", "time", "per-side", "rest", "cue") is { } exercise)
                exercises.Add(Exercise(exercise));
        }
        return exercises.ToImmutable();
    }

    private PlanExercise Exercise(YamlMap map)
    {
        bool byReps = map.Find("reps") is not null, byTime = map.Find("time") is not null;
        if (byReps == byTime)
            source.Fail(byReps ? map.Find("time")! : map, "an exercise has either 'reps' or 'time'");
        return new()
        {
            Name = Text(map, "name"),
            Sets = Number(map, "sets", 1, MaxSets),
            Reps = byReps ? Number(map, "reps", 1, MaxReps) : null,
            Time = byTime ? Time(map, "time") : null,
            PerSide = OneOf(map, "per-side", ["false", "true"], required: false) == 1,
            Rest = map.Find("rest") is null ? null : Time(map, "rest"),
            Cue = Cue(map),
        };
    }

    private string Cue(YamlMap map)
    {
        string cue = Text(map, "cue");
        if (cue != (WorkoutStep.NoteFrom(cue) ?? ""))
        {
            source.Fail(map.Find("cue")!,
                $"a cue goes onto the watch: {WorkoutStep.MaxNoteLength} characters at most, on one line, without double quotes");
        }
        return cue;
    }

    private Duration? Time(YamlMap map, string key)
    {
        if (Scalar(map, key, required: true) is not { } scalar)
            return null;
        if (!WorkoutText.TryParseLength(scalar.Value, out var length, out var error))
            FailWithin(scalar, error);
        else if (length.End != StepEnd.Time)
            source.Fail(scalar, $"'{key}' is a time, as 30 s or 1:30");
        return length.Time;
    }

    private ImmutableArray<PlanContinuation> GoesOn(YamlMap week)
    {
        var continuations = ImmutableArray.CreateBuilder<PlanContinuation>();
        foreach (var item in Items(week, "goes-on", required: false))
        {
            if (Fields(item, "an entry of 'goes-on'", "session", "times") is not { } map)
                continue;
            var times = Range(map, "times", 1, MaxTimesPerWeek);
            if (Scalar(map, "session", required: true) is { } name && Earlier(name) is { } session)
                continuations.Add(new(session, times));
        }
        return continuations.ToImmutable();
    }

    private PlanSession? Earlier(YamlScalar name)
    {
        var session = SessionReference.TryParse(name.Value, out var reference) && reference.Week <= _weeks.Count && reference.Id is { } id
            ? _weeks[reference.Week - 1].Session(id)
            : null;
        if (session is null)
        {
            var ids = _weeks.SelectMany(w => w.Sessions).Select(s => s.FullId).ToList();
            source.Fail(name, $"'{Shown(name.Value)}' is no session of an earlier week; "
                + (ids.Count == 0 ? "there is none" : $"there are {string.Join(", ", ids.Take(40))}"));
        }
        return session;
    }
}
