using System.Text.Json;
using PostpartumRun.Intervals;
using Xunit;

namespace PostpartumRun.Journal.Tests;

public sealed class VerificationDocumentTests
{
    private const string Text = "5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown";

    // The contract's own example, with what it leaves open filled in.
    private static readonly string Example =
        $$"""
        {"schema":"pprun.verification/1","file":"a.fit","sha256":"{{Samples.Sha256(1)}}",
        "activity":{"start":"2026-06-21T00:00:00Z","end":"2026-06-21T00:34:07Z","elapsedSeconds":2047.0,"timerSeconds":2047.0,"distanceMeters":3900.2,
        "manufacturer":"garmin","product":1,"serialNumber":123,"sport":"running","records":2047},
        "workout":{"text":"5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown","plannedSeconds":1680,"plannedRunSeconds":360},
        "witnesses":["workout-steps","laps","speed","cadence"],
        "intervals":[{"index":0,"round":null,"gait":"walk","role":"warmup","plannedSeconds":300,"start":"2026-06-21T00:00:00Z","end":"2026-06-21T00:05:00.500Z",
        "timerSeconds":300.0,"inGaitSeconds":298.0,"verdict":"done","distanceMeters":null,"speedMetersPerSecond":null,
        "cadenceStepsPerMinute":null,"heartRate":null,"boundary":"lap"}],
        "segments":[{"gait":"walk","start":"2026-06-21T00:00:00Z","end":"2026-06-21T00:05:00Z"}],
        "extra":[{"gait":"run","start":"2026-06-21T00:30:00Z","end":"2026-06-21T00:31:00Z","seconds":60.0}],
        "runSeconds":360.0,"plannedRunSeconds":360,"extraRunSeconds":0.0,"score":98,"verdict":"as-planned","confidence":0.97,
        "notes":["Größe <3 & \"mehr\""]}
        """.ReplaceLineEndings("");

    [Fact]
    public void The_contracts_example_is_written_byte_for_byte() => Assert.Equal(Example, ExampleDocument().ToJson());

    [Fact]
    public void What_was_written_is_read_and_written_again_alike() => Assert.Equal(Example, VerificationDocument.Parse(Example).ToJson());

    [Fact]
    public void Another_schema_is_refused() =>
        Assert.Throws<JsonException>(() => VerificationDocument.Parse(Example.Replace("verification/1", "verification/2", StringComparison.Ordinal)));

    [Fact]
    public void Without_a_workout_what_belongs_to_it_is_null_or_empty()
    {
        var document = VerificationDocument.Of("a.fit", Samples.Sha256(1), Samples.Info, new SessionVerification());
        Assert.EndsWith(
            """
            "workout":null,"witnesses":[],"intervals":[],"segments":[],"extra":[],"runSeconds":0.0,"plannedRunSeconds":null,"extraRunSeconds":0.0,"score":null,"verdict":"unknown","confidence":0.0,"notes":[]}
            """,
            document.ToJson(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_without_a_time_have_no_planned_seconds_and_figures_are_rounded()
    {
        var json = VerificationDocument.Of("a.fit", Samples.Sha256(1), Samples.Info, Samples.Verification()).ToJson();
        Assert.Contains(
            """
            {"index":2,"round":1,"gait":"walk","role":null,"plannedSeconds":null,"start":"2026-06-21T00:02:00.250Z","end":"2026-06-21T00:03:00.250Z","timerSeconds":59.0,"inGaitSeconds":58.125,"verdict":"short","distanceMeters":102.3,"speedMetersPerSecond":1.75,"cadenceStepsPerMinute":null,"heartRate":140.0,"boundary":"lap"}
            """,
            json,
            StringComparison.Ordinal);
        Assert.Contains("\"witnesses\":[\"workout-steps\",\"cadence\"]", json, StringComparison.Ordinal);
        Assert.Contains("\"confidence\":0.88,", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SessionVerdict.Unknown, "unknown")]
    [InlineData(SessionVerdict.AsPlanned, "as-planned")]
    [InlineData(SessionVerdict.Partly, "partly")]
    [InlineData(SessionVerdict.Overdone, "overdone")]
    [InlineData(SessionVerdict.NotDone, "not-done")]
    public void Verdicts_have_the_contracts_words(SessionVerdict verdict, string word) =>
        Assert.Contains($"\"verdict\":\"{word}\",\"confidence\"", (ExampleDocument() with { Verdict = verdict }).ToJson(), StringComparison.Ordinal);

    [Fact]
    public void Every_witness_has_the_contracts_word()
    {
        var verification = new SessionVerification();
        Samples.Fill(verification, null, (Witnesses)63, default, default, null, default, 0);
        Assert.Contains(
            """
            "witnesses":["workout-steps","laps","splits","speed","cadence","dynamics"]
            """,
            VerificationDocument.Of("a.fit", Samples.Sha256(1), Samples.Info, verification).ToJson(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_salvaged_activity_says_so_in_its_first_note()
    {
        var document = VerificationDocument.Of("a.fit", Samples.Sha256(1), Samples.Info with { Salvaged = true }, Samples.Verification());
        Assert.Equal(2, document.Notes.Count);
        Assert.Contains("damaged", document.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_in_another_offset_is_written_in_utc()
    {
        var info = Samples.Info with { Start = new(2026, 6, 21, 2, 0, 0, TimeSpan.FromHours(2)) };
        var json = VerificationDocument.Of("a.fit", Samples.Sha256(1), info, Samples.Verification()).ToJson();
        Assert.Contains("\"activity\":{\"start\":\"2026-06-21T00:00:00Z\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_json_stays_a_line_whatever_a_file_is_called()
    {
        var json = (ExampleDocument() with { File = "a\r\nb\t\u0000\u2028\"é.fit" }).ToJson();
        Assert.DoesNotContain('\n', json);
        Assert.DoesNotContain('\r', json);
        Assert.Equal("a\r\nb\t\u0000\u2028\"é.fit", VerificationDocument.Parse(json).File);
    }

    [Fact]
    public void An_unreadable_activity_has_the_contracts_error_form() => Assert.Equal(
        """{"schema":"pprun.verification/1","file":"b.fit","error":{"code":"crc-mismatch","message":"The file's checksum is wrong."}}""",
        UnreadableDocument.Of("b.fit", "crc-mismatch", "The file's checksum is wrong.").ToJson());

    private static VerificationDocument ExampleDocument()
    {
        var workout = WorkoutText.Parse(Text);
        var verification = new SessionVerification();
        Samples.Fill(
            verification, workout, Witnesses.WorkoutSteps | Witnesses.Laps | Witnesses.Speed | Witnesses.Cadence, Duration.FromSeconds(360),
            Duration.Zero, 98, SessionVerdict.AsPlanned, 0.9712);
        verification.Intervals.Add(new(
            workout.Schedule[0], Duration.Zero, Duration.FromSeconds(300.5), Duration.FromSeconds(300), Duration.FromSeconds(298),
            IntervalVerdict.Done, BoundarySource.Lap, 0.99));
        verification.Segments.Add(new(Motion.Walk, Duration.Zero, Duration.FromSeconds(300)));
        verification.Extra.Add(new(Motion.Run, Duration.FromSeconds(1800), Duration.FromSeconds(1860)));
        verification.Notes.Add("Größe <3 & \"mehr\"");
        var info = Samples.Info with { Timer = Duration.FromSeconds(2047), SerialNumber = 123 };
        return VerificationDocument.Of("a.fit", Samples.Sha256(1), info, verification);
    }
}
