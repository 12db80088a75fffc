using PostpartumRun.Intervals;

namespace PostpartumRun.Journal;

/// <summary>A row of <c>verification</c>: the document as it was, and beside it what is asked for across activities.</summary>
internal sealed class VerificationRow
{
    public long ActivityId { get; init; }
    public string? SessionId { get; init; }
    public string? MatchKind { get; init; }
    public string? WorkoutText { get; init; }
    public string Verdict { get; init; } = "";
    public int? Score { get; init; }
    public double Confidence { get; init; }
    public long RunMs { get; init; }
    public long? PlannedRunMs { get; init; }
    public long ExtraRunMs { get; init; }
    public string Witnesses { get; init; } = "";
    public string EngineVersion { get; init; } = "";
    public long VerifiedAtMs { get; init; }
    /// <summary>The document of a row that was read; a new one's is bound as it is.</summary>
    public string Document { get; init; } = "";

    public long? LongestRunMs { get; init; }

    public static VerificationRow Of(long activityId, NewActivity activity, DateTimeOffset now)
    {
        var document = activity.Document;
        return new()
        {
            ActivityId = activityId,
            SessionId = activity.SessionId,
            MatchKind = activity.Match is { } match ? Words.Of(match) : null,
            WorkoutText = document.Workout?.Text,
            Verdict = Words.Of(document.Verdict),
            Score = document.Score,
            Confidence = activity.Confidence,
            RunMs = Duration.FromSeconds(document.RunSeconds).Milliseconds,
            PlannedRunMs = document.PlannedRunSeconds is { } planned ? Duration.FromSeconds(planned).Milliseconds : null,
            ExtraRunMs = Duration.FromSeconds(document.ExtraRunSeconds).Milliseconds,
            Witnesses = string.Join(' ', document.Witnesses.Select(Words.Of)),
            EngineVersion = activity.EngineVersion,
            VerifiedAtMs = now.ToUnixTimeMilliseconds(),
            LongestRunMs = LongestRun(activity),
        };
    }

    /// <summary>Gives a statement its columns, in their order here.</summary>
    public SqliteStatement Bind(SqliteStatement insert, ReadOnlySpan<byte> document) => insert
        .Bind(ActivityId).Bind(SessionId).Bind(MatchKind).Bind(WorkoutText).Bind(Verdict).Bind(Score).Bind(Confidence).Bind(RunMs)
        .Bind(PlannedRunMs).Bind(ExtraRunMs).Bind(Witnesses).Bind(EngineVersion).Bind(VerifiedAtMs).BindUtf8(document).Bind(LongestRunMs);

    /// <summary>The longest planned run that was run without a walk; null where there is none.</summary>
    private static long? LongestRun(NewActivity activity)
    {
        long? longest = null;
        foreach (var interval in activity.Intervals)
        {
            if (interval.Planned.Step.Gait == Gait.Run && !(interval.InGait.Milliseconds <= longest))
                longest = interval.InGait.Milliseconds;
        }
        return longest;
    }
}

/// <summary>A row of <c>verified_interval</c>.</summary>
internal sealed class IntervalRow
{
    public long ActivityId { get; init; }
    public int Position { get; init; }
    public int StepIndex { get; init; }
    public int? Round { get; init; }
    public string LengthKind { get; init; } = "";
    public long? LengthMs { get; init; }
    public long? LengthCentimeters { get; init; }
    public string Gait { get; init; } = "";
    public string Role { get; init; } = "";
    public string? Note { get; init; }
    public string TargetKind { get; init; } = "";
    public int? TargetLow { get; init; }
    public int? TargetHigh { get; init; }
    public long PlannedStartMs { get; init; }
    public long PlannedEndMs { get; init; }
    public long StartMs { get; init; }
    public long EndMs { get; init; }
    public long TimerMs { get; init; }
    public long InGaitMs { get; init; }
    public string Verdict { get; init; } = "";
    public string Boundary { get; init; } = "";
    public double Confidence { get; init; }
    public double? DistanceMeters { get; init; }
    public double? SpeedMetersPerSecond { get; init; }
    public double? CadenceStepsPerMinute { get; init; }
    public double? HeartRateBpm { get; init; }

