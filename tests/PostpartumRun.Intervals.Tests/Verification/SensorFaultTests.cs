using System.Globalization;
using System.Text;
using Xunit;

namespace PostpartumRun.Intervals.Tests.Verification;

public sealed class SensorFaultTests(ITestOutputHelper output)
{
    private static readonly (string Name, Watch Watch)[] Faults =
    [
        ("clean", new()),
        ("steps, not strides", new() { CountsSteps = true }),
        ("smart recording", new() { IsSmart = true }),
        ("slow jogger", new() { IsSlow = true }),
        ("brisk walker", new() { IsBrisk = true }),
        ("treadmill", new() { HasSpeed = false, HasDistance = false }),
        ("pauses", new() { Pauses = true }),
        ("pauses and laps", new() { Pauses = true, LapsNameSteps = true }),
        ("auto-lap", new() { HasAutoLap = true, LapsNameSteps = true }),
        ("lost signal", new() { LosesSignal = true }),
        ("spikes and noise", new() { Spikes = true, SpeedNoise = 0.15, Lag = 5 }),
        ("dynamics", new() { HasDynamics = true, HasCadence = false }),
        ("distance alone", new() { HasSpeed = false, HasCadence = false }),
        ("speed alone", new() { HasCadence = false }),
        ("buggy", new() { IsBuggy = true }),
        ("buggy, laps", new() { IsBuggy = true, LapsNameSteps = true }),
        ("buggy, smart", new() { IsBuggy = true, IsSmart = true }),
        ("buggy, lost signal", new() { IsBuggy = true, LosesSignal = true }),
        ("slow, smart, pauses", new() { IsSlow = true, IsSmart = true, Pauses = true }),
        ("slow buggy", new() { IsSlow = true, IsBuggy = true }),
    ];

    [Fact]
    public void Most_verdicts_are_right_whatever_the_watch_does()
    {
        int seeds = int.Parse(Environment.GetEnvironmentVariable("PPRUN_TRIALS") ?? "2", CultureInfo.InvariantCulture);
        int first = int.Parse(Environment.GetEnvironmentVariable("PPRUN_SEED") ?? "9000", CultureInfo.InvariantCulture);
        StringBuilder table = new("fault | intervals | wholes | unknown | falsely as planned\n");
        foreach (var (name, watch) in Faults.Where(fault => Environment.GetEnvironmentVariable("PPRUN_SHOW") is not { } shown || shown == fault.Name))
        {
            var trials = All(watch, first, seeds).ToList();
            int intervals = trials.Sum(trial => trial.Outing.Truth.Count);
            double right = (double)trials.Sum(trial => trial.Right) / intervals;
            double wholes = (double)trials.Count(trial => trial.IsWholeRight) / trials.Count;
            double unknown = (double)trials.Sum(trial => trial.Found.Intervals.Count(i => i.Verdict == IntervalVerdict.Unknown)) / intervals;
            int falsely = trials.Count(trial => trial.IsFalselyAsPlanned);
            table.AppendLine(CultureInfo.InvariantCulture, $"{name,-20} | {right:P2} | {wholes:P1} | {unknown:P1} | {falsely}");
            if (Environment.GetEnvironmentVariable("PPRUN_SHOW") == name)
            {
                foreach (var trial in trials.Where(trial => !trial.IsRight).Take(12))
                    table.AppendLine(trial.ToString());
            }
        }
        output.WriteLine(table.ToString());
        if (Environment.GetEnvironmentVariable("PPRUN_TABLE") is { } path)
            File.WriteAllText(path, table.ToString());
    }

    private static IEnumerable<Trial> All(Watch watch, int first, int seeds)
    {
        foreach (var behaviour in Enum.GetValues<Behaviour>())
        {
            for (int workout = 0; workout < Trial.Workouts.Length; workout++)
            {
                for (int seed = first; seed < first + seeds && Trial.Applies(workout, behaviour); seed++)
                    yield return Trial.Of(workout, behaviour, watch, seed);
            }
        }
    }
}
