using PostpartumRun.Fuzzing.Targets;

namespace PostpartumRun.Fuzzing;

/// <summary>All targets.</summary>
internal static class FuzzTargets
{
    /// <summary>Everything that reads what others wrote, each of it new: targets remember, and are not for two threads.</summary>
    public static IReadOnlyList<IFuzzTarget> All() =>
        [new FitTarget(), new FieldsTarget(), new ActivityTarget(), new WorkoutFileTarget(), new WorkoutTextTarget(), new PlanTarget()];

    /// <summary>The target of a name, or null. Those that fail on purpose are among them, to see whether that is told.</summary>
    public static IFuzzTarget? Find(string name) => All().Concat(PlantedTarget.All()).FirstOrDefault(target => target.Name == name);
}
