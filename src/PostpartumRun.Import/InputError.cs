using PostpartumRun.Fit;

namespace PostpartumRun.Import;

/// <summary>Why an input could not be read, or not whole.</summary>
/// <param name="Code">The reason as scripts know it: one of <see cref="FitError.Name"/>'s, or of this type's.</param>
/// <param name="Offset">Where in the file, in bytes; null where the place says nothing.</param>
/// <param name="Message">The reason in a sentence for people.</param>
public sealed record InputError(string Code, long? Offset, string Message)
{
    /// <summary>There is no such file or folder.</summary>
    public const string NotFound = "not-found";

    /// <summary>The file or folder cannot be opened.</summary>
    public const string NotReadable = "not-readable";

    /// <summary>A folder where a file is needed.</summary>
    public const string IsFolder = "is-a-folder";

    /// <summary>The file is larger than any watch makes.</summary>
    public const string TooLarge = "too-large";

    /// <summary>An archive that is damaged, or that unpacks to more than any export would.</summary>
    public const string BadArchive = "bad-archive";

    /// <summary>A sound FIT file, but no activity.</summary>
    public const string NotAnActivity = "not-an-activity";

    /// <summary>The protocol's error as an input's.</summary>
    public static InputError Of(FitError error) => new(error.Name, error.Offset, error.Message);
}
