using System.Text.Json;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Watch.Tests.Workouts;

/// <summary>Files as the official decoder reads them: messages in order, values raw.</summary>
internal static class OfficialWorkout
{
    /// <summary>Reads files; each must be sound. Skips the calling test where the decoder is missing.</summary>
    public static IReadOnlyList<IReadOnlyList<JsonElement>> Read(params IReadOnlyList<byte[]> files)
    {
        string output = NodeOracle.Run("workout-dump.mjs", string.Concat(files.Select(bytes => Convert.ToBase64String(bytes) + "\n")));
        var read = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(files.Count, read.Count);
        Assert.All(read, file =>
        {
            Assert.True(file.GetProperty("isSound").GetBoolean());
            Assert.Empty(file.GetProperty("errors").EnumerateArray());
        });
        return [.. read.Select(file => (IReadOnlyList<JsonElement>)[.. file.GetProperty("messages").EnumerateArray()])];
    }

    public static IReadOnlyList<JsonElement> Read(WorkoutFile file, DeviceProfile? device = null) => Read([Fit.Write(file, device)])[0];

    /// <summary>The <c>workout_step</c> messages alone.</summary>
    public static IReadOnlyList<JsonElement> Steps(WorkoutFile file, DeviceProfile? device = null) =>
        [.. Read(file, device).Where(message => message.GetProperty("message").GetString() == "workoutStep")];

    public static string Name(this JsonElement message) => message.GetProperty("message").GetString()!;

    /// <summary>A number; null where the message lacks it.</summary>
    public static long? Number(this JsonElement message, string field) => message.TryGetProperty(field, out var value) ? value.GetInt64() : null;

    /// <summary>A text; null where the message lacks it.</summary>
    public static string? Text(this JsonElement message, string field) => message.TryGetProperty(field, out var value) ? value.GetString() : null;
}
