using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using PostpartumRun.Fit;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Testing;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Data flows one way, and who may know whom is written here.</summary>
public sealed class ArchitectureTest
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Fit"] = [],
        ["Intervals"] = [],
        ["Plans"] = ["Intervals"],
        ["Watch"] = ["Fit", "Intervals", "Plans"],
        ["Journal"] = ["Intervals", "Plans"],
        ["Import"] = ["Watch", "Journal"],
        ["Reports"] = ["Journal"],
        ["Cli"] = ["Import", "Reports"],
        ["Web"] = ["Import", "Reports"],
    };

    [Fact]
    public void Each_project_references_those_that_its_arrows_name_and_no_other()
    {
        string src = Path.Combine(Repository.Root, "src");
        var found = Directory.GetDirectories(src).Select(folder => Path.GetFileName(folder)["PostpartumRun.".Length..]).Order();
        Assert.Equal(Arrows.Keys.Order(), found);
        foreach (var (project, targets) in Arrows)
        {
            var references = XDocument.Load(Path.Combine(src, $"PostpartumRun.{project}", $"PostpartumRun.{project}.csproj"))
                .Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)["PostpartumRun.".Length..]);
            Assert.Equal(targets.Order(), references.Order());
        }
    }

    [Theory]
    [InlineData(typeof(FitReader))]
    [InlineData(typeof(Workout))]
    public void The_protocol_and_the_timing_core_touch_no_files_and_no_console(Type core)
    {
        var used = UsedBy(core);
        Assert.Contains("System.Object", used);
        string[] outside = ["System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.Console", "System.Diagnostics.Process"];
        Assert.Empty(used.Intersect(outside));
    }

    [Theory]
    [InlineData(typeof(TrainingPlan))]
    [InlineData(typeof(WorkoutFile))]
    [InlineData(typeof(JournalStore))]
    public void What_a_page_would_do_as_well_prints_nothing_and_starts_nothing(Type below) =>
        Assert.Empty(UsedBy(below).Intersect(["System.Console", "System.Diagnostics.Process"]));

    private static List<string> UsedBy(Type type)
    {
        using var file = new PEReader(File.OpenRead(type.Assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(used => $"{metadata.GetString(used.Namespace)}.{metadata.GetString(used.Name)}")];
    }
}
