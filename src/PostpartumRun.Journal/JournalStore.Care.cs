using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

// What is only ever added to: nothing here changes or deletes a row, and the database itself refuses to.
public sealed partial class JournalStore
{
    /// <summary>Sets what differs from what holds; the same again adds nothing.</summary>
    /// <param name="runner">Whose settings.</param>
    /// <param name="settings">Names and values, as <see cref="RunnerSettings.TryRead"/> gives them.</param>
    /// <param name="by">Who sets them; null for the runner herself.</param>
    /// <returns>The names whose value is another now.</returns>
    public IReadOnlyList<string> SaveSettings(JournalRunner runner, IEnumerable<KeyValuePair<string, string>> settings, string? by = null) =>
        Write((connection, transaction) =>
        {
            var current = Settings(connection, transaction, runner).GroupBy(row => row.Name).ToDictionary(group => group.Key, group => group.Last().Value);
            var changed = new List<string>();
            foreach (var (name, value) in settings)
            {
                if (current.TryGetValue(name, out string? known) && known == value)
                    continue;
                connection.Execute(
                    "INSERT INTO runner_setting (runner_id, name, value, set_by, set_at_ms) VALUES (@runnerId, @name, @value, @by, @now)",
                    new { runnerId = runner.Id, name, value, by, now = NowMs() },
                    transaction);
                changed.Add(name);
            }
            return changed;
        });

    /// <summary>Every setting that a runner ever had, the earliest first.</summary>
    public IReadOnlyList<KeptSetting> ListSettings(JournalRunner runner) => Read(connection => Settings(connection, null, runner)
        .Select(row => new KeptSetting(row.Name, row.Value, row.SetBy, Instants.Of(row.SetAtMs)))
        .ToList());

    /// <summary>The settings that hold now, by name.</summary>
    public IReadOnlyDictionary<string, string> GetSettings(JournalRunner runner) =>
        ListSettings(runner).GroupBy(setting => setting.Name).ToDictionary(group => group.Key, group => group.Last().Value);

    /// <summary>Keeps answers to the readiness screen, all or none.</summary>
    public void SaveAnswers(JournalRunner runner, IReadOnlyList<ScreenAnswer> answers) => Write((connection, transaction) =>
    {
        foreach (var answer in answers)
        {
            connection.Execute(
                "INSERT INTO screen_answer (runner_id, item, passed, answered_on, recorded_at_ms) VALUES (@runnerId, @item, @passed, @on, @now)",
                new { runnerId = runner.Id, item = answer.Item, passed = answer.Passed, on = RunnerSettings.Text(answer.On), now = NowMs() },
                transaction);
        }
        return answers.Count;
    });

    /// <summary>All answers of a runner, the earliest first.</summary>
    public IReadOnlyList<ScreenAnswer> ListAnswers(JournalRunner runner) => Read(connection => connection
        .Query<AnswerRow>(
            "SELECT item, passed, answered_on FROM screen_answer WHERE runner_id = @runnerId ORDER BY answered_on, id", new { runnerId = runner.Id })
        .Select(row => row.ToAnswer())
        .ToList());

    /// <summary>Keeps a check-in.</summary>
    /// <returns>Its number.</returns>
    public long SaveCheckIn(JournalRunner runner, CheckIn checkIn) => Write((connection, transaction) =>
    {
        long id = connection.QuerySingle<long>(
            """
            INSERT INTO check_in (runner_id, activity_id, session_id, moment, fatigue, recovered, note, day, made_at_ms)
            VALUES (@RunnerId, @ActivityId, @SessionId, @Moment, @Fatigue, @Recovered, @Note, @Day, @MadeAtMs)
            RETURNING id
            """,
            CheckInRow.Of(runner, checkIn),
            transaction);
        foreach (var report in checkIn.Symptoms)
        {
            connection.Execute(
                "INSERT INTO check_in_symptom (check_in_id, symptom, onset_minute) VALUES (@id, @symptom, @onset)",
                new { id, symptom = Words.Of(report.Symptom), onset = report.OnsetMinute },
                transaction);
        }
        return id;
    });

    /// <summary>All check-ins of a runner, the earliest first.</summary>
    public IReadOnlyList<KeptCheckIn> ListCheckIns(JournalRunner runner) => ReadSnapshot((connection, transaction) =>
    {
        var symptoms = connection.Query<SymptomRow>(
            """
            SELECT s.check_in_id, s.symptom, s.onset_minute
            FROM check_in_symptom s
            JOIN check_in c ON c.id = s.check_in_id
            WHERE c.runner_id = @runnerId
            """,
            new { runnerId = runner.Id },
            transaction).ToLookup(row => row.CheckInId);
        return connection.Query<CheckInRow>(
            """
            SELECT id, runner_id, activity_id, session_id, moment, fatigue, recovered, note, day, made_at_ms
            FROM check_in
            WHERE runner_id = @runnerId
            ORDER BY made_at_ms, id
            """,
            new { runnerId = runner.Id },
            transaction).Select(row => row.ToCheckIn(symptoms[row.Id])).ToList();
    });

