using System.CommandLine;
using System.Globalization;
using PostpartumRun.Cli.Views;
using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun checkin</c>: how it was, and how it is a day later.</summary>
internal static class CheckInCommand
{
    private const int MostWords = 2000;
    private const int MostMinutes = 600;

    public static Command Create(CommandContext context)
    {
        var when = new Option<string?>("--when") { Description = "after the run, next-day, or today: how it is now, of no run. [default: after, or next-day where that is due]", HelpName = "WHEN" };
        var activity = new Option<long?>("--activity") { Description = "The activity's number in the log. [default: the latest that lacks this check-in]", HelpName = "ID" };
        var session = new Option<string?>("--session") { Description = "A session of exercises that you did, as 3:drills.", HelpName = "ID" };
        var symptoms = new Option<string[]>("--symptom")
        {
            Description = $"A symptom, and if it began in the run its run-minute, as leaking:8; can be given again. One of: none, {string.Join(", ", SymptomFacts.All.Select(SymptomFacts.Id))}.",
            HelpName = "WHAT[:MIN]",
        };
        var fatigue = new Option<string?>("--fatigue") { Description = "none, everyday or exhausted.", HelpName = "HOW" };
        var recovered = new Option<string?>("--recovered") { Description = "yes or no: had you recovered within 24 hours?", HelpName = "YES" };
        var note = new Option<string?>("--note") { Description = "Your own words.", HelpName = "TEXT" };
        var command = new Command("checkin", "Say how it was: asked for one by one at a terminal, by options in a script.") { when, activity, session, symptoms, fatigue, recovered, note };
        command.SetAction(async (result, cancellation) =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            var asked = new CheckInAnswers
            {
                When = result.GetValue(when),
                Activity = result.GetValue(activity),
                Session = result.GetValue(session),
                Symptoms = result.GetValue(symptoms) is { Length: > 0 } given ? given : null,
                Fatigue = result.GetValue(fatigue),
                Recovered = result.GetValue(recovered),
                Note = result.GetValue(note),
            };
            var subject = new CheckInSubject(journal, runner, context.Care(journal, runner), context.Clock);
            var place = subject.Find(asked);
            if (context.Terminal.Prompts is { } prompts && asked.IsEmpty)
                asked = await new CheckInPrompts(prompts).AskAsync(place, cancellation).ConfigureAwait(false);
            var checkIn = Read(asked, place, context);
            long id = journal.SaveCheckIn(runner, checkIn);
            new CareView(context.Terminal).CheckIn(id, checkIn, context.IsJson(result));
            return ExitCode.Done;
        });
        return command;
    }

    private static CheckIn Read(CheckInAnswers asked, CheckInPlace place, CommandContext context)
    {
        bool asksRecovery = place.Moment == CheckInMoment.NextDay;
        var missing = new List<string>();
        if (asked.Symptoms is null)
            missing.Add("--symptom none (or which)");
        if (asked.Fatigue is null)
            missing.Add("--fatigue none|everyday|exhausted");
        if (asksRecovery && asked.Recovered is null)
            missing.Add("--recovered yes|no");
        if (missing.Count > 0)
            throw CommandException.Usage($"This check-in, {place.What}, lacks {string.Join(", ", missing)}.");
        return new()
        {
            At = context.Clock.GetUtcNow(),
            Day = DateOnly.FromDateTime(context.Clock.GetLocalNow().DateTime),
            Moment = place.Moment,
            ActivityId = place.Activity?.Id,
            SessionId = place.SessionId,
            Symptoms = [.. Symptoms(asked.Symptoms!)],
            Fatigue = FatigueOf(asked.Fatigue!),
            Recovered = asked.Recovered is { } text ? YesOrNo(text) : null,
            Note = Note(asked.Note),
        };
    }

    private static IEnumerable<SymptomReport> Symptoms(string[] texts)
    {
        if (texts.Contains("none"))
            return texts.Length == 1 ? [] : throw CommandException.Usage("--symptom none stands alone: there is either none, or there are some.");
        var reports = texts.Select(SymptomOf).ToList();
        if (reports.GroupBy(report => report.Symptom).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw CommandException.Usage($"--symptom {SymptomFacts.Id(twice.Key)} is given twice.");
        return reports.OrderBy(report => report.Symptom);
    }

    private static SymptomReport SymptomOf(string text)
    {
        string[] parts = text.Trim().ToLowerInvariant().Split(':', 2);
        var symptom = SymptomFacts.Find(parts[0])
            ?? throw CommandException.Usage($"--symptom {text}: choose one of none, {string.Join(", ", SymptomFacts.All.Select(SymptomFacts.Id))}.");
        if (parts.Length == 1)
            return new(symptom);
        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minute) && minute <= MostMinutes
            ? new(symptom, minute)
            : throw CommandException.Usage($"--symptom {text}: after the colon comes the run-minute, from 0 to {MostMinutes}.");
    }

    private static Fatigue FatigueOf(string text) => text.Trim().ToLowerInvariant() switch
    {
        "none" => Fatigue.None,
        "everyday" => Fatigue.Everyday,
        "exhausted" => Fatigue.Exhausted,
        _ => throw CommandException.Usage($"--fatigue {text}: choose none, everyday or exhausted."),
    };

    private static bool YesOrNo(string text) => text.Trim().ToLowerInvariant() switch
    {
        "yes" or "y" => true,
        "no" or "n" => false,
        _ => throw CommandException.Usage($"--recovered {text}: say yes or no."),
    };

    private static string? Note(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : text.Length <= MostWords ? text.Trim()
        : throw CommandException.Usage($"--note has {text.Length} characters: give it {MostWords} at most.");
}
