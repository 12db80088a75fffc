using Xunit;

namespace PostpartumRun.Intervals.Tests.Workouts;

public class WorkoutTextErrorTests
{
    private static WorkoutTextError Error(string text)
    {
        Assert.False(WorkoutText.TryParse(text, out var workout, out var error), $"{text} was read as {workout}");
        return error;
    }

    [Theory]
    // What is missing is named.
    [InlineData("", 1, 1, "the end of the text", "a step, as 5:00 walk, or a repeat, as 6 x (1:00 run; 2:00 walk)")]
    [InlineData(" \n ", 2, 2, "the end of the text", "a step, as 5:00 walk, or a repeat, as 6 x (1:00 run; 2:00 walk)")]
    [InlineData("5 min", 1, 6, "the end of the text", "the gait: run, walk or open")]
    [InlineData("5 min warmup; 1 min run", 1, 13, "';'", "the gait: run, walk or open")]
    [InlineData("run", 1, 4, "the end of the text", "a length, as 5:00, 90 s, 2 min, 400 m, 1.5 km or lap")]
    [InlineData("5 min walk\nrun\n1 min run", 2, 4, "the end of the line", "a length, as 5:00, 90 s, 2 min, 400 m, 1.5 km or lap")]
    [InlineData("5 run", 1, 3, "'run'", "a unit after '5': s, min, h, m or km")]
    [InlineData("1,5 km run", 1, 2, "','", "a unit after '1': s, min, h, m or km")]
    [InlineData("1:00 run;; 2:00 walk", 1, 10, "';'", "a step, as 5:00 walk, or a repeat, as 6 x (1:00 run; 2:00 walk)")]
    // Metres and minutes.
    [InlineData("run 2m", 1, 5, "'2m'", "'2 min' if minutes are meant, or '2 m' if metres are: m is metres, minutes are min")]
    [InlineData("run 99.9m", 1, 5, "'99.9m'", "'99.9 min' if minutes are meant, or '99.9 m' if metres are: m is metres, minutes are min")]
    // Lengths that cannot be.
    [InlineData("0 s run", 1, 1, "'0'", "a length above zero")]
    [InlineData("0:00 run", 1, 1, "'0:00'", "a length above zero")]
    [InlineData("0 km run", 1, 1, "'0'", "a length above zero")]
    [InlineData("24:00:00.001 run", 1, 1, "'24:00:00.001'", "a step of 24 hours at most")]
    [InlineData("1000.1 km run", 1, 1, "'1000.1'", "a step of 1,000 km at most")]
    [InlineData("1:60 run", 1, 1, "'1:60'", "a time as 1:30 or 1:02:03, with two digits from 00 to 59 after each colon and a millisecond at the finest")]
    [InlineData("1:5 run", 1, 1, "'1:5'", "a time as 1:30 or 1:02:03, with two digits from 00 to 59 after each colon and a millisecond at the finest")]
    [InlineData("1:00 min run", 1, 6, "'min'", "no unit after a time with a colon")]
    [InlineData("0.0001 s run", 1, 1, "'0.0001'", "a number of at most nine digits before the point, no finer than a millisecond")]
    [InlineData("1.001 m run", 1, 1, "'1.001'", "a number of at most nine digits before the point, no finer than a centimetre")]
    [InlineData("30 min 1 h run", 1, 8, "'1'", "a time with ever smaller units, as 1 h 30 min, or one length alone")]
    // Once each.
    [InlineData("1 min run 2:00", 1, 11, "'2:00'", "one length for a step; warmup or cooldown, a note in quotes, a target after '@', or ';' or a new line before the next step")]
    [InlineData("1 min run walk", 1, 11, "'walk'", "one gait for a step; warmup or cooldown, a note in quotes, a target after '@', or ';' or a new line before the next step")]
    // Repeats.
    [InlineData("6x(1:00 run; 2:00 walk", 1, 23, "the end of the text", "';' and the next step, or ')' at the end of the repeat (the '(' of line 1, column 3 is still open)")]
    [InlineData("1:00 run)", 1, 9, "')'", "';' or a new line before the next step")]
    [InlineData("6x()", 1, 4, "')'", "a step, as 5:00 walk, or a repeat, as 6 x (1:00 run; 2:00 walk)")]
    [InlineData("6 x 1:00 run", 1, 5, "'1:00'", "'(' after '6 x': a repeat is written 6 x (1:00 run; 2:00 walk)")]
    [InlineData("0x(1:00 run)", 1, 1, "'0'", "1 to 999 rounds, as a whole number")]
    [InlineData("1000x(1:00 run)", 1, 1, "'1000'", "1 to 999 rounds, as a whole number")]
    [InlineData("1.5x(1:00 run)", 1, 1, "'1.5'", "1 to 999 rounds, as a whole number")]
    [InlineData("99999999999x(1:00 run)", 1, 1, "'99999999999'", "1 to 999 rounds, as a whole number")]
    [InlineData("2x(2x(2x(2x(2x(1:00 run)))))", 1, 13, "'2'", "repeats in each other at most 4 deep")]
    [InlineData("1:00 run; 999x(11x(1:00 run))", 1, 20, "'1:00'", "10,000 intervals at most in a workout, all rounds counted")]
    [InlineData("2x(1:00 run) 5:00 walk", 1, 14, "'5:00'", "';' or a new line before the next step")]
    // Notes and targets.
    [InlineData("1:00 run \"tall\n2:00 walk", 1, 10, "a quote that is not closed on its line", "the same kind of quote at the end of the note")]
    [InlineData("1:00 run \"a\u0007\"", 1, 12, "the character U+0007", "a note without control characters or broken ones")]
    [InlineData("1:00 run “a \" b”", 1, 13, "'\"'", "a note with no double quote in it")]
    [InlineData("1:00 run @ 7:30-6:30/km", 1, 17, "'6:30'", "the faster pace first, as in 6:30-7:30/km")]
    [InlineData("1:00 run @ 6:30", 1, 16, "the end of the text", "'/km' after the pace")]
    [InlineData("1:00 run @ 6:30/mi", 1, 17, "'mi'", "'km' after the '/': a pace is for a kilometre")]
    [InlineData("1:00 run @ 61:00/km", 1, 12, "'61:00'", "a pace in minutes and seconds, from 0:01 to 60:00")]
    [InlineData("1:00 run @ 140-120 bpm", 1, 16, "'120'", "the lower heart rate first, as in 120-140 bpm")]
    [InlineData("1:00 run @ 120-256 bpm", 1, 16, "'256'", "a heart rate from 1 to 255")]
    [InlineData("1:00 run @ 120-140", 1, 19, "the end of the text", "'bpm' after a heart rate; a pace is written 6:30-7:30/km")]
    [InlineData("1:00 run @ easy", 1, 12, "'easy'", "a target, as 6:30-7:30/km or 120-140 bpm")]
    // Words and characters with no place.
    [InlineData("1:00 rnu", 1, 6, "'rnu'", "the gait: run, walk or open")]
    [InlineData("1:00 walk warm", 1, 11, "'warm'", "warmup, warm-up or warm up")]
    [InlineData("1:00 run!", 1, 9, "'!'", "warmup or cooldown, a note in quotes, a target after '@', or ';' or a new line before the next step")]
    [InlineData("1:00 run; \u0000", 1, 11, "'U+0000'", "a step, as 5:00 walk, or a repeat, as 6 x (1:00 run; 2:00 walk), and no control characters")]
    [InlineData("1:00 run \"🙂\" 🙂", 1, 14, "'🙂'", "warmup or cooldown, a target after '@', or ';' or a new line before the next step")]
    [InlineData("1:00 run\r\n1:00 walk\rrun", 3, 4, "the end of the text", "a length, as 5:00, 90 s, 2 min, 400 m, 1.5 km or lap")]
    public void An_error_names_line_column_what_was_found_and_what_was_expected(string text, int line, int column, string found, string expected) =>
        Assert.Equal(new WorkoutTextError(line, column, found, expected), Error(text));

