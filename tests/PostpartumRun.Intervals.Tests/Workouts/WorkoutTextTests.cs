using CsCheck;
using Xunit;

namespace PostpartumRun.Intervals.Tests.Workouts;

public class WorkoutTextTests
{
    private static string Canonical(string text) => WorkoutText.Parse(text).ToString();

    private static WorkoutStep Step(string text) => Assert.IsType<WorkoutStep>(Assert.Single(WorkoutText.Parse(text).Elements));

    [Fact]
    public void Both_ways_to_write_week_four_are_the_same_but_for_the_note()
    {
        const string lines = "5 min walk warmup\n6 x (1 min run \"tall and light\", 2 min walk)\n5 min walk cooldown";
        const string line = "5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown";
        Assert.Equal("5:00 walk warmup; 6x(1:00 run \"tall and light\"; 2:00 walk); 5:00 walk cooldown", Canonical(lines));
        Assert.Equal(line, Canonical(line));
        Assert.Equal(WorkoutText.Parse(line), WorkoutText.Parse(lines.Replace(" \"tall and light\"", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("90s", 90_000)]
    [InlineData("90 sec", 90_000)]
    [InlineData("1:30", 90_000)]
    [InlineData("01:30", 90_000)]
    [InlineData("90:00", 5_400_000)]
    [InlineData("1:02:03", 3_723_000)]
    [InlineData("2 min", 120_000)]
    [InlineData("2min", 120_000)]
    [InlineData("2.5 minutes", 150_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1 h 30 min", 5_400_000)]
    [InlineData("1h30min15s", 5_415_000)]
    [InlineData("0:01.5", 1_500)]
    [InlineData("0:00.001", 1)]
    [InlineData("0.25 s", 250)]
    [InlineData("24 h", 86_400_000)]
    public void A_time_can_be_written_in_many_ways(string length, long milliseconds)
    {
        Assert.Equal(StepLength.OfTime(Duration.FromMilliseconds(milliseconds)), Step($"{length} run").Length);
        Assert.Equal(StepLength.OfTime(Duration.FromMilliseconds(milliseconds)), Step($"run {length}").Length);
    }

    [Theory]
    [InlineData("400 m", 40_000)]
    [InlineData("400m", 40_000)]
    [InlineData("100m", 10_000)]
    [InlineData("50 m", 5_000)]
    [InlineData("50metres", 5_000)]
    [InlineData("1.5 km", 150_000)]
    [InlineData("1.5KM", 150_000)]
    [InlineData("0.01 m", 1)]
    [InlineData("1000 km", 100_000_000)]
    public void A_distance_can_be_written_in_many_ways(string length, long centimeters) =>
        Assert.Equal(StepLength.OfDistance(centimeters), Step($"{length} run").Length);

    [Theory]
    [InlineData("LAP Walk", "lap walk")]
    [InlineData("jog 60s", "1:00 run")]
    [InlineData("Running 1 min", "1:00 run")]
    [InlineData("walking 1 min", "1:00 walk")]
    [InlineData("open lap", "lap open")]
    [InlineData("5 min walk warm-up", "5:00 walk warmup")]
    [InlineData("5 min walk Warm Up", "5:00 walk warmup")]
    [InlineData("5 min warm-up walk", "5:00 walk warmup")]
    [InlineData("5 min walk cool down", "5:00 walk cooldown")]
    [InlineData("5 min walk \"easy\" cooldown", "5:00 walk cooldown \"easy\"")]
    [InlineData("1 min run “tall”", "1:00 run \"tall\"")]
    [InlineData("1 min run @ 7:30 /km \"tall\"", "1:00 run \"tall\" @ 7:30/km")]
    [InlineData("1 min run @6:30–7:30 min/km", "1:00 run @ 6:30-7:30/km")]
    [InlineData("1 min run @ 120-140 BPM", "1:00 run @ 120-140 bpm")]
    [InlineData("1 min run @ 59:59-60:00/km", "1:00 run @ 59:59-60:00/km")]
    [InlineData("3600 s run", "1:00:00 run")]
    [InlineData("1001.25 m run", "1.00125 km run")]
    [InlineData("999.5 m run", "999.5 m run")]
    [InlineData("2×(1 min run)", "2x(1:00 run)")]
    [InlineData("2 * (1 min run)", "2x(1:00 run)")]
    [InlineData("2X\n(\n1 min run\n\n2 min walk\n)", "2x(1:00 run; 2:00 walk)")]
    [InlineData("\n1 min run;\r\n\r2 min walk;\n", "1:00 run; 2:00 walk")]
    [InlineData("\uFEFF1 min\u00A0run", "1:00 run")]
    public void What_people_write_has_one_canonical_text(string text, string canonical)
    {
        Assert.Equal(canonical, Canonical(text));
        Assert.Equal(canonical, Canonical(canonical));
    }

    [Fact]
    public void Printing_any_workout_and_parsing_that_gives_the_same_workout_and_the_same_text() =>
        Arbitrary.AnyWorkout.Sample(workout =>
        {
            string text = workout.ToString();
            if (text.Length > WorkoutText.MaxLength)
                return;
            Assert.True(WorkoutText.TryParse(text, out var parsed, out var error), $"{error} in {text}");
            Assert.Equal(workout, parsed);
            Assert.Equal(text, parsed.ToString());
        }, iter: 1000);

    [Fact]
    public void No_text_makes_parsing_throw()
    {
        var pieces = Gen.OneOf<string>("6x(", "6 x (", ")", ";", ",", "\n", "1:00", "5 min", "2m", "400 m", "run", "walk", "lap", "warmup", "warm", "\"a\"",
            "\"", "“", "@", "6:30-7:30/km", "120-140", "bpm", "/", "-", "999", "99999999999999", ".", ":", "\ud83d", "🙂", "\0", "\t", "1.5", "h", "é");
        Gen.OneOf(Gen.String, pieces.Array[0, 40].Select(string.Concat), pieces.Array[0, 40].Select(p => string.Join(' ', p)))
            .Sample(IsReadOrRefusedInWords, iter: 20_000);
    }

    [Fact]
    public void No_change_of_a_good_text_makes_parsing_throw() =>
        Gen.Select(Arbitrary.AnyWorkout, Gen.Int[0, 10_000], Gen.Int[0, 3], Gen.OneOf(Gen.Char, Gen.OneOf<char>([.. "()\";,@:.x0m-/\n"])))
            .Sample((workout, place, kind, character) =>
            {
                string text = workout.ToString();
                int at = place % text.Length;
                IsReadOrRefusedInWords(kind switch
                {
                    0 => text[..at],
                    1 => text.Remove(at, 1),
                    2 => text.Insert(at, character.ToString()),
                    _ => text[..at] + character + text[(at + 1)..],
                });
            }, iter: 5000);

    private static void IsReadOrRefusedInWords(string text)
    {
        if (WorkoutText.TryParse(text, out var workout, out var error))
        {
            Assert.Equal(default, error);
            Assert.Equal(workout, WorkoutText.Parse(workout.ToString()));
            return;
        }
        Assert.Null(workout);
        Assert.InRange(error.Line, 1, text.Length + 1);
        Assert.InRange(error.Column, 1, text.Length + 1);
        Assert.False(string.IsNullOrWhiteSpace(error.Found));
        Assert.False(string.IsNullOrWhiteSpace(error.Expected));
    }
}
