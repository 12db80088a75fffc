using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>A workout on a day, as a calendar shows it.</summary>
/// <param name="Workout">The workout.</param>
/// <param name="Title">What the day's entry is called.</param>
/// <param name="Day">The day.</param>
public sealed record CalendarEntry(WorkoutFile Workout, string Title, DateOnly Day);

/// <summary>Writes workouts on days as iCalendar (RFC 5545): an entry for a whole day each. The same entries give the same text.</summary>
public static class CalendarFile
{
    /// <summary>RFC 5545, 3.1: lines of at most 75 bytes, without their end.</summary>
    private const int MostBytes = 75;

    /// <summary>The file's name without whose it is.</summary>
    public const string FileName = "sessions.ics";

    /// <summary>What a calendar cannot carry.</summary>
    public const string Loss = "A calendar guides nobody through steps: they stand in each entry's description.";

    /// <summary>Writes a calendar.</summary>
    public static TextFile Write(IEnumerable<CalendarEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//PostpartumRun//pprun//EN");
        foreach (var entry in entries)
            Event(text, entry);
        Line(text, "END:VCALENDAR");
        return new(text.ToString(), [Loss]);
    }

    private static void Event(StringBuilder text, CalendarEntry entry)
    {
        var reference = entry.Workout.Reference;
        Line(text, "BEGIN:VEVENT");
        // The same entry again has the same name, so that importing again moves or renews it and doubles none.
        Line(text, string.Create(CultureInfo.InvariantCulture, $"UID:{reference.SerialNumber:x8}-{entry.Day:yyyyMMdd}@postpartumrun"));
        Line(text, string.Create(CultureInfo.InvariantCulture, $"DTSTAMP:{reference.TimeCreated.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
        Line(text, string.Create(CultureInfo.InvariantCulture, $"DTSTART;VALUE=DATE:{entry.Day:yyyyMMdd}"));
        Line(text, $"SUMMARY:{Escaped(entry.Title)}");
        Line(text, $"DESCRIPTION:{Escaped(Description(entry.Workout))}");
        Line(text, "TRANSP:TRANSPARENT");
        Line(text, "END:VEVENT");
    }

    private static string Description(WorkoutFile file)
    {
        var lines = file.Exercises.IsEmpty ? [file.Workout.ToString()] : file.Exercises.Select(exercise =>
        {
            string amount = exercise.Time is { } time ? $"{time}" : $"{exercise.Reps}";
            string rest = exercise.Rest is { } pause ? $", rest {pause}" : "";
            return $"{exercise.Name}: {exercise.Sets} x {amount}{(exercise.PerSide ? " a side" : "")}{rest}. {exercise.Cue}";
        });
        return string.Join('\n', file.SafetyNote.Length > 0 ? lines.Append(file.SafetyNote) : lines);
    }

    /// <summary>RFC 5545, 3.3.11. Control characters have no place in a text.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char c in text.ReplaceLineEndings("\n"))
        {
            if (c == '\n')
                escaped.Append("\\n");
            else if (c is '\\' or ';' or ',')
                escaped.Append('\\').Append(c);
            else if (!char.IsControl(c))
                escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>A line, folded between characters where it is longer than lines may be; each further part begins with a blank.</summary>
    private static void Line(StringBuilder text, string line)
    {
        int bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MostBytes)
            {
                text.Append("\r\n ");
                bytes = 1;
            }
            text.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
