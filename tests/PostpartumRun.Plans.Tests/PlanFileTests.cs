using CsCheck;
using PostpartumRun.Intervals;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Plans.Tests;

public class PlanFileTests
{
    private static string BuiltInText => File.ReadAllText(Path.Combine(Repository.Root, "src", "PostpartumRun.Plans", "eight-weeks.yaml"));

    private static IEnumerable<string> Errors(string text)
    {
        var result = PlanFile.Load(text, "p.yaml");
        Assert.Equal(result.Plan is null, result.Errors.Length > 0);
        return result.Errors.Select(e => e.ToString());
    }

    private static string Error(string text) => Assert.Single(Errors(text));

    [Fact]
    public void A_whole_plan_is_read()
    {
        var result = PlanFile.Load(new StringReader("\uFEFF" + SmallPlan.Text), "p.yaml");
        Assert.Empty(result.Errors);
        var plan = result.Plan!;
        Assert.Equal(("Small", 3, null), (plan.Name, plan.Revision, plan.Source));
        var run = plan.Week(1)!.DefaultSession;
        Assert.Equal("5:00 walk warmup \"Easy\"; 6x(1:00 run; 2:00 walk)", run.Workout!.ToString());
        var exercises = plan.Week(1)!.Session("core")!.Exercises;
        Assert.Equal((2, 8, null, true), (exercises[0].Sets, exercises[0].Reps, exercises[0].Time, exercises[0].PerSide));
        Assert.Equal((1, null, Duration.FromSeconds(30), false), (exercises[1].Sets, exercises[1].Reps, exercises[1].Time, exercises[1].PerSide));
    }

    [Theory]
    [InlineData("revision: 3", "revison: 3", "p.yaml:1:1: 'revision' is missing", "p.yaml:2:1: a plan has no key 'revison'; did you mean 'revision'?")]
    [InlineData("    theme: Begin", "    colour: red\n    theme: Begin",
        "p.yaml:28:5: a week has no key 'colour'; there are week, theme, what, often, choice, added, hills, sessions, goes-on, guidance")]
    [InlineData("revision: 3", "revision: three", "p.yaml:2:11: 'revision' is a whole number from 1 on, not 'three'")]
    [InlineData("revision: 3", "revision: [3]", "p.yaml:2:11: 'revision' is a text, not a list")]
    [InlineData("name: Small", "name:", "p.yaml:1:6: 'name' is empty")]
    [InlineData("name: Small", "name: Small\nname: Big", "p.yaml:2:1: 'name' stands here again: line 1 has it already")]
    [InlineData("  advice: Stop.\n", "", "p.yaml:14:3: 'advice' is missing")]
    [InlineData("life: [Never double.]", "life: Never double.", "p.yaml:25:7: 'life' is a list, not a text")]
    [InlineData("life: [Never double.]", "life: []", "p.yaml:25:7: 'life' has no entries")]
    [InlineData("life: [Never double.]", "life: [{a: b}]", "p.yaml:25:8: an entry of 'life' is a text, not a group of keys")]
    [InlineData("  - week: 1\n", "  - week: 2\n", "p.yaml:27:11: this is week 1: weeks are numbered from 1, in order")]
    [InlineData("from-week: 1", "from-week: 2", "p.yaml:23:14: 'from-week' is a whole number from 1 to 1, not '2'")]
    [InlineData("id: core", "id: 1-2", "p.yaml:39:13: the id '1-2' is taken: line 32 has it")]
    [InlineData("id: core", "id: Core 1", "p.yaml:39:13: an id is lower-case letters, digits and single hyphens, 32 at most; not 'Core 1'")]
    [InlineData("kind: core", "kind: cor", "p.yaml:40:15: 'kind' is one of core, strength, drill, walk, run, not 'cor'; did you mean 'core'?")]
    [InlineData("times: 2-3", "times: 3-2", "p.yaml:35:16: 'times' is a whole number or a range, as 2-3, from 1 to 21; not '3-2'")]
    [InlineData("times: 2-3", "times: often", "p.yaml:35:16: 'times' is a whole number or a range, as 2-3, from 1 to 21; not 'often'")]
    [InlineData("reps: 8", "reps: 8\n            time: 30 s", "p.yaml:47:19: an exercise has either 'reps' or 'time'")]
    [InlineData("            reps: 8\n", "", "p.yaml:44:13: an exercise has either 'reps' or 'time'")]
    [InlineData("per-side: true", "per-side: yes", "p.yaml:47:23: 'per-side' is one of false, true, not 'yes'")]
    [InlineData("time: 30 s", "time: 30", "p.yaml:51:21: found the end of the text, expected a unit after '30': s, min, h, m or km")]
    [InlineData("time: 30 s", "time: 'lap'", "p.yaml:51:19: 'time' is a time, as 30 s or 1:30")]
    [InlineData("cue: Slowly", "cue: Say \"ah\"", "p.yaml:48:18: a cue goes onto the watch: 200 characters at most, on one line, without double quotes")]
    [InlineData("kind: run", "kind: walk", "p.yaml:36:18: a walk session has no running in it: its kind would be run")]
    [InlineData("kind: core", "kind: run", "p.yaml:39:9: 'workout' is missing", "p.yaml:44:11: a run session has a workout, not exercises")]
    [InlineData("    often: Twice\n", "    often: Twice\n    goes-on: [{session: 1:core, times: 2}]", "p.yaml:31:25: '1:core' is no session of an earlier week; there is none")]
    [InlineData("weeks:\n", "weeks: &w\n", "p.yaml:26:8: anchors (&name) are not read in a plan: write the value out where it is needed")]
    [InlineData("life: [Never double.]", "life: *all", "p.yaml:25:7: aliases (*name) are not read in a plan: write the value out")]
    [InlineData("revision: 3", "revision: !!int 3", "p.yaml:2:11: tags (!name) are not read in a plan: leave it out")]
    [InlineData("name: Small", "name: \"Small\\e\"", "p.yaml:1:7: 'name' holds a control character")]
    public void An_error_stands_at_its_line_and_column(string old, string replacement, params string[] errors)
    {
        // A replacement that begins a new line ends it too.
        string text = SmallPlan.With(old, old.EndsWith('\n') && replacement.Length > 0 && !replacement.EndsWith('\n') ? replacement + "\n" : replacement);
        Assert.Equal(errors, Errors(text));
    }