    /// <summary>Keeps that somebody went past safety rules, all or none.</summary>
    public void SaveOverrides(JournalRunner runner, IEnumerable<RuleReason> refusals, string what, string reason, string by) =>
        Write((connection, transaction) =>
        {
            foreach (var refusal in refusals)
            {
                connection.Execute(
                    """
                    INSERT INTO safety_override (runner_id, rule, what, refusal, reason, by_name, overridden_at_ms)
                    VALUES (@runnerId, @rule, @what, @refusal, @reason, @by, @now)
                    """,
                    new { runnerId = runner.Id, rule = refusal.Rule, what, refusal = refusal.Text, reason, by, now = NowMs() },
                    transaction);
            }
            return true;
        });

    /// <summary>Every safety rule of a runner that was gone past, the earliest first.</summary>
    public IReadOnlyList<KeptOverride> ListOverrides(JournalRunner runner) => Read(connection => connection
        .Query<OverrideRow>(
            "SELECT rule, what, refusal, reason, by_name, overridden_at_ms FROM safety_override WHERE runner_id = @runnerId ORDER BY id",
            new { runnerId = runner.Id })
        .Select(row => row.ToOverride())
        .ToList());

    /// <summary>Keeps a decision and what it was made from. The same inputs again add nothing, and lock nothing.</summary>
    /// <param name="runner">Whose.</param>
    /// <param name="kind">What was decided.</param>
    /// <param name="inputs">What it was made from, as JSON in UTF-8.</param>
    /// <param name="document">The decision, as JSON.</param>
    internal void SaveDecision(JournalRunner runner, DecisionKind kind, ReadOnlyMemory<byte> inputs, string document)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(inputs.Span));
        bool isKept = Read(connection => connection.QuerySingle<bool>(
            "SELECT EXISTS (SELECT 1 FROM decision WHERE runner_id = @runnerId AND inputs_sha256 = @sha256)", new { runnerId = runner.Id, sha256 }));
        if (isKept)
            return;
        Write((_, _) =>
        {
            _database.Statement(
                """
                INSERT INTO decision (runner_id, inputs_sha256, kind, inputs, document, decided_at_ms)
                VALUES (@runnerId, @sha256, @kind, @inputs, @document, @now)
                ON CONFLICT (runner_id, inputs_sha256) DO NOTHING
                """).Bind(runner.Id).Bind(sha256).Bind(Words.Of(kind)).BindUtf8(inputs.Span).Bind(document).Bind(NowMs()).Run();
            return true;
        });
    }

    /// <summary>All decisions of a runner, the earliest first.</summary>
    public IReadOnlyList<KeptDecision> ListDecisions(JournalRunner runner) => Read(connection => connection
        .Query<DecisionRow>(
            "SELECT id, kind, inputs, document, decided_at_ms FROM decision WHERE runner_id = @runnerId ORDER BY id", new { runnerId = runner.Id })
        .Select(row => row.ToDecision())
        .ToList());

    /// <summary>What a decision needs of a runner's activities, the latest start first, without what none but a list shows.</summary>
    /// <param name="runner">Whose.</param>
    /// <param name="zone">Hers where a file does not tell.</param>
    internal IReadOnlyList<ActivityFact> ListFacts(JournalRunner runner, TimeZoneInfo zone) => Read(connection => connection
        // One that took place at another's time would count the same run twice, until a person has said that it is no other's double.
        .Query<FactRow>(
            """
            SELECT a.id, a.start_ms, a.utc_offset_ms, a.timer_ms, v.session_id, v.verdict, v.run_ms, v.planned_run_ms, v.longest_run_ms
            FROM activity a
            JOIN verification v ON v.activity_id = a.id
            WHERE a.runner_id = @runnerId
              AND NOT EXISTS (SELECT 1 FROM review r WHERE r.activity_id = a.id AND r.decided_at_ms IS NULL)
            ORDER BY a.start_ms DESC, a.id DESC
            """,
            new { runnerId = runner.Id })
        .Select(row => row.ToFact(zone))
        .ToList());

    /// <summary>The latest decisions of a runner without what they were made from, the latest first.</summary>
    /// <param name="runner">Whose.</param>
    /// <param name="most">The most that are wanted.</param>
    public IReadOnlyList<DecisionMade> ListDecisionKinds(JournalRunner runner, int most) => Read(connection => connection
        .Query<DecisionRow>(
            "SELECT id, kind, decided_at_ms FROM decision WHERE runner_id = @runnerId ORDER BY id DESC LIMIT @most", new { runnerId = runner.Id, most })
        .Select(row => new DecisionMade(row.Id, Words.Parse<DecisionKind>(row.Kind), Instants.Of(row.DecidedAtMs)))
        .ToList());

    private static List<SettingRow> Settings(DbConnection connection, DbTransaction? transaction, JournalRunner runner) => connection
        .Query<SettingRow>(
            "SELECT name, value, set_by, set_at_ms FROM runner_setting WHERE runner_id = @runnerId ORDER BY id",
            new { runnerId = runner.Id },
            transaction)
        .ToList();

    private long NowMs() => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
