using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>Reads workouts from FIT workout files, whoever made them.</summary>
public static class WorkoutFileReader
{
    /// <summary>Reads a workout file; of a chain of them the first. On failure <paramref name="problem"/> says why in a sentence.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WorkoutFile? file, out string? problem)
    {
        file = null;
        var assembler = new WorkoutAssembler();
        long serial = 0;
        uint created = 0;
        string? name = null;
        var reader = new FitReader(bytes);
        bool isDone = false;
        while (reader.Read())
        {
            isDone |= reader.Token == FitToken.FileEnd && !assembler.IsEmpty;
            if (reader.Token != FitToken.Message || isDone)
                continue;
            var message = reader.Message;
            switch (message.Number)
            {
                case MessageNumber.FileId:
                    serial = message[FileIdField.SerialNumber].Integer ?? 0;
                    created = ActivitySummary.Time(message[FileIdField.TimeCreated]) ?? 0;
                    break;
                case MessageNumber.Workout:
                    name = message[WorkoutField.Name].Text;
                    assembler.AddWorkout(message);
                    break;
                case MessageNumber.WorkoutStep:
                    assembler.AddStep(message);
                    break;
            }
        }
        if (reader.Error is { } error)
        {
            problem = error.Message;
            return false;
        }
        if (assembler.IsEmpty)
        {
            problem = "This FIT file holds no workout.";
            return false;
        }
        if (assembler.Assemble(out problem) is not { } workout)
            return false;
        file = new(new((uint)serial, FitTime.ToDateTimeOffset(created)), name ?? "Workout", workout)
        {
            SafetyNote = assembler.HasStopNote ? SessionWorkouts.StopNote : "",
        };
        return true;
    }
}