    [Theory]
    [InlineData("6 x (1:00 run; 2:00 walk)", "6 x (2m run; 2:00 walk)", "p.yaml:38:16: found '2m', expected '2 min' if")]
    [InlineData("5:00 walk warmup \"Easy\"", "5:00 wlak", "p.yaml:37:16: found 'wlak', expected the gait")]
    [InlineData("          6 x (1:00 run; 2:00 walk)", "\n          6 x (1:00 run", "p.yaml:39:24: found the end of the text, expected ';' and")]
    [InlineData("workout: |\n          5:00 walk warmup \"Easy\"\n          6 x (1:00 run; 2:00 walk)", "workout: 5 run", "p.yaml:36:20: found 'run', expected a unit")]
    [InlineData("workout: |\n          5:00 walk warmup \"Easy\"\n          6 x (1:00 run; 2:00 walk)", "workout: '5 run'", "p.yaml:36:21: found 'run', expected a unit")]
    [InlineData("workout: |", "workout: >", "p.yaml:36:18: in this text, line 1, column 25: found '6', expected")]
    [InlineData("workout: |\n          5:00 walk warmup \"Easy\"\n          6 x (1:00 run; 2:00 walk)", "workout: \"\\x35 run\"", "p.yaml:36:18: in this text, line 1, column 3: found 'run', expected a unit")]
    public void An_error_in_a_workout_stands_where_it_is_in_the_file(string old, string replacement, string error) =>
        Assert.StartsWith(error, Errors(SmallPlan.With(old, replacement)).First());

    [Fact]
    public void All_errors_come_at_once_in_the_order_of_the_file()
    {
        string text = SmallPlan.With("revision: 3", "revision: x").Replace("id: cleared", "id: ''", StringComparison.Ordinal)
            .Replace("1:00 run;", "1:00;", StringComparison.Ordinal).Replace("sets: 1", "sets: 0", StringComparison.Ordinal);
        Assert.Equal(["2:11", "7:11", "38:20", "50:19"], Errors(text).Select(e => string.Join(':', e.Split(':')[1..3])));
    }

