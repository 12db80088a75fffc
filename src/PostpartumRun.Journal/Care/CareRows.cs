using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

internal sealed class SettingRow
{
    public string Name { get; init; } = "";
    public string Value { get; init; } = "";
    public string? SetBy { get; init; }
    public long SetAtMs { get; init; }
}

internal sealed class AnswerRow
{
    public string Item { get; init; } = "";
    public bool Passed { get; init; }
    public string AnsweredOn { get; init; } = "";

    public ScreenAnswer ToAnswer() => new(Item, Passed, Days.Of(AnsweredOn));
}

internal sealed class CheckInRow
{
    public long Id { get; init; }
    public long RunnerId { get; init; }
    public long? ActivityId { get; init; }
    public string? SessionId { get; init; }
    public string Moment { get; init; } = "";
    public string Fatigue { get; init; } = "";
    public bool? Recovered { get; init; }
    public string? Note { get; init; }
    public string Day { get; init; } = "";
    public long MadeAtMs { get; init; }

    public static CheckInRow Of(JournalRunner runner, CheckIn checkIn) => new()
    {
        RunnerId = runner.Id,
        ActivityId = checkIn.ActivityId,
        SessionId = checkIn.SessionId,
        Moment = Words.Of(checkIn.Moment),
        Fatigue = Words.Of(checkIn.Fatigue),
        Recovered = checkIn.Recovered,
        Note = checkIn.Note,
        Day = RunnerSettings.Text(checkIn.Day),
        MadeAtMs = checkIn.At.ToUnixTimeMilliseconds(),
    };

    public KeptCheckIn ToCheckIn(IEnumerable<SymptomRow> symptoms) => new(Id, new()
    {
        At = Instants.Of(MadeAtMs),
        Day = Days.Of(Day),
        Moment = Words.Parse<CheckInMoment>(Moment),
        ActivityId = ActivityId,
        SessionId = SessionId,
        Symptoms =
        [
            .. symptoms
                .Select(row => new SymptomReport(Words.Parse<Symptom>(row.Symptom), row.OnsetMinute))
                .OrderBy(report => report.Symptom),
        ],
        Fatigue = Words.Parse<Fatigue>(Fatigue),
        Recovered = Recovered,
        Note = Note,
    });
}

internal sealed class SymptomRow
{
    public long CheckInId { get; init; }
    public string Symptom { get; init; } = "";
    public int? OnsetMinute { get; init; }
}

internal sealed class OverrideRow
{
    public string Rule { get; init; } = "";
    public string What { get; init; } = "";
    public string Refusal { get; init; } = "";
    public string Reason { get; init; } = "";
    public string ByName { get; init; } = "";
    public long OverriddenAtMs { get; init; }

    public KeptOverride ToOverride() => new(Rule, What, Refusal, Reason, ByName, Instants.Of(OverriddenAtMs));
}

internal sealed class DecisionRow
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string Inputs { get; init; } = "";
    public string Document { get; init; } = "";
    public long DecidedAtMs { get; init; }

    public KeptDecision ToDecision() => new(Id, Words.Parse<DecisionKind>(Kind), Inputs, Document, Instants.Of(DecidedAtMs));
}

/// <summary>Days as the log keeps them.</summary>
internal static class Days
{
    public static DateOnly Of(string text) =>
        RunnerSettings.Date(text)
            ?? throw new JournalException($"The log holds \"{text}\" where a date should be. Bring it back from a backup.");
}

/// <summary>The columns of an <see cref="ActivityFact"/>.</summary>
internal sealed class FactRow
{
    public long Id { get; init; }
    public long StartMs { get; init; }
    public long? UtcOffsetMs { get; init; }
    public long TimerMs { get; init; }
    public string? SessionId { get; init; }
    public string Verdict { get; init; } = "";
    public long RunMs { get; init; }
    public long? PlannedRunMs { get; init; }
    public long? LongestRunMs { get; init; }

    /// <param name="zone">Hers where the file does not tell: the machine's own.</param>
    public ActivityFact ToFact(TimeZoneInfo zone)
    {
        var start = Instants.Of(StartMs);
        var there = UtcOffsetMs is { } offset ? start.ToOffset(TimeSpan.FromMilliseconds(offset)) : TimeZoneInfo.ConvertTime(start, zone);
        return new()
        {
            Id = Id,
            Day = DateOnly.FromDateTime(there.DateTime),
            Start = start,
            End = Instants.Of(StartMs + TimerMs),
            SessionId = SessionId,
            Verdict = Words.Parse<SessionVerdict>(Verdict),
            Run = Duration.FromMilliseconds(RunMs),
            PlannedRun = PlannedRunMs is { } planned ? Duration.FromMilliseconds(planned) : null,
            LongestRun = Duration.FromMilliseconds(LongestRunMs ?? 0),
        };
    }
}
