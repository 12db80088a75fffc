using Microsoft.Extensions.Time.Testing;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Import.Tests;

/// <summary>A log in a folder of its own, with a clock that is set by hand, and simulated activities to import into it.</summary>
internal sealed class Log : IDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 6, 22, 6, 30, 0, TimeSpan.Zero);

    public Log()
    {
        Clock = new(Monday);
        Store = Open();
        Runner = Store.GetOrAddRunner("me");
        Importer = new(Store, Runner);
    }

    public TempFolder Files { get; } = new();

    public FakeTimeProvider Clock { get; }

    public JournalStore Store { get; }

    public JournalRunner Runner { get; }

    public ActivityImporter Importer { get; }

    public JournalStore Open() => JournalStore.Open(Files.Of("data"), Clock);

    public static WorkoutFile Session(string reference) => WorkoutSource.Find($"week:{reference}", TrainingPlan.BuiltIn, "me").File!;

    /// <summary>Notes an export, at a time.</summary>
    public void Export(string? session, WorkoutFile file, DateTimeOffset? time = null)
    {
        Clock.AdjustTime(time ?? Monday.AddDays(-1));
        Store.SaveExport(Runner, new() { Reference = file.Reference, SessionId = session, WorkoutText = file.Workout.ToString(), FilePath = "/watch/a.fit" });
    }

    public static byte[] Activity(WorkoutFile file, int seed = 1, DateTimeOffset? start = null, params (Deviation Deviation, int N)[] deviations) => new SimulatedActivity
    {
        Workout = file,
        // Nobody does two runs at once.
        Start = start ?? Monday.AddHours(2 * (seed - 1)),
        Seed = seed,
        Deviations = deviations.ToDictionary(entry => entry.Deviation, entry => entry.N),
    }.ToBytes();

    public Task<ImportOutcome> Import(byte[] bytes, string name = "run.fit") => Import(Files.Add(name, bytes));

    /// <summary>Imports a file that holds one activity at most.</summary>
    public async Task<ImportOutcome> Import(string path) => Assert.Single(await ImportAll(path));

    public Task<IReadOnlyList<ImportOutcome>> ImportAll(string path) => Importer.ImportAsync(path, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Store.Dispose();
        Files.Dispose();
    }
}