    [Theory]
    [InlineData("", "p.yaml:1:1: the file is empty: a plan begins with its name")]
    [InlineData("# nothing\n", "p.yaml:2:1: the file is empty: a plan begins with its name")]
    [InlineData("just words", "p.yaml:1:1: a plan is a group of keys (name, revision, source, informs, readiness, stop-signs, progress, hold, ease, life, weeks), not a text")]
    [InlineData("name: a\n---\nname: b\n", "p.yaml:2:1: a second document begins here: a plan file holds one")]
    [InlineData("!![", "p.yaml:1:4: this is not YAML, from here on")]
    [InlineData("- {\nu", "p.yaml:1:1: this is not YAML, from here on")]
    [InlineData("name: [a", "p.yaml:2:1: this is not YAML: while parsing a flow sequence, did not find expected ',' or ']'")]
    public void What_is_no_plan_at_all_is_one_error(string text, string error) => Assert.Equal(error, Error(text));

    [Fact]
    public void A_file_of_over_a_million_characters_is_not_read()
    {
        Assert.Equal("p.yaml:1:1: the file is longer than 1,048,576 characters", Error(new string('#', PlanFile.MaxLength + 1)));
        var endless = PlanFile.Load(new EndlessReader(), "p.yaml");
        Assert.Equal("the file is longer than 1,048,576 characters", Assert.Single(endless.Errors).Message);
    }

    [Theory]
    [InlineData("[", "values stand in each other deeper than 16")]
    [InlineData("{", "values stand in each other deeper than 16")]
    [InlineData("- ", "values stand in each other deeper than 16")]
    [InlineData("? ", "values stand in each other deeper than 16")]
    [InlineData("- a\n", "the file has more than 20,000 values")]
    [InlineData("a: &x [*x]\n", "anchors (&name) are not read in a plan: write the value out where it is needed")]
    public void What_would_blow_up_is_refused_where_it_begins(string piece, string error) =>
        Assert.Equal(error, PlanFile.Load(string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)), "p.yaml").Errors[0].Message);

    [Fact]
    public void A_file_with_no_end_of_errors_lists_two_hundred()
    {
        string text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"k{i}: v\n"));
        var errors = PlanFile.Load(text, "p.yaml").Errors;
        Assert.Equal(201, errors.Length);
        Assert.Equal("4810 more errors are not listed", errors[^1].Message);
    }

    [Fact]
    public void No_change_of_a_plan_file_makes_reading_throw()
    {
        string[] files = [BuiltInText, SmallPlan.Text];
        var pieces = Gen.OneOf<string>("\"", "'", ":", ": ", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", "|", ">", "&a", "*a", "!t", "#", " #", "%", "@", "`", "?", "? ",
            "---\n", "...", "\0", "\u0085", "\ud83d", "🙂", "\\x", "\\u12", "~", "<<", "x", "9", "%YAML 9.9\n---\n", "|9", ">-1", "\r");
        var edits = Gen.Select(Gen.Int[0, 30_000], Gen.Int[0, 60], Gen.OneOf(pieces, Gen.String[0, 5])).Array[1, 4];
        Gen.Select(Gen.Int[0, 5], edits).Sample((file, edits) =>
        {
            string text = files[file == 0 ? 0 : 1];
            foreach (var (place, cut, piece) in edits)
            {
                int at = place % (text.Length + 1);
                text = text[..at] + piece + text[Math.Min(text.Length, at + cut % 7 * (cut / 7))..];
            }
            var result = PlanFile.Load(text, "p.yaml");
            Assert.Equal(result.Plan is null, result.Errors.Length > 0);
            Assert.All(result.Errors, e => Assert.True(e.Line >= 1 && e.Column >= 1 && e.Message.Length > 0));
        }, iter: 1500);
    }

    [Fact]
    public void No_text_makes_reading_throw() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.OneOf<char>([.. "-:?[]{},#&*!|>'\"%@`\n \tab0\\"])), 0, 60].Sample(text =>
        {
            var result = PlanFile.Load(text, "p.yaml");
            Assert.Null(result.Plan);
            Assert.NotEmpty(result.Errors);
        }, iter: 20_000);

    /// <summary>Never ends, as a device file may.</summary>
    private sealed class EndlessReader : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            Array.Fill(buffer, '#', index, count);
            return count;
        }
    }
}
