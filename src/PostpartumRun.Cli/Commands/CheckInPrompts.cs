using System.Globalization;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using Spectre.Console;

namespace PostpartumRun.Cli.Commands;

/// <summary>Asks how it was, one question at a time.</summary>
internal sealed class CheckInPrompts(IAnsiConsole console)
{
    private const string No = "no", Yes = "yes", Unanswered = "choose with the arrow keys";

    private static readonly (string Text, string Value)[] _tired =
        [("not at all", "none"), ("as on any day", "everyday"), ("exhausted, beyond everyday tiredness", "exhausted")];

    public async Task<CheckInAnswers> AskAsync(CheckInPlace place, CancellationToken cancellation)
    {
        console.MarkupLine($"[bold]A check-in, {Terminal.Escape(place.What)}.[/] {Terminal.Escape(SymptomFacts.Informs)}");
        console.MarkupLine("[grey]Arrow keys and Enter.[/]");
        List<string> symptoms;
        do
            symptoms = await SymptomsAsync(place, cancellation).ConfigureAwait(false);
        while (symptoms.Count == 0 && !await IsNoneAsync(cancellation).ConfigureAwait(false));
        string fatigue = await FatigueAsync(cancellation).ConfigureAwait(false);
        string? recovered = place.Moment != CheckInMoment.NextDay ? null
            : await ChooseAsync("Had you recovered within 24 hours?", cancellation, No, Yes).ConfigureAwait(false);
        var words = new TextPrompt<string>("Anything in your own words? (Enter for none)") { AllowEmpty = true };
        string note = await words.ShowAsync(console, cancellation).ConfigureAwait(false);
        return new() { Symptoms = symptoms.Count == 0 ? ["none"] : [.. symptoms], Fatigue = fatigue, Recovered = recovered, Note = note };
    }

    private async Task<List<string>> SymptomsAsync(CheckInPlace place, CancellationToken cancellation)
    {
        var symptoms = new List<string>();
        foreach (var symptom in SymptomFacts.All)
        {
            if (await ChooseAsync($"Did you notice {SymptomFacts.Text(symptom)}?", cancellation, No, Yes).ConfigureAwait(false) == Yes)
                symptoms.Add(await OnsetAsync(symptom, place, cancellation).ConfigureAwait(false));
        }
        return symptoms;
    }

    /// <summary>Leaning on Enter answers every question with no: that there was nothing at all is to be typed.</summary>
    private async Task<bool> IsNoneAsync(CancellationToken cancellation)
    {
        var prompt = new TextPrompt<string>("None of these at all: is that right? y, or n to be asked again:") { ShowChoices = false }.AddChoices(["y", "n"]);
        return await prompt.ShowAsync(console, cancellation).ConfigureAwait(false) == "y";
    }

    /// <summary>Leaning on Enter chooses none of the answers: what nobody said is not kept, and the question stands.</summary>
    private async Task<string> FatigueAsync(CancellationToken cancellation)
    {
        const string Question = "How tired are you?";
        var prompt = new SelectionPrompt<string>().Title(Question).AddChoices([Unanswered, .. _tired.Select(answer => answer.Text)]);
        string text;
        do
            text = await prompt.ShowAsync(console, cancellation).ConfigureAwait(false);
        while (text == Unanswered);
        console.MarkupLine($"{Question} [bold]{text}[/]");
        return _tired.Single(answer => answer.Text == text).Value;
    }

    private async Task<string> OnsetAsync(Symptom symptom, CheckInPlace place, CancellationToken cancellation)
    {
        if (SymptomFacts.IsStopSign(symptom))
            console.MarkupLine($"[bold yellow]{Terminal.Escape(SymptomFacts.StopAdvice)}[/] {Terminal.Escape(SymptomFacts.Informs)}");
        if (place.Activity is null)
            return SymptomFacts.Id(symptom);
        var prompt = new TextPrompt<string>("At which minute of running did it begin? (Enter if not in the run)")
        {
            AllowEmpty = true,
            Validator = text => text.Length == 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int minute) && minute <= 600)
                ? ValidationResult.Success()
                : ValidationResult.Error("[red]A whole number of minutes, from 0 to 600.[/]"),
        };
        string onset = await prompt.ShowAsync(console, cancellation).ConfigureAwait(false);
        return onset.Length == 0 ? SymptomFacts.Id(symptom) : $"{SymptomFacts.Id(symptom)}:{onset}";
    }

    private async Task<string> ChooseAsync(string question, CancellationToken cancellation, params string[] choices)
    {
        string answer = await new SelectionPrompt<string>().Title(Terminal.Escape(question)).AddChoices(choices).ShowAsync(console, cancellation).ConfigureAwait(false);
        console.MarkupLine($"{Terminal.Escape(question)} [bold]{answer}[/]");
        return answer;
    }
}