    public static IntervalRow Of(long activityId, VerifiedInterval interval)
    {
        var (planned, step) = (interval.Planned, interval.Planned.Step);
        bool hasTarget = step.Target.Kind != Intervals.TargetKind.None;
        return new()
        {
            ActivityId = activityId,
            Position = planned.Index,
            StepIndex = planned.StepIndex,
            Round = planned.Round,
            LengthKind = Words.Of(step.Length.End),
            LengthMs = step.Length.End == StepEnd.Time ? step.Length.Time.Milliseconds : null,
            LengthCentimeters = step.Length.End == StepEnd.Distance ? step.Length.DistanceCentimeters : null,
            Gait = Words.Of(step.Gait),
            Role = Words.Of(step.Role),
            Note = step.Note,
            TargetKind = Words.Of(step.Target.Kind),
            TargetLow = hasTarget ? step.Target.Low : null,
            TargetHigh = hasTarget ? step.Target.High : null,
            PlannedStartMs = planned.Start.Milliseconds,
            PlannedEndMs = planned.End.Milliseconds,
            StartMs = interval.Start.Milliseconds,
            EndMs = interval.End.Milliseconds,
            TimerMs = interval.Timer.Milliseconds,
            InGaitMs = interval.InGait.Milliseconds,
            Verdict = Words.Of(interval.Verdict),
            Boundary = Words.Of(interval.Boundary),
            Confidence = interval.Confidence,
            DistanceMeters = Instants.Known(interval.DistanceMeters),
            SpeedMetersPerSecond = Instants.Known(interval.SpeedMetersPerSecond),
            CadenceStepsPerMinute = Instants.Known(interval.CadenceStepsPerMinute),
            HeartRateBpm = Instants.Known(interval.HeartRateBpm),
        };
    }

    /// <summary>Gives a statement its columns, in their order here.</summary>
    public SqliteStatement Bind(SqliteStatement insert) => insert
        .Bind(ActivityId).Bind(Position).Bind(StepIndex).Bind(Round).Bind(LengthKind).Bind(LengthMs).Bind(LengthCentimeters).Bind(Gait).Bind(Role)
        .Bind(Note).Bind(TargetKind).Bind(TargetLow).Bind(TargetHigh).Bind(PlannedStartMs).Bind(PlannedEndMs).Bind(StartMs).Bind(EndMs)
        .Bind(TimerMs).Bind(InGaitMs).Bind(Verdict).Bind(Boundary).Bind(Confidence).Bind(DistanceMeters).Bind(SpeedMetersPerSecond)
        .Bind(CadenceStepsPerMinute).Bind(HeartRateBpm);

    public VerifiedInterval ToInterval() => new(
        new(Position, StepIndex, Round, ToStep(), Duration.FromMilliseconds(PlannedStartMs), Duration.FromMilliseconds(PlannedEndMs)),
        Duration.FromMilliseconds(StartMs),
        Duration.FromMilliseconds(EndMs),
        Duration.FromMilliseconds(TimerMs),
        Duration.FromMilliseconds(InGaitMs),
        Words.Parse<IntervalVerdict>(Verdict),
        Words.Parse<BoundarySource>(Boundary),
        Confidence,
        DistanceMeters ?? double.NaN,
        SpeedMetersPerSecond ?? double.NaN,
        CadenceStepsPerMinute ?? double.NaN,
        HeartRateBpm ?? double.NaN);

    private WorkoutStep ToStep() => new(
        Words.Parse<StepEnd>(LengthKind) switch
        {
            StepEnd.Time => StepLength.OfTime(Duration.FromMilliseconds(LengthMs ?? 0)),
            StepEnd.Distance => StepLength.OfDistance(LengthCentimeters ?? 0),
            _ => StepLength.UntilLapButton,
        },
        Words.Parse<Gait>(Gait),
        Words.Parse<StepRole>(Role),
        Note,
        Words.Parse<TargetKind>(TargetKind) switch
        {
            Intervals.TargetKind.Pace => StepTarget.Pace(TargetLow ?? 0, TargetHigh ?? 0),
            Intervals.TargetKind.HeartRate => StepTarget.HeartRate(TargetLow ?? 0, TargetHigh ?? 0),
            _ => default,
        });
}
