using PostpartumRun.Intervals;
using Xunit;

namespace PostpartumRun.Watch.Tests.Activities;

/// <summary>Activities read from bytes.</summary>
internal static class Reading
{
    public static Activity Read(byte[] bytes) => new ActivityReader().Read(bytes);

    /// <summary>Reads what must be a whole activity.</summary>
    public static Activity Whole(params Action<PostpartumRun.Fit.FitWriter>[] messages) => Whole(Fit.File([Fit.FileId(Fit.Activity), .. messages]));

    public static Activity Whole(byte[] bytes)
    {
        var activity = Read(bytes);
        Assert.Equal(ActivityReading.Activity, activity.Reading);
        Assert.Null(activity.Error);
        Assert.False(activity.Info!.Salvaged);
        return activity;
    }

    public static double[] Values(this Recording recording, Channel channel) => [.. recording[channel].ToArray().Where(float.IsFinite).Select(value => (double)value)];

    /// <summary>Everything that was read, as text, to compare two readings by.</summary>
    public static string Everything(this Activity activity)
    {
        var recording = activity.Recording;
        var channels = Enum.GetValues<Channel>().Select(channel => $"{channel}: {string.Join(' ', recording[channel].ToArray())}");
        return string.Join(
            '\n',
            [
                $"{activity.Reading} {activity.Error} {activity.FileType} {activity.Info} {activity.WorkoutProblem} {recording.Workout}",
                $"{recording.Start} {recording.Elapsed} {string.Join(' ', recording.Times.ToArray())}",
                string.Join(' ', recording.Laps), string.Join(' ', recording.Splits), string.Join(' ', recording.Pauses), .. channels,
            ]);
    }
}
