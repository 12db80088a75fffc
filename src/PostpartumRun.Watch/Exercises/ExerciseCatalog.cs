using System.Collections.Frozen;
using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Watch;

/// <summary>An exercise as the FIT profile numbers it. The default is the first of the first category: ask the <see cref="ExerciseCatalog"/>.</summary>
/// <param name="Category"><c>exercise_category</c>.</param>
/// <param name="Name">The number within the category's own type, as <c>squat_exercise_name</c>.</param>
public readonly record struct FitExercise(ushort Category, ushort Name);

/// <summary>
/// Which exercise of the FIT profile a plan's exercise is: by <c>exercises.tsv</c>, or by the profile's own name for it.
/// </summary>
public static class ExerciseCatalog
{
    /// <summary><c>exercise_category</c>'s <c>unknown</c>, for exercises that the profile lacks: a title names them.</summary>
    public const ushort UnknownCategory = 65534;

    private const string NameSuffix = "_exercise_name", None = "-";

    private static readonly Lazy<FrozenDictionary<string, FitExercise?>> _known = new(Load);
    private static readonly Lazy<FrozenDictionary<string, FitExercise>> _profile = new(LoadProfile);

    /// <summary>The exercise of a name as plans write it, in any case; null where the profile has none.</summary>
    public static FitExercise? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string plain = name.Trim().ToLowerInvariant();
        if (_known.Value.TryGetValue(plain, out var known))
            return known;
        string own = plain.Replace(' ', '_').Replace('-', '_');
        return _profile.Value.TryGetValue(own, out var found) ? found : null;
    }

    /// <summary>The profile's words for an exercise, as <c>squat</c> and <c>air_squat</c>; null where it has none.</summary>
    public static (string Category, string Name)? NamesOf(FitExercise exercise) =>
        Categories?.NameOf(exercise.Category) is { } category && FitProfile.FindType(category + NameSuffix)?.NameOf(exercise.Name) is { } name
            ? (category, name)
            : null;

    /// <summary>The plans' names that the table has a line for.</summary>
    internal static IEnumerable<string> Names => _known.Value.Keys;

    private static TypeProfile? Categories => FitProfile.FindType("exercise_category");

    private static FrozenDictionary<string, FitExercise?> Load() => EmbeddedTable.Lines("exercises.tsv")
        .Select(line => line.Split('\t'))
        .ToFrozenDictionary(columns => columns[0], columns => columns[1] == None ? null : (FitExercise?)Read(columns));

    private static FitExercise Read(string[] columns) =>
        Categories?.ValueOf(columns[1]) is { } category && FitProfile.FindType(columns[1] + NameSuffix)?.ValueOf(columns[2]) is { } name
            ? new((ushort)category, (ushort)name)
            : throw new InvalidOperationException($"exercises.tsv: the profile has no {columns[1]}/{columns[2]}.");

    // The same name in several categories is the one of the first: bench presses come before banded ones.
    private static FrozenDictionary<string, FitExercise> LoadProfile()
    {
        var found = new Dictionary<string, FitExercise>();
        for (ushort category = 0; Categories?.NameOf(category) is { } name; category++)
        {
            if (FitProfile.FindType(name + NameSuffix) is not { } names)
                continue;
            for (ushort number = 0; number < ushort.MaxValue && number <= MostNumbers; number++)
            {
                if (names.NameOf(number) is { } own)
                    found.TryAdd(own, new(category, number));
            }
        }
        return found.ToFrozenDictionary();
    }

    /// <summary>More numbers than any category has, some of them left out.</summary>
    private const ushort MostNumbers = 500;
}
