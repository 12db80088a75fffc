namespace PostpartumRun.Journal;

/// <summary>A table that holds something of a runner's, as it is taken elsewhere.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Condition">Which rows are hers: of her number, <c>@runner</c>.</param>
/// <param name="Order">The order of rows.</param>
/// <param name="Numbered">What its own numbers count, where it has any: they can be taken elsewhere.</param>
/// <param name="References">Columns that hold numbers of another table.</param>
internal sealed record LogTable(
    string Name, string Condition, string Order, string? Numbered = null, params (string Column, string Table)[] References)
{
    private const string OfHer = "runner_id = @runner";
    private const string OfHerActivities = "activity_id IN (SELECT id FROM activity WHERE runner_id = @runner)";

    /// <summary>All of them, each after those that it refers to.</summary>
    public static LogTable[] All { get; } =
    [
        new("runner_setting", OfHer, "id", "runner_setting"),
        new("screen_answer", OfHer, "id", "screen_answer"),
        new("export", OfHer, "id", "export"),
        new("activity", OfHer, "id", "activity"),
        new("verification", OfHerActivities, "activity_id", null, ("activity_id", "activity")),
        new("verified_interval", OfHerActivities, "activity_id, position", null, ("activity_id", "activity")),
        new("source_file", OfHer, "sha256"),
        new("activity_version", OfHer, "id", "activity_version", ("activity_id", "activity")),
        new("review", OfHerActivities, "activity_id, other_id", null, ("activity_id", "activity"), ("other_id", "activity")),
        new("check_in", OfHer, "id", "check_in", ("activity_id", "activity")),
        new(
            "check_in_symptom",
            "check_in_id IN (SELECT id FROM check_in WHERE runner_id = @runner)",
            "check_in_id, symptom",
            null,
            ("check_in_id", "check_in")),
        new("safety_override", OfHer, "id", "safety_override"),
        new("decision", OfHer, "id", "decision"),
        new("sighting", OfHer, "id", "sighting"),
    ];
}
