using System.Text.Json;

namespace PostpartumRun.Journal;

/// <summary>An activity that could not be read, as the contract <c>pprun.verification/1</c> tells it.</summary>
/// <param name="Schema">Always <see cref="VerificationDocument.SchemaName"/>.</param>
/// <param name="File">The file, as it was named.</param>
/// <param name="Error">Why it could not be read.</param>
public sealed record UnreadableDocument(string Schema, string File, DocumentError Error)
{
    /// <summary>The document of a file that could not be read.</summary>
    /// <param name="file">The file, as it is to be named.</param>
    /// <param name="code">The error's short name, such as <c>crc-mismatch</c>.</param>
    /// <param name="message">The error as a sentence.</param>
    public static UnreadableDocument Of(string file, string code, string message) =>
        new(VerificationDocument.SchemaName, file, new(code, message));

    /// <summary>The document as one line of JSON, without a line break.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DocumentJson.Readable.UnreadableDocument);
}

/// <summary>Why an activity could not be read.</summary>
/// <param name="Code">The error's short name, such as <c>crc-mismatch</c>.</param>
/// <param name="Message">The error as a sentence.</param>
public sealed record DocumentError(string Code, string Message);
