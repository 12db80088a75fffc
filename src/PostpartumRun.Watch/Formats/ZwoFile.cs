using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Writes workouts as ZWO, the XML that training services import. It knows times and shares of a threshold pace, so a gait becomes a share.
/// The format has no public specification: what is written is what its importers share.
/// </summary>
public static class ZwoFile
{
    private const double WalkShare = 0.5, RunShare = 0.7;

    /// <summary>Paces by which a distance becomes a time: an easy walk, and a slow run.</summary>
    private const int WalkSecondsPerKm = 720, RunSecondsPerKm = 480;

    private const int LapSeconds = 60;

    /// <summary>Writes a workout. The same workout gives the same text.</summary>
    public static TextFile Write(WorkoutFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Exercises.IsEmpty)
            return new(null, ["ZWO knows no exercises: this session was not written. Write it as FIT, or into a calendar with --format ics."]);
        var steps = file.Workout.Schedule.Select(interval => interval.Step).Distinct().ToList();
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(new Utf8Writer(text), new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
            Write(xml, file);
        return new(text.Append('\n').ToString(), [.. Losses(steps)]);
    }

    private static void Write(XmlWriter xml, WorkoutFile file)
    {
        xml.WriteStartElement("workout_file");
        xml.WriteElementString("author", "PostpartumRun");
        xml.WriteElementString("name", Plain(file.Name));
        xml.WriteElementString("description", Plain(file.SafetyNote));
        xml.WriteElementString("sportType", "run");
        xml.WriteElementString("durationType", "time");
        xml.WriteStartElement("workout");
        foreach (var element in file.Workout.Elements)
            Element(xml, element);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, WorkoutElement element)
    {
        if (element is WorkoutStep step)
        {
            Step(xml, step);
            return;
        }
        var repeat = (Repeat)element;
        if (repeat.Elements is [WorkoutStep { Gait: not Gait.Open } on, WorkoutStep { Gait: not Gait.Open } off])
        {
            Intervals(xml, repeat.Rounds, on, off);
            return;
        }
        for (int round = 0; round < repeat.Rounds; round++)
        {
            foreach (var inner in repeat.Elements)
                Element(xml, inner);
        }
    }

    private static void Intervals(XmlWriter xml, int rounds, WorkoutStep on, WorkoutStep off)
    {
        long onSeconds = Seconds(on), offSeconds = Seconds(off);
        xml.WriteStartElement("IntervalsT");
        Attribute(xml, "Repeat", rounds);
        Attribute(xml, "OnDuration", onSeconds);
        Attribute(xml, "OffDuration", offSeconds);
        Attribute(xml, "OnPower", Share(on.Gait));
        Attribute(xml, "OffPower", Share(off.Gait));
        Attribute(xml, "pace", 0);
        for (int round = 0; round < rounds; round++)
        {
            Cue(xml, on, round * (onSeconds + offSeconds));
            Cue(xml, off, round * (onSeconds + offSeconds) + onSeconds);
        }
        xml.WriteEndElement();
    }

    private static void Step(XmlWriter xml, WorkoutStep step)
    {
        bool isRamp = step is { Role: not StepRole.None, Gait: not Gait.Open };
        xml.WriteStartElement(step.Gait == Gait.Open ? "FreeRide" : isRamp ? step.Role.ToString() : "SteadyState");
        Attribute(xml, "Duration", Seconds(step));
        if (isRamp)
        {
            Attribute(xml, "PowerLow", Share(step.Gait));
            Attribute(xml, "PowerHigh", Share(step.Gait));
        }
        else if (step.Gait != Gait.Open)
        {
            Attribute(xml, "Power", Share(step.Gait));
        }
        Attribute(xml, "pace", 0);
        Cue(xml, step, 0);
        xml.WriteEndElement();
    }

    private static void Cue(XmlWriter xml, WorkoutStep step, long offset)
    {
        string gait = step.Gait switch { Gait.Run => "Run. ", Gait.Walk => "Walk. ", _ => "" };
        string message = Plain($"{gait}{step.Note}").Trim();
        if (message.Length == 0)
            return;
        xml.WriteStartElement("textevent");
        Attribute(xml, "timeoffset", offset);
        xml.WriteAttributeString("message", message);
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, double value) =>
        xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static double Share(Gait gait) => gait == Gait.Run ? RunShare : WalkShare;

    private static long Seconds(WorkoutStep step) => Math.Max(1, step.Length.End switch
    {
        StepEnd.Time => (step.Length.Time.Milliseconds + 500) / 1000,
        StepEnd.Distance => step.Length.DistanceCentimeters * (step.Gait == Gait.Run ? RunSecondsPerKm : WalkSecondsPerKm) / 100_000,
        _ => LapSeconds,
    });

    private static IEnumerable<string> Losses(IReadOnlyCollection<WorkoutStep> steps)
    {
        if (steps.Any(step => step.Gait != Gait.Open))
            yield return "ZWO knows no gait: a walk is half of the threshold pace, a run 70 % of it, and the cue says which.";
        if (steps.Any(step => step.Length.End == StepEnd.Distance))
            yield return "A distance is written as the time that it takes at 8:00/km run and 12:00/km walked.";
        if (steps.Any(step => step.Length.End == StepEnd.LapButton))
            yield return "ZWO knows no lap button: such a step is a minute.";
        if (steps.Any(step => step.Target.Kind != TargetKind.None))
            yield return "Paces and heart rates to keep are left out.";
        if (steps.Any(step => step.Length.Time.Milliseconds % 1000 != 0))
            yield return "Times are rounded to seconds.";
        yield return "The file has no serial number: an activity recorded from it is matched by the week and its shape.";
    }

    /// <summary>Text without the few characters that XML cannot hold.</summary>
    private static string Plain(string text) => text.All(XmlConvert.IsXmlChar) || text.Any(char.IsSurrogate)
        ? text
        : string.Concat(text.Where(XmlConvert.IsXmlChar));

    private sealed class Utf8Writer(StringBuilder text) : StringWriter(text, CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding { get; } = new UTF8Encoding(false);
    }
}
