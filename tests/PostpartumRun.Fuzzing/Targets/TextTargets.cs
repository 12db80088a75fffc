using System.Text;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Fuzzing.Targets;

/// <summary>A text is read as a workout; what it reads as prints as a text that reads the same, and errors lie within the text.</summary>
internal sealed class WorkoutTextTarget : IFuzzTarget
{
    public string Name => "workout-text";

    public bool IsFit => false;

    public IEnumerable<byte[]> Seeds() => FuzzSeeds.WorkoutTexts().Select(Encoding.UTF8.GetBytes);

    public void Run(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        if (SessionReference.TryParse(text, out var reference))
            BrokenPromiseException.Unless(SessionReference.TryParse(reference.ToString(), out var same) && same == reference, $"{reference} reads otherwise.");
        _ = WorkoutText.TryParseLength(text, out _, out _);
        if (!WorkoutText.TryParse(text, out var workout, out var error))
        {
            BrokenPromiseException.Unless(error.ToString().Length > 0, "It is refused without a word.");
            return;
        }
        string printed = WorkoutText.Print(workout);
        if (printed.Length > WorkoutText.MaxLength)
            return;
        if (!WorkoutText.TryParse(printed, out var again, out error))
            throw new BrokenPromiseException($"What was printed cannot be read: {error}");
        BrokenPromiseException.Unless(again.Equals(workout), "What was printed reads as another workout.");
        BrokenPromiseException.Unless(WorkoutText.Print(again) == printed, "Printed again it is another text.");
        BrokenPromiseException.Unless(workout.Schedule.StepCount > 0, "A workout has no steps.");
    }
}

/// <summary>A text is read as a plan file: there is a plan, or there are errors, each with a place within the text.</summary>
internal sealed class PlanTarget : IFuzzTarget
{
    private const string FileName = "plan.yaml";

    public string Name => "plan";

    public bool IsFit => false;

    public IEnumerable<byte[]> Seeds() => FuzzSeeds.Plans().Select(Encoding.UTF8.GetBytes);

    public void Run(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        var result = PlanFile.Load(text, FileName);
        BrokenPromiseException.Unless((result.Plan is null) == (result.Errors.Length > 0), "There is a plan with errors, or none without.");
        int lines = text.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029') + 2;
        foreach (var error in result.Errors)
        {
            bool isThere = error.Line >= 1 && error.Line <= lines && error.Column >= 1 && error.Column <= text.Length + 2;
            BrokenPromiseException.Unless(isThere && error.Message.Length > 0, $"This is no place in the text: {error}");
        }
        foreach (var session in result.Plan?.Weeks.SelectMany(week => week.Sessions) ?? [])
        {
            BrokenPromiseException.Unless(result.Plan!.TryFindSession(session.FullId, out var found, out _) && found == session, $"{session.FullId} cannot be found.");
            if (session.Workout is { } workout && WorkoutText.Print(workout) is { Length: <= WorkoutText.MaxLength } printed)
                BrokenPromiseException.Unless(WorkoutText.TryParse(printed, out var again, out _) && again.Equals(workout), "A session's workout reads otherwise.");
        }
    }
}
