namespace PostpartumRun.Journal;

/// <summary>What somebody who signs in to the page is.</summary>
public enum AccountRole
{
    /// <summary>She sees her own log.</summary>
    Runner,

    /// <summary>She sees the logs of the runners that she was given, and her own where she runs herself.</summary>
    Coach,
}

/// <summary>Somebody who may sign in to the page.</summary>
public sealed record Account
{
    /// <summary>The most characters that a name can have.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The number that the log gave her; never given twice.</summary>
    public required long Id { get; init; }

    /// <summary>What she signs in as: unique in the log, and in small letters.</summary>
    public required string Name { get; init; }

    /// <summary>What she is.</summary>
    public required AccountRole Role { get; init; }

    /// <summary>The number of the runner that she is; null for a coach who does not run here.</summary>
    public long? RunnerId { get; init; }

    /// <summary>Her password, hashed; null where she signs in with an OpenID Connect provider alone.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Who she is at the OpenID Connect provider (its <c>sub</c>); null where she signs in with a password alone.</summary>
    public string? Subject { get; init; }

    /// <summary>A name as the log keeps it: in small letters.</summary>
    /// <exception cref="JournalException">It is empty, too long, or holds something else than letters of ASCII, digits, and <c>. _ - +
    /// @</c>.</exception>
    public static string Checked(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > MaxNameLength
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || "._-+@".Contains(c, StringComparison.Ordinal)))
        {
            throw new JournalException(
                $"An account's name has 1 to {MaxNameLength} letters (a to z), digits, and . _ - + @: "
                + "give it one such as \"eva\" or \"eva@example.org\".");
        }
        return name.ToLowerInvariant();
    }
}

/// <summary>What somebody did with a runner's log.</summary>
public enum SightingDeed
{
    /// <summary>Looked at something.</summary>
    Saw,

    /// <summary>Changed or added something, or tried to.</summary>
    Changed,
}

/// <summary>That somebody looked at a runner's log, or changed something in it.</summary>
/// <param name="ByName">The account's name at that time.</param>
/// <param name="Deed">What she did.</param>
/// <param name="What">What it was about, as the page's address has it behind the runner's: <c>activities/12</c>.</param>
/// <param name="At">When.</param>
public sealed record Sighting(string ByName, SightingDeed Deed, string What, DateTimeOffset At);

/// <summary>A row of <c>account</c>.</summary>
internal sealed class AccountRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public long? RunnerId { get; init; }
    public string? PasswordHash { get; init; }
    public string? Subject { get; init; }

    public Account ToAccount() => new()
    {
        Id = Id,
        Name = Name,
        Role = Words.Parse<AccountRole>(Role),
        RunnerId = RunnerId,
        PasswordHash = PasswordHash,
        Subject = Subject,
    };
}

/// <summary>A row of <c>sighting</c>.</summary>
internal sealed class SightingRow
{
    public string ByName { get; init; } = "";
    public string Deed { get; init; } = "";
    public string What { get; init; } = "";
    public long SeenAtMs { get; init; }

    public Sighting ToSighting() => new(ByName, Words.Parse<SightingDeed>(Deed), What, Instants.Of(SeenAtMs));
}