    [Fact]
    public void An_error_reads_as_a_sentence() =>
        Assert.Equal("line 1, column 1: found '2m', expected '2 min' if minutes are meant, or '2 m' if metres are: m is metres, minutes are min", Error("2m run").ToString());

    [Fact]
    public void A_note_of_over_two_hundred_characters_is_refused_with_its_length()
    {
        var error = Error($"1:00 run \"{new string('n', 201)}\"");
        Assert.Equal((10, "a note of 200 characters at most (this one has 201)"), (error.Column, error.Expected));
        Assert.Equal($"'\"{new string('n', 39)}…'", error.Found);
    }

    [Fact]
    public void A_text_of_over_ten_thousand_characters_is_not_read()
    {
        string fits = "1:00 run;" + new string('\n', 9_991);
        Assert.True(WorkoutText.TryParse(fits, out _, out _));
        Assert.Equal(new(9_993, 1, "a text of 10,001 characters", "10,000 characters at most"), Error(fits + "\n") with { Line = 9_993 });
    }

    [Fact]
    public void Parentheses_to_the_length_of_the_text_do_not_overflow_the_stack() =>
        Assert.Equal("repeats in each other at most 4 deep", Error(string.Concat(Enumerable.Repeat("1x(", 3333))).Expected);

    [Fact]
    public void Parsing_a_constant_that_is_wrong_says_why() =>
        Assert.Equal("Not a workout: line 1, column 4: found the end of the text, expected a length, as 5:00, 90 s, 2 min, 400 m, 1.5 km or lap.",
            Assert.Throws<FormatException>(() => WorkoutText.Parse("run")).Message);
}
