using System.Buffers;
using System.Collections.Immutable;
using System.Reflection;
using PostpartumRun.Intervals;

namespace PostpartumRun.Journal;

/// <summary>How an activity was found to belong to a planned session.</summary>
public enum MatchKind : byte
{
    /// <summary>The activity names the workout file that it was recorded from.</summary>
    TrainingFile,

    /// <summary>It took place in the session's week, and has its shape.</summary>
    WeekAndShape,

    /// <summary>A person said so.</summary>
    Person,
}

/// <summary>A verified activity on its way into the log. Immutable: what it was made of can be used again.</summary>
public sealed record NewActivity
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private NewActivity()
    {
    }

    /// <summary>The SHA-256 of the activity file's bytes, in 64 lower-case hexadecimal digits.</summary>
    public string Sha256 => Document.Sha256;

    /// <summary>The file's name, as the document has it.</summary>
    public string FileName => Document.File;

    /// <summary>The activity's place within its file, from 0: a file can hold several.</summary>
    public int Part { get; private init; }

    /// <summary>How many activities its file holds.</summary>
    public int PartCount { get; init; } = 1;

    /// <summary>Where the file was read from; null where it came from no file.</summary>
    public string? FilePath { get; init; }

    /// <summary>What the file says of the whole.</summary>
    public ActivityInfo Info { get; private init; } = null!;

    /// <summary>The planned session that it belongs to, as <c>4:1-2</c>; null when it belongs to none.</summary>
    public string? SessionId { get; init; }

    /// <summary>How it was found to belong to a session or an exported workout; null when it was not.</summary>
    public MatchKind? Match { get; init; }

    /// <summary>The verification.</summary>
    public VerificationDocument Document { get; private init; } = null!;

    /// <summary>The verification's JSON in UTF-8, as it will be logged.</summary>
    public ReadOnlyMemory<byte> DocumentUtf8 { get; private init; }

    /// <summary>Each verified interval, with what the document leaves out.</summary>
    public ImmutableArray<VerifiedInterval> Intervals { get; private init; }

    /// <summary>The whole's confidence, unrounded.</summary>
    public double Confidence { get; private init; }

    /// <summary>The version of the verifier.</summary>
    public string EngineVersion { get; } = Engine;

    private static readonly string Engine = EngineOf(typeof(Verifier).Assembly);

    /// <summary>An entry of an activity and its verification.</summary>
    /// <param name="fileName">The file's name, as it is to be named to people and in JSON.</param>
    /// <param name="sha256">The SHA-256 of the file's bytes, in 64 lower-case hexadecimal digits.</param>
    /// <param name="info">What the file says of the whole.</param>
    /// <param name="verification">What the verifier found.</param>
    /// <param name="part">The activity's place within its file, from 0.</param>
    /// <exception cref="ArgumentException">The digest is no SHA-256, or the part is negative.</exception>
    public static NewActivity Of(string fileName, string sha256, ActivityInfo info, SessionVerification verification, int part = 0)
    {
        if (sha256.Length != 64 || sha256.AsSpan().ContainsAnyExcept(HexDigits))
            throw new ArgumentException("A SHA-256 has 64 lower-case hexadecimal digits.", nameof(sha256));
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        var document = VerificationDocument.Of(fileName, sha256, info, verification);
        return new()
        {
            Part = part,
            Info = info,
            Document = document,
            DocumentUtf8 = document.ToUtf8(),
            Intervals = [.. verification.Intervals],
            Confidence = verification.Confidence,
        };
    }

    private static string EngineOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}

/// <summary>What became of a <see cref="NewActivity"/>.</summary>
public enum LogKind : byte
{
    /// <summary>It is new, and in the log now.</summary>
    Logged,

    /// <summary>The log knew it, by its bytes or as the same activity in a file that is no better, and was left as it was.</summary>
    Known,

    /// <summary>It took the place of a worse version of the same activity, which is kept beside it.</summary>
    Replaced,
}

/// <summary>What became of a <see cref="NewActivity"/>.</summary>
/// <param name="Id">The activity's number in the log.</param>
/// <param name="Kind">Whether it is new.</param>
/// <param name="Overlaps">An activity of the same runner at the same time, for a person to look at; null where there is none.</param>
public readonly record struct LogResult(long Id, LogKind Kind, long? Overlaps = null)
{
    /// <summary>Whether the log held it before, and was left as it was.</summary>
    public bool AlreadyLogged => Kind == LogKind.Known;
}
