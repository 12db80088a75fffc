using Dapper;

namespace PostpartumRun.Journal;

public sealed partial class JournalStore
{
    /// <summary>The runner of a name; adds her where the log has none. Names are told apart by every character, capitals too.</summary>
    /// <param name="name">1 to <see cref="JournalRunner.MaxNameLength"/> characters, not all blank, and no control characters.</param>
    public JournalRunner GetOrAddRunner(string name) => FindRunner(name) ?? Write((connection, transaction) =>
    {
        connection.Execute("INSERT INTO runner (name) VALUES (@name) ON CONFLICT (name) DO NOTHING", new { name }, transaction);
        long id = connection.QuerySingle<long>("SELECT id FROM runner WHERE name = @name", new { name }, transaction);
        return new JournalRunner(id, name);
    });

    /// <summary>The runner of a name; null where the log has none.</summary>
    /// <param name="name">As <see cref="GetOrAddRunner"/> takes it.</param>
    public JournalRunner? FindRunner(string name)
    {
        JournalRunner.Checked(name);
        long? id = Read(connection => connection.QueryFirstOrDefault<long?>("SELECT id FROM runner WHERE name = @name", new { name }));
        return id is { } known ? new JournalRunner(known, name) : null;
    }

    /// <summary>All runners of the log, by name.</summary>
    public IReadOnlyList<JournalRunner> ListRunners() => Read(connection => connection
        .Query<RunnerRow>("SELECT id, name FROM runner ORDER BY name")
        .Select(row => new JournalRunner(row.Id, row.Name))
        .ToList());
}

/// <summary>A row of <c>runner</c>.</summary>
internal sealed class RunnerRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
}
