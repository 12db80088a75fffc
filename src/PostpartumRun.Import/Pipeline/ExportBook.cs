using System.Collections.Concurrent;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;

namespace PostpartumRun.Import;

/// <summary>What was exported for a runner, as it was at one moment: workers ask it side by side, and all of them get the same answer.</summary>
internal sealed class ExportBook
{
    private readonly Dictionary<WorkoutReference, ExportedSession> _byReference = [];
    private readonly ConcurrentDictionary<string, Workout?> _workouts = new(StringComparer.Ordinal);

    public ExportBook(JournalStore journal, JournalRunner runner)
    {
        All = journal.ListExports(runner);
        foreach (var export in All)
            _byReference[export.Export.Reference] = export;
    }

    /// <summary>All of them, the last first.</summary>
    public IReadOnlyList<ExportedSession> All { get; }

    /// <summary>The one that an activity names; null where there is none.</summary>
    public ExportedSession? Find(WorkoutReference reference) => _byReference.GetValueOrDefault(reference);

    /// <summary>An export's workout; null where this version cannot read it.</summary>
    public Workout? WorkoutOf(ExportedSession export) =>
        _workouts.GetOrAdd(export.Export.WorkoutText, static text => WorkoutText.TryParse(text, out var workout, out _) ? workout : null);
}
