using Xunit;

namespace PostpartumRun.Intervals.Tests.Workouts;

public class WorkoutTests
{
    private static readonly WorkoutStep Run = new(StepLength.OfTime(Duration.FromMinutes(1)), Gait.Run);

    [Fact]
    public void Workouts_are_equal_when_their_elements_are()
    {
        var one = new Workout(Run, new Repeat(2, Run));
        var same = new Workout(Run with { }, new Repeat(2, Run with { }));
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, new Workout(Run, new Repeat(3, Run)));
        Assert.NotEqual(one, new Workout(Run, new Repeat(2, Run with { Note = "tall" })));
    }

    [Fact]
    public void Repeats_stand_in_each_other_four_deep_and_no_deeper()
    {
        WorkoutElement element = Run;
        for (int depth = 0; depth < Workout.MaxDepth; depth++)
            element = new Repeat(2, element);
        Assert.Equal(16, new Workout(element).Schedule.Count);
        Assert.Contains("4 deep", Assert.Throws<ArgumentException>(() => new Repeat(1, element)).Message);
    }

    [Fact]
    public void A_workout_of_over_ten_thousand_intervals_is_refused_with_the_figures()
    {
        var error = Assert.Throws<ArgumentException>(() => new Workout(new Repeat(999, new Repeat(11, Run))));
        Assert.StartsWith("A workout has at most 10,000 intervals once its repeats are expanded; this one has 10,989.", error.Message);
    }

    [Fact]
    public void Rounds_of_rounds_do_not_overflow()
    {
        var repeat = new Repeat(999, new Repeat(999, new Repeat(999, new Repeat(999, Run))));
        var error = Assert.Throws<ArgumentException>(() => new Workout([.. Enumerable.Repeat<WorkoutElement>(repeat, 1000)]));
        Assert.Contains("over two billion", error.Message);
    }

    [Fact]
    public void There_is_no_empty_workout_and_no_missing_element()
    {
        Assert.Throws<ArgumentException>(() => new Workout());
        Assert.Throws<ArgumentException>(() => new Workout(Run, null!));
        Assert.Throws<ArgumentException>(() => new Repeat(2, Run, null!));
    }

    [Theory]
    [InlineData("a \"quoted\" cue", "double quote")]
    [InlineData("two\nlines", "line break")]
    [InlineData("two\u2028lines", "line break")]
    [InlineData("a bell\u0007", "control character")]
    public void A_note_holds_nothing_that_would_break_its_line(string note, string reason)
    {
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Run with { Note = note }).Message);
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => new WorkoutStep(Run.Length, Gait.Run, Note: note)).Message);
    }

    // Not a theory: an attribute's strings are UTF-8, which half a character has no place in.
    [Fact]
    public void A_note_holds_no_half_of_a_character()
    {
        foreach (string half in new[] { "half \ud83d", "half \ude42 of it", "\ude42\ud83d" })
            Assert.Contains("whole characters", Assert.Throws<ArgumentException>(() => Run with { Note = half }).Message);
        Assert.Equal("half \ufffd", WorkoutStep.NoteFrom("half \ud83d"));
    }

    [Fact]
    public void A_note_has_two_hundred_characters_at_most()
    {
        Assert.Equal(200, (Run with { Note = new string('n', 200) }).Note!.Length);
        Assert.Contains("this one has 201", Assert.Throws<ArgumentException>(() => Run with { Note = new string('n', 201) }).Message);
    }

    [Theory]
    [InlineData("  say \"hi\"\r\n", "say 'hi'")]
    [InlineData("one\ntwo\tthree", "one two three")]
    [InlineData(" \n ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_note_can_be_made_of_any_text(string? text, string? note) => Assert.Equal(note, WorkoutStep.NoteFrom(text));

    [Fact]
    public void A_note_that_is_cut_keeps_whole_characters()
    {
        string note = WorkoutStep.NoteFrom(new string('n', 199) + "🙂🙂")!;
        Assert.Equal(new string('n', 199), note);
        Assert.Equal(note, (Run with { Note = note }).Note);
    }
}
