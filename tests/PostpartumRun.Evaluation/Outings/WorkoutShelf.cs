using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Evaluation;

/// <summary>The workouts that the outings are made from: weeks 4 to 8 of the built-in plan, and some of other shapes.</summary>
internal static class WorkoutShelf
{
    /// <summary>Workouts whose steps all end by time.</summary>
    public static Workout[] Timed { get; } =
    [
        .. TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions).Select(session => session.Workout).OfType<Workout>()
            .Where(workout => workout.HasRun).Distinct(),
        .. Parse(
            "5:00 walk warmup; 8x(0:30 run; 1:30 walk); 5:00 walk cooldown",
            "5:00 walk warmup; 4x(90 s run; 90 s walk); 4:00 walk cooldown",
            "3:00 walk warmup; 1:00 run; 2:00 walk; 2:00 run; 2:00 walk; "
                + "3:00 run; 3:00 walk; 2:00 run; 2:00 walk; 1:00 run; 4:00 walk cooldown",
            "6x(2:00 run; 1:00 walk)"),
    ];

    /// <summary>Workouts with steps that end by distance or by the lap button.</summary>
    public static Workout[] Open { get; } = Parse(
        "5:00 walk warmup; 5x(200 m run; 1:30 walk); 5:00 walk cooldown",
        "400 m walk warmup; 4x(300 m run; 200 m walk); 400 m walk cooldown",
        "lap walk warmup; 5x(1:00 run; 2:00 walk); lap walk cooldown",
        "5:00 walk warmup; 4x(2:00 run; lap walk); 5:00 walk cooldown");

    private static Workout[] Parse(params string[] texts) => [.. texts.Select(WorkoutText.Parse)];
}
