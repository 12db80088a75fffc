using System.Text;
using System.Xml.Linq;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Watch.Tests.Formats;

/// <summary>Workouts for training services and calendars.</summary>
public sealed class TextFormatTests
{
    private const string Week4 = "5:00 walk warmup; 6x(1:00 run \"Slow & light < \u2018easy\u2019\"; 2:00 walk); 5:00 walk cooldown";

    private static IEnumerable<WorkoutFile> OfThePlan =>
        TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions).Select(session => SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me"));

    private static WorkoutFile Exercises => OfThePlan.First(file => !file.Exercises.IsEmpty);

    [Fact]
    public void Zwo_has_each_step_in_seconds_and_what_it_is_in_the_cue()
    {
        var workout = Zwo(Fit.Named(Week4));
        Assert.Equal(["Warmup", "IntervalsT", "Cooldown"], workout.Elements().Select(element => element.Name.LocalName));
        var intervals = workout.Element("IntervalsT")!;
        Assert.Equal(("6", "60", "120"), ((string?)intervals.Attribute("Repeat"), (string?)intervals.Attribute("OnDuration"), (string?)intervals.Attribute("OffDuration")));
        Assert.Equal("Run. Slow & light < \u2018easy\u2019", (string?)intervals.Elements("textevent").First().Attribute("message"));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i / 2 * 180 + i % 2 * 60}"), intervals.Elements("textevent").Select(cue => (string?)cue.Attribute("timeoffset")));
    }

    [Fact]
    public void Zwo_of_every_walk_and_run_of_the_plan_takes_as_long_as_the_plan_says()
    {
        foreach (var file in OfThePlan.Where(file => file.Exercises.IsEmpty))
        {
            double seconds = Zwo(file).Elements().Sum(element => element.Name == "IntervalsT"
                ? (int)element.Attribute("Repeat")! * ((double)element.Attribute("OnDuration")! + (double)element.Attribute("OffDuration")!)
                : (double)element.Attribute("Duration")!);
            Assert.Equal(file.Workout.Schedule.Total.Seconds, seconds);
        }
    }

    [Theory]
    [InlineData("400 m run", "8:00/km")]
    [InlineData("lap walk", "lap button")]
    [InlineData("1:00 run @ 120-140 bpm", "heart rates")]
    [InlineData("0:01.5 run", "rounded")]
    [InlineData("1:00 run", "no gait")]
    public void Zwo_says_what_it_cannot_carry(string workout, string words) =>
        Assert.Contains(ZwoFile.Write(Fit.Named(workout)).Losses, loss => loss.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Zwo_has_no_room_for_exercises_and_says_so()
    {
        var text = ZwoFile.Write(Exercises);
        Assert.Null(text.Text);
        Assert.Contains("no exercises", Assert.Single(text.Losses), StringComparison.Ordinal);
    }

    [Fact]
    public void Zwo_writes_out_repeats_that_are_no_pair_of_gaits() =>
        Assert.Equal(["SteadyState", "FreeRide", "SteadyState", "FreeRide"], Zwo(Fit.Named("2x(1:00 run; 1:00 open)")).Elements().Select(element => element.Name.LocalName));

    [Fact]
    public void Intervals_is_a_line_a_step_its_cue_before_its_length_and_a_repeat_between_empty_lines() =>
        Assert.Equal(
            """
            Warmup
            - Walk 5m intensity=warmup

            6x
            - Run. Tall, for one min or two m 1m30s intensity=active
            - Walk 400m 2m intensity=rest

            Cooldown
            - Walk 5m intensity=cooldown

            """.Replace("Walk 400m 2m", "Walk. four zero zero m is far 2m", StringComparison.Ordinal).ReplaceLineEndings("\n"),
            IntervalsText.Write(Fit.Named("5:00 walk warmup; 6x(1:30 run \"Tall, for 1 min or 2m\"; 2:00 walk \"400m is far\"); 5:00 walk cooldown")).Text);

    [Theory]
    [InlineData("1:00:00 walk", "- Walk 1h intensity=rest")]
    [InlineData("1.5 km run", "- Run 1.5km intensity=active")]
    [InlineData("400 m run @ 6:30-7:30/km", "- Run 0.4km 6:30-7:30/km Pace intensity=active")]
    [InlineData("lap walk", "- Walk 1m press lap intensity=rest")]
    public void Intervals_writes_lengths_as_the_service_reads_them(string workout, string line) =>
        Assert.Equal($"{line}\n", IntervalsText.Write(Fit.Named(workout)).Text);

    [Fact]
    public void Intervals_writes_out_repeats_in_repeats() =>
        Assert.Equal(2, IntervalsText.Write(Fit.Named("2x(1:00 run; 3x(2:00 walk))")).Text!.Split("3x\n").Length - 1);

    [Fact]
    public void Intervals_describes_exercises_and_says_that_they_are_no_steps()
    {
        var text = IntervalsText.Write(Exercises);
        Assert.All(Exercises.Exercises, exercise => Assert.Contains(exercise.Name, text.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(text.Text!.Split('\n'), line => line.StartsWith('-'));
        Assert.Contains("no exercises", Assert.Single(text.Losses), StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_has_an_entry_a_day_with_its_text_escaped_and_no_line_too_long()
    {
        var file = Fit.Named("5:00 walk \"Breathe; slowly, \\ and 日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語\"") with { SafetyNote = "Stop." };
        string text = CalendarFile.Write([new(file, "Week 4: a, b; c", new(2026, 9, 7))]).Text!;
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\uFFFD', text);
        string whole = text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("\r\nSUMMARY:Week 4: a\\, b\\; c\r\n", whole, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTART;VALUE=DATE:20260907\r\n", whole, StringComparison.Ordinal);
        Assert.Contains("Breathe\\; slowly\\, \\\\ and 日本語", whole, StringComparison.Ordinal);
        Assert.Contains("\\nStop.\r\n", whole, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_entries_are_the_same_calendar_and_each_has_a_name_of_its_own()
    {
        List<CalendarEntry> entries = [.. OfThePlan.Select((file, i) => new CalendarEntry(file, file.Name, new DateOnly(2026, 9, 7).AddDays(i)))];
        string text = CalendarFile.Write(entries).Text!;
        Assert.Equal(text, CalendarFile.Write(entries).Text);
        var names = text.Split("\r\n").Where(line => line.StartsWith("UID:", StringComparison.Ordinal)).ToList();
        Assert.Equal((entries.Count, entries.Count), (names.Count, names.Distinct().Count()));
    }

    private static XElement Zwo(WorkoutFile file)
    {
        string text = ZwoFile.Write(file).Text!;
        Assert.Equal(text, ZwoFile.Write(file).Text);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", text, StringComparison.Ordinal);
        var root = XDocument.Parse(text).Root!;
        Assert.Equal(("workout_file", "run"), (root.Name.LocalName, root.Element("sportType")!.Value));
        return root.Element("workout")!;
    }
}
