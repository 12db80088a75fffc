using System.Globalization;
using System.Text;
using Xunit;

namespace PostpartumRun.Intervals.Tests.Verification;

public sealed class SensorFaultTests(ITestOutputHelper output)
{
    /// <summary>Seeds from here on are for this test alone: nothing was tuned on them.</summary>
    private const int Unseen = 9000;

    /// <summary>Each fault, with the least share of intervals that must be judged right; unknown counts as wrong.</summary>
    private static readonly (string Name, Watch Watch, double Floor)[] Faults =
    [
        ("clean", new(), 0.995),
        ("steps, not strides", new() { CountsSteps = true }, 0.99),
        ("smart recording", new() { IsSmart = true }, 0.99),
        ("slow jogger", new() { IsSlow = true }, 0.98),
        ("brisk walker", new() { IsBrisk = true }, 0.99),
        ("treadmill", new() { HasSpeed = false, HasDistance = false }, 0.985),
        ("pauses", new() { Pauses = true }, 0.99),
        ("pauses and laps", new() { Pauses = true, LapsNameSteps = true }, 0.99),
        ("auto-lap", new() { HasAutoLap = true, LapsNameSteps = true }, 0.99),
        ("lost signal", new() { LosesSignal = true }, 0.99),
        ("spikes and noise", new() { Spikes = true, SpeedNoise = 0.15, Lag = 5 }, 0.99),
        ("dynamics", new() { HasDynamics = true, HasCadence = false }, 0.99),
        ("distance alone", new() { HasSpeed = false, HasCadence = false }, 0.98),
        ("speed alone", new() { HasCadence = false }, 0.98),
        ("buggy", new() { IsBuggy = true }, 0.98),
        ("buggy, laps", new() { IsBuggy = true, LapsNameSteps = true }, 0.98),
        ("buggy, smart", new() { IsBuggy = true, IsSmart = true }, 0.98),
        ("buggy, lost signal", new() { IsBuggy = true, LosesSignal = true }, 0.96),
        ("slow, smart, pauses", new() { IsSlow = true, IsSmart = true, Pauses = true }, 0.97),
        ("late and laggy", new() { Reaction = 4, Lag = 5, IsSmart = true }, 0.98),
        ("slow and brisk", new() { IsSlow = true, IsBrisk = true, LosesSignal = true }, 0.97),
        ("slow treadmill", new() { IsSlow = true, HasSpeed = false, HasDistance = false, IsSmart = true, Pauses = true }, 0.97),
        ("noisy buggy, smart", new() { IsBuggy = true, IsSmart = true, SpeedNoise = 0.15, Lag = 4, Spikes = true }, 0.88),
        // One speed that could be either gait: hardly anything can be told, and unknown is the right answer.
        ("slow buggy", new() { IsSlow = true, IsBuggy = true }, 0.25),
    ];

    /// <summary>The table goes to the test's output. PPRUN_TRIALS asks for more outings than one of each kind.</summary>
    [Fact]
    public void Most_verdicts_are_right_whatever_the_watch_does()
    {
        int seeds = int.Parse(Environment.GetEnvironmentVariable("PPRUN_TRIALS") ?? "1", CultureInfo.InvariantCulture);
        StringBuilder table = new("fault | intervals | wholes | unknown | falsely as planned | boundary, median s\n");
        List<string> low = [];
        foreach (var (name, watch, floor) in Faults)
        {
            var trials = All(watch, seeds).ToList();
            double intervals = trials.Sum(trial => trial.Outing.Truth.Count);
            double right = trials.Sum(trial => trial.Right) / intervals;
            double wholes = (double)trials.Count(trial => trial.IsWholeRight) / trials.Count;
            double unknown = trials.Sum(trial => trial.Found.Intervals.Count(i => i.Verdict == IntervalVerdict.Unknown)) / intervals;
            int falsely = trials.Count(trial => trial.IsFalselyAsPlanned);
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"{name,-20} | {right:P2} | {wholes:P1} | {unknown:P1} | {falsely} | {Median(trials):0.0}");
            if (right < floor || falsely > trials.Count / 50)
                low.Add($"{name}: {right:P2}, {falsely} falsely as planned\n{string.Join("\n", trials.Where(trial => !trial.IsRight).Take(5))}");
        }
        output.WriteLine(table.ToString());
        Assert.True(low.Count == 0, string.Join("\n", low));
    }

    private static double Median(List<Trial> trials)
    {
        var errors = trials.SelectMany(trial => trial.BoundaryErrors).Order().ToList();
        return errors[errors.Count / 2];
    }

    private static IEnumerable<Trial> All(Watch watch, int seeds)
    {
        foreach (var behaviour in Enum.GetValues<Behaviour>())
        {
            for (int workout = 0; workout < Trial.Workouts.Length; workout++)
            {
                for (int seed = Unseen; seed < Unseen + seeds && Trial.Applies(workout, behaviour); seed++)
                    yield return Trial.Of(workout, behaviour, watch, seed);
            }
        }
    }
}
