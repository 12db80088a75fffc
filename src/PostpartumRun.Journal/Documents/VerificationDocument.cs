using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using PostpartumRun.Intervals;
using Witness = PostpartumRun.Intervals.Witnesses;

namespace PostpartumRun.Journal;

/// <summary>
/// A verified activity as the product tells it to other programs: the contract <c>pprun.verification/1</c>. It is what
/// <c>pprun verify --json</c> prints, what the log keeps, and what <c>pprun log show --json</c> prints again.
/// </summary>
/// <remarks>The order of members is the order in the JSON. What is absent is null. Times are UTC, spans of time are seconds.</remarks>
public sealed record VerificationDocument
{
    /// <summary>The contract's name and version.</summary>
    public const string SchemaName = "pprun.verification/1";

    /// <summary>Always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>The file that the activity was read from, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the activity file's bytes, in 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What the file says of the whole.</summary>
    public required DocumentActivity Activity { get; init; }

    /// <summary>The workout that it was verified against; null without one.</summary>
    public DocumentWorkout? Workout { get; init; }

    /// <summary>The kinds of testimony that were used, one flag each, in the order of <see cref="Witness"/>.</summary>
    public required IReadOnlyList<Witness> Witnesses { get; init; }

    /// <summary>Each planned interval in order; empty without a workout.</summary>
    public required IReadOnlyList<DocumentInterval> Intervals { get; init; }

    /// <summary>The blind segmentation, in order.</summary>
    public required IReadOnlyList<DocumentSegment> Segments { get; init; }

    /// <summary>Running that belongs to no planned interval, in order.</summary>
    public required IReadOnlyList<DocumentExtra> Extra { get; init; }

    /// <summary>All running, in timer time.</summary>
    public double RunSeconds { get; init; }

    /// <summary>The running that the workout plans by time; null without a workout.</summary>
    [JsonConverter(typeof(PlannedNumber))]
    public double? PlannedRunSeconds { get; init; }

    /// <summary>The running that <see cref="Extra"/> lists.</summary>
    public double ExtraRunSeconds { get; init; }

    /// <summary>0 to 100; null when the verdict is <see cref="SessionVerdict.Unknown"/>.</summary>
    public int? Score { get; init; }

    /// <summary>The whole's verdict.</summary>
    public SessionVerdict Verdict { get; init; }

    /// <summary>How likely the verdict is right, 0 to 1, in hundredths.</summary>
    public double Confidence { get; init; }

    /// <summary>What a reader of the verdicts should know, in sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether the workout has no gait that could be judged: a session of exercises.</summary>
    [JsonIgnore]
    public bool IsOfExercises => Intervals.Count > 0 && Intervals.All(interval => interval.Gait == Gait.Open);

    /// <summary>The document of a verification. It holds copies: the verification can be used again.</summary>
    /// <param name="file">The file that the activity was read from, as it is to be named.</param>
    /// <param name="sha256">The SHA-256 of its bytes, in lower-case hexadecimal digits.</param>
    /// <param name="info">What the file says of the whole; all offsets count from its <see cref="ActivityInfo.Start"/>.</param>
    /// <param name="verification">What a verifier found.</param>
    public static VerificationDocument Of(string file, string sha256, ActivityInfo info, SessionVerification verification)
    {
        var workout = verification.Workout;
        return new()
        {
            File = file,
            Sha256 = sha256,
            Activity = DocumentActivity.Of(info),
            Workout = workout is null ? null : DocumentWorkout.Of(workout),
            Witnesses = [.. Enum.GetValues<Witness>().Where(w => w != Witness.None && verification.Witnesses.HasFlag(w))],
            Intervals = [.. verification.Intervals.Select(interval => DocumentInterval.Of(info.Start, interval))],
            Segments = [.. verification.Segments.Select(segment => DocumentSegment.Of(info.Start, segment))],
            Extra = [.. verification.Extra.Select(segment => DocumentExtra.Of(info.Start, segment))],
            RunSeconds = verification.Run.Seconds,
            PlannedRunSeconds = workout?.Schedule.TotalRun.Seconds,
            ExtraRunSeconds = verification.ExtraRun.Seconds,
            Score = verification.Score,
            Verdict = verification.Verdict,
            Confidence = Math.Round(verification.Confidence, 2, MidpointRounding.AwayFromZero),
            Notes = info.Salvaged ? [SalvagedNote, .. verification.Notes] : [.. verification.Notes],
        };
    }

    /// <summary>The document as one line of JSON, without a line break.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DocumentJson.Readable.VerificationDocument);

    /// <summary>The same in UTF-8.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, DocumentJson.Readable.VerificationDocument);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no document of this contract.</exception>
    public static VerificationDocument Parse([StringSyntax(StringSyntaxAttribute.Json)] string json) =>
        JsonSerializer.Deserialize(json, DocumentJson.Readable.VerificationDocument) is { Schema: SchemaName } document
            ? document
            : throw new JsonException($"The text is no document of {SchemaName}.");

    // The contract has no member for it, and its notes are what a reader of the verdicts should know.
    private const string SalvagedNote = "The file is damaged; this is what was good of it.";
}
