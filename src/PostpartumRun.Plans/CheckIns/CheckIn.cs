using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>What a body can say.</summary>
public enum Symptom : byte
{
    /// <summary>Heaviness in the pelvis.</summary>
    Heaviness,

    /// <summary>Leaking.</summary>
    Leaking,

    /// <summary>Sharp pain.</summary>
    SharpPain,

    /// <summary>Doming or coning along the middle of the belly.</summary>
    Doming,

    /// <summary>Pain in a hip or in the low back.</summary>
    HipOrLowBackPain,

    /// <summary>Pressure in the pelvis, short of heaviness.</summary>
    Pressure,

    /// <summary>Pain at the pubic bone or in the sacroiliac joints.</summary>
    PubicOrSacroiliacPain,

    /// <summary>Another pain.</summary>
    OtherPain,
}

/// <summary>How tired she is.</summary>
public enum Fatigue : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Everyday tiredness.</summary>
    Everyday,

    /// <summary>Exhaustion beyond everyday tiredness.</summary>
    Exhausted,
}

/// <summary>When a check-in is made.</summary>
public enum CheckInMoment : byte
{
    /// <summary>Right after the session.</summary>
    After,

    /// <summary>A day after it.</summary>
    NextDay,

    /// <summary>On a day of its own: how it is now.</summary>
    Today,
}

/// <summary>A symptom, and when it began.</summary>
/// <param name="Symptom">The symptom.</param>
/// <param name="OnsetMinute">The run-minute at which it began, from 0; null if it was not within a run.</param>
public readonly record struct SymptomReport(Symptom Symptom, int? OnsetMinute = null);

/// <summary>How a runner says that she is.</summary>
public sealed record CheckIn
{
    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was made, as a day where she is.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What it looks back on.</summary>
    public required CheckInMoment Moment { get; init; }

    /// <summary>The activity that it belongs to, by the log's number; null for none.</summary>
    public long? ActivityId { get; init; }

    /// <summary>A session of exercises that was done, as <c>3:drills</c>; null for none.</summary>
    public string? SessionId { get; init; }

    /// <summary>Each symptom once; empty for none.</summary>
    public ImmutableArray<SymptomReport> Symptoms { get; init; } = [];

    /// <summary>How tired she is.</summary>
    public required Fatigue Fatigue { get; init; }

    /// <summary>Whether she had recovered within 24 hours; null if that is not asked yet.</summary>
    public bool? Recovered { get; init; }

    /// <summary>Her own words, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Whether one of the symptoms ends a run at once.</summary>
    public bool HasStopSign => Symptoms.Any(report => SymptomFacts.IsStopSign(report.Symptom));

    /// <summary>Whether there is no symptom, no exhaustion, and no lack of recovery.</summary>
    public bool IsClean => Symptoms.IsEmpty && Fatigue != Fatigue.Exhausted && Recovered != false;
}
