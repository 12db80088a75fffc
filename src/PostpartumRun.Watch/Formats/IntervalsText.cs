using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Writes workouts as the text of intervals.icu's workout builder, which pushes them to Garmin, COROS, Suunto and Wahoo: a line for a step,
/// its cue before its length, a repeat as <c>6x</c> between empty lines. Source: the service's "Workout builder syntax quick guide".
/// </summary>
public static class IntervalsText
{
    private static readonly string[] _numbers =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>Writes a workout. The same workout gives the same text.</summary>
    public static TextFile Write(WorkoutFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var text = new StringBuilder();
        if (file.SafetyNote.Length > 0)
            text.Append(file.SafetyNote).Append("\n\n");
        if (!file.Exercises.IsEmpty)
            return Exercises(file, text);
        Elements(text, file.Workout.Elements);
        var steps = file.Workout.Schedule.Select(interval => interval.Step).Distinct().ToList();
        return new($"{text.ToString().TrimEnd()}\n", [.. Losses(file, steps)]);
    }

    /// <summary>Lines without a dash are a description, and no steps.</summary>
    private static TextFile Exercises(WorkoutFile file, StringBuilder text)
    {
        foreach (var exercise in file.Exercises)
        {
            string amount = exercise.Time is { } time ? Length(time) : $"{exercise.Reps} times";
            string sets = exercise.Sets == 1 ? "" : $"{exercise.Sets} sets of ";
            string rest = exercise.Rest is { } pause ? $", rest {Length(pause)}" : "";
            text.Append(CultureInfo.InvariantCulture, $"{exercise.Name}: {sets}{amount}{(exercise.PerSide ? " a side" : "")}{rest}. {exercise.Cue}\n");
        }
        return new(text.ToString(), ["intervals.icu has no exercises: this session is its description, without steps that a watch would guide through."]);
    }

    private static void Elements(StringBuilder text, ImmutableArray<WorkoutElement> elements)
    {
        foreach (var element in elements)
        {
            if (element is WorkoutStep step)
            {
                Step(text, step);
                continue;
            }
            var repeat = (Repeat)element;
            // A repeat within another is written out: there is one level of them.
            bool isNested = repeat.Elements.Any(inner => inner is Repeat);
            Blank(text);
            if (!isNested)
                text.Append(CultureInfo.InvariantCulture, $"{repeat.Rounds}x\n");
            for (int round = 0; round < (isNested ? repeat.Rounds : 1); round++)
                Elements(text, repeat.Elements);
            Blank(text);
        }
    }

    private static void Step(StringBuilder text, WorkoutStep step)
    {
        if (step.Role != StepRole.None)
        {
            Blank(text);
            text.Append(step.Role).Append('\n');
        }
        string gait = step.Gait switch { Gait.Run => "Run", Gait.Walk => "Walk", _ => "As you like" };
        string cue = step.Note is { } note ? $"{gait}. {Words(note)}" : gait;
        string length = step.Length.End switch
        {
            StepEnd.Time => Length(step.Length.Time),
            StepEnd.Distance => string.Create(CultureInfo.InvariantCulture, $"{step.Length.DistanceCentimeters / 100_000m:0.#####}km"),
            _ => "1m",
        };
        string lap = step.Length.End == StepEnd.LapButton ? " press lap" : "";
        text.Append(CultureInfo.InvariantCulture, $"- {cue} {length}{Target(step.Target)}{lap} intensity={Intensity(step)}\n");
        if (step.Role == StepRole.Warmup)
            Blank(text);
    }

    private static void Blank(StringBuilder text)
    {
        if (text.Length > 1 && !(text[^1] == '\n' && text[^2] == '\n'))
            text.Append('\n');
    }

    private static string Target(StepTarget target) => target.Kind == TargetKind.Pace ? $" {Pace(target.Low)}-{Pace(target.High)}/km Pace" : "";

    private static string Pace(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");

    private static string Intensity(WorkoutStep step) => step switch
    {
        { Role: StepRole.Warmup } => "warmup",
        { Role: StepRole.Cooldown } => "cooldown",
        { Gait: Gait.Walk } => "rest",
        _ => "active",
    };

    private static string Length(Duration time)
    {
        long seconds = Math.Max(1, (time.Milliseconds + 500) / 1000);
        string hours = seconds >= 3600 ? $"{seconds / 3600}h" : "", minutes = seconds / 60 % 60 > 0 ? $"{seconds / 60 % 60}m" : "";
        return $"{hours}{minutes}{(seconds % 60 > 0 ? $"{seconds % 60}s" : "")}";
    }

    /// <summary>
    /// A cue in which nothing is taken for a length, a target or a prompt of its own: those begin with digits, and so numbers become words.
    /// </summary>
    private static string Words(string note)
    {
        var words = new StringBuilder(note.Length);
        for (int i = 0; i < note.Length; i++)
        {
            if (!char.IsDigit(note[i]))
            {
                words.Append(note[i] is '^' or '<' or '>' or '=' ? ' ' : note[i]);
                continue;
            }
            int end = i;
            while (end < note.Length && char.IsDigit(note[end]))
                end++;
            bool isKnown = int.TryParse(note.AsSpan(i, end - i), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number < _numbers.Length;
            words.Append(isKnown ? _numbers[number] : string.Join(' ', note[i..end].Select(digit => _numbers[(int)char.GetNumericValue(digit)])));
            if (end < note.Length && char.IsLetter(note[end]))
                words.Append(' ');
            i = end - 1;
        }
        return words.ToString();
    }

    private static IEnumerable<string> Losses(WorkoutFile file, IReadOnlyCollection<WorkoutStep> steps)
    {
        if (steps.Any(step => step.Length.End == StepEnd.LapButton))
            yield return "A step until the lap button is a minute long on the way, and ends by the button on the watch.";
        if (steps.Any(step => step.Target.Kind == TargetKind.HeartRate))
            yield return "intervals.icu takes heart rates as zones and shares only: those to keep are left out.";
        if (steps.Any(step => step.Note?.Any(char.IsDigit) == true))
            yield return "Numbers in cues are written in words, since the service would take them for lengths.";
        if (steps.Any(step => step.Length.Time.Milliseconds % 1000 != 0))
            yield return "Times are rounded to seconds.";
        if (file.Workout.Elements.Any(element => element is Repeat repeat && repeat.Elements.Any(inner => inner is Repeat)))
            yield return "Repeats within repeats are written out.";
        if (file.SafetyNote.Length > 0)
            yield return "The signs to stop at stand in the description alone, and not in each step.";
        yield return "The service gives the workout a serial number of its own: an activity recorded from it is matched by the week and its shape.";
    }
}
