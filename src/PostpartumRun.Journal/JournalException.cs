namespace PostpartumRun.Journal;

/// <summary>
/// The log could not do what was asked. The message is for people: what went wrong, where, and what to do about it.
/// </summary>
public sealed class JournalException : Exception
{
    /// <summary>With no more to say. Prefer a message.</summary>
    public JournalException()
        : base("The log could not do what was asked.")
    {
    }

    /// <summary>With a message for people.</summary>
    public JournalException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for people, and what brought it about.</summary>
    public JournalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
