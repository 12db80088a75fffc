using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary>What a watch or a format cannot take: each thing is said once, with the sessions that it is about.</summary>
internal sealed class ExportLosses(Terminal terminal)
{
    private readonly List<(string Loss, List<string> Sessions)> _losses = [];

    private const int MostCharacters = 60;

    /// <summary>The session, or the beginning of a workout of one's own.</summary>
    public static string NameOf(WorkoutSource source)
    {
        if (source.SessionId is { } session)
            return session;
        string text = source.File!.Workout.ToString();
        return text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}…";
    }

    public void Add(IEnumerable<ExportLoss> losses)
    {
        foreach (var (source, loss) in losses)
        {
            int known = _losses.FindIndex(said => said.Loss == loss);
            if (known < 0)
                _losses.Add((loss, [NameOf(source)]));
            else
                _losses[known].Sessions.Add(NameOf(source));
        }
    }

    public void Add(IEnumerable<string> notes) => _losses.AddRange(notes.Select(note => (note, new List<string>())));

    public void Print()
    {
        foreach (var (loss, sessions) in _losses)
            terminal.Message(sessions.Count == 0 ? $"pprun: note: {loss}" : $"pprun: note: {string.Join(", ", sessions)}: {loss}");
    }
}
