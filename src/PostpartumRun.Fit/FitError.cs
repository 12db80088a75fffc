namespace PostpartumRun.Fit;

/// <summary>What can be wrong with a file. The list is closed: a new kind of damage gets a new name here.</summary>
public enum FitErrorCode
{
    /// <summary>The file holds no bytes.</summary>
    Empty,

    /// <summary>It does not begin with a FIT header.</summary>
    NotFit,

    /// <summary>The header's own CRC is wrong; its data was read all the same.</summary>
    HeaderCrcMismatch,

    /// <summary>The bytes end, or the data's announced size does, within a message or before the CRC.</summary>
    Truncated,

    /// <summary>The header says that the file was not finished: its size of data is 0.</summary>
    Unfinished,

    /// <summary>A message of a local type that nothing has defined.</summary>
    UndefinedMessage,

    /// <summary>The CRC of the file is wrong: some byte of it is not what the device wrote.</summary>
    CrcMismatch,

    /// <summary>After a whole file come bytes that are not another one.</summary>
    TrailingData,
}

/// <summary>What is wrong with a file, and where.</summary>
/// <param name="Code">The kind of damage.</param>
/// <param name="Offset">The offset in bytes, from the file's first, at which it was found.</param>
public readonly record struct FitError(FitErrorCode Code, long Offset)
{
    /// <summary>The kind of damage as scripts know it, <c>crc-mismatch</c> say.</summary>
    public string Name => Code switch
    {
        FitErrorCode.Empty => "empty",
        FitErrorCode.NotFit => "not-fit",
        FitErrorCode.HeaderCrcMismatch => "header-crc-mismatch",
        FitErrorCode.Truncated => "truncated",
        FitErrorCode.Unfinished => "unfinished",
        FitErrorCode.UndefinedMessage => "undefined-message",
        FitErrorCode.CrcMismatch => "crc-mismatch",
        _ => "trailing-data",
    };

    /// <summary>The damage in a sentence for people, its place included.</summary>
    public string Message => Code switch
    {
        FitErrorCode.Empty => "The file is empty.",
        FitErrorCode.NotFit => $"This is not a FIT file: there is no FIT header at byte {Offset}.",
        FitErrorCode.HeaderCrcMismatch => $"The checksum of the header at byte {Offset} is wrong.",
        FitErrorCode.Truncated => $"The file was cut off: what begins at byte {Offset} is not all there.",
        FitErrorCode.Unfinished => $"The device had not finished the file: the header at byte {Offset} announces no data.",
        FitErrorCode.UndefinedMessage => $"The message at byte {Offset} is of a kind that the file has not defined: it is damaged there or before.",
        FitErrorCode.CrcMismatch => $"The checksum at byte {Offset} does not fit the data before it: the file was damaged.",
        _ => $"After the end of the data, at byte {Offset}, there are bytes that are not FIT.",
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Message}";
}
