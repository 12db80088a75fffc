namespace PostpartumRun.Journal;

/// <summary>Whose a part of the log is. The default is nobody: get one from a <see cref="JournalStore"/>.</summary>
/// <param name="Id">The number that the log gave her.</param>
/// <param name="Name">Her name, unique in the log.</param>
public readonly record struct JournalRunner(long Id, string Name)
{
    /// <summary>The most characters that a name can have.</summary>
    public const int MaxNameLength = 100;

    internal static string Checked(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (string.IsNullOrWhiteSpace(name))
            throw new JournalException("A runner's name is empty. Give it a character at least.");
        if (name.Length > MaxNameLength)
            throw new JournalException($"A runner's name has {name.Length} characters. Give it {MaxNameLength} at most.");
        if (name.Any(char.IsControl))
            throw new JournalException("A runner's name holds a control character. Leave out tabs, line breaks and their like.");
        return name;
    }
}
