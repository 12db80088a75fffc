using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PostpartumRun.Intervals;

/// <summary>The canonical text: one space, one spelling and one order for everything.</summary>
internal static class WorkoutTextPrinter
{
    public static string Print(Workout workout)
    {
        var text = new StringBuilder();
        Append(text, workout.Elements);
        return text.ToString();
    }

    /// <summary>A time as <c>1:30</c>, <c>1:02:03</c> from an hour on, with as much of a second's fraction as there is.</summary>
    public static string Time(Duration time)
    {
        long seconds = time.Milliseconds / 1000, fraction = time.Milliseconds % 1000;
        string whole = seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0 ? whole : whole + "." + fraction.ToString("000", CultureInfo.InvariantCulture).TrimEnd('0');
    }

    /// <summary>A distance as <c>400 m</c>, or <c>1.5 km</c> from a kilometre on.</summary>
    public static string Distance(long centimeters) => centimeters < 100_000
        ? string.Create(CultureInfo.InvariantCulture, $"{centimeters / 100m:0.##} m")
        : string.Create(CultureInfo.InvariantCulture, $"{centimeters / 100_000m:0.#####} km");

    private static void Append(StringBuilder text, ImmutableArray<WorkoutElement> elements)
    {
        for (int i = 0; i < elements.Length; i++)
        {
            if (i > 0)
                text.Append("; ");
            if (elements[i] is Repeat repeat)
            {
                text.Append(CultureInfo.InvariantCulture, $"{repeat.Rounds}x(");
                Append(text, repeat.Elements);
                text.Append(')');
            }
            else
            {
                Append(text, (WorkoutStep)elements[i]);
            }
        }
    }

    private static void Append(StringBuilder text, WorkoutStep step)
    {
        text.Append(Length(step.Length)).Append(' ').Append(Word(step.Gait));
        if (step.Role != StepRole.None)
            text.Append(step.Role == StepRole.Warmup ? " warmup" : " cooldown");
        if (step.Note is { } note)
            text.Append(" \"").Append(note).Append('"');
        if (step.Target.Kind != TargetKind.None)
            text.Append(" @ ").Append(Target(step.Target));
    }

    private static string Length(StepLength length) => length.End switch
    {
        StepEnd.Time => Time(length.Time),
        StepEnd.Distance => Distance(length.DistanceCentimeters),
        _ => "lap",
    };

    private static string Word(Gait gait) => gait switch
    {
        Gait.Run => "run",
        Gait.Walk => "walk",
        _ => "open",
    };

    private static string Target(StepTarget target)
    {
        bool pace = target.Kind == TargetKind.Pace;
        string low = Number(target.Low), range = target.High == target.Low ? low : $"{low}-{Number(target.High)}";
        return pace ? range + "/km" : range + " bpm";

        // A pace is always minutes and seconds, even the slowest of 60:00.
        string Number(int value) => pace
            ? string.Create(CultureInfo.InvariantCulture, $"{value / 60}:{value % 60:00}")
            : value.ToString(CultureInfo.InvariantCulture);
    }
}
