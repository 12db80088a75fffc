using System.Globalization;
using PostpartumRun.Plans;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Watch.Tests.Simulation;

/// <summary>The files of <c>fixtures/</c> are what the lines of <c>eng/make-fixtures.sh</c> make.</summary>
public sealed class FixtureTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "fixtures");

    [Fact]
    public void Each_fixture_is_byte_for_byte_what_its_line_of_the_script_makes()
    {
        foreach (var (file, simulated) in Lines())
            Assert.True(simulated.ToBytes().AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Folder, file))), $"{file} is not what eng/make-fixtures.sh makes: run it.");
    }

    [Fact]
    public void Each_fixture_has_its_line_in_the_script_and_in_the_readme()
    {
        var files = Directory.GetFiles(Folder, "*.fit").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(files, Lines().Select(line => line.File).Order(StringComparer.Ordinal));
        string readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        Assert.All(files, file => Assert.Contains($"`{file}`", readme, StringComparison.Ordinal));
    }

    private static IEnumerable<(string File, SimulatedActivity Activity)> Lines() =>
        from line in File.ReadLines(Path.Combine(Repository.Root, "eng", "make-fixtures.sh"))
        where line.StartsWith("simulate ", StringComparison.Ordinal)
        select Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static (string File, SimulatedActivity Activity) Parse(string[] words)
    {
        var options = words.Skip(2).Chunk(2).ToLookup(pair => pair[0], pair => pair[1]);
        Assert.Empty(options.Select(group => group.Key).Except(["--workout", "--start", "--seed", "--with"]));
        var workout = WorkoutSource.Find(options["--workout"].Single(), TrainingPlan.BuiltIn, "me");
        return (words[1], new()
        {
            Workout = workout.File!,
            Start = DateTimeOffset.Parse(options["--start"].Single(), CultureInfo.InvariantCulture),
            Seed = int.Parse(options["--seed"].Single(), CultureInfo.InvariantCulture),
            Deviations = options["--with"].ToDictionary(
                text => Enum.Parse<Deviation>(text.Split(':')[0].Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
                text => text.Contains(':', StringComparison.Ordinal) ? int.Parse(text.Split(':')[1], CultureInfo.InvariantCulture) : 1),
        });
    }
}
