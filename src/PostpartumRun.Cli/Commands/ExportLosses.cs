using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary>What a watch or a format cannot take: each thing is said once, with the sessions that it is about.</summary>
internal sealed class ExportLosses(Terminal terminal)
{
    private readonly List<(string Loss, List<string> Sessions)> _losses = [];

    public static string NameOf(WorkoutSource source) => source.SessionId ?? source.File!.Workout.ToString();

    public void Add(WorkoutSource source, IEnumerable<string> losses)
    {
        foreach (string loss in losses)
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
