using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun checkin</c>: how it was, and how it is a day later.</summary>
internal static class CheckInCommand
{
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
        var missing = asked.Missing(place).Select(field => field switch
        {
            "symptom" => "--symptom none (or which)",
            "fatigue" => "--fatigue none|everyday|exhausted",
            _ => "--recovered yes|no",
        }).ToList();
        return missing.Count == 0
            ? asked.Read(place, context.Clock)
            : throw CommandException.Usage($"This check-in, {place.What}, lacks {string.Join(", ", missing)}.");
    }
}
