using System.Text.Json;
using Xunit;

namespace PostpartumRun.Benchmarks.Tests;

/// <summary>A guard that cannot fail is none.</summary>
public sealed class GuardTest
{
    private static readonly GuardPace Hasty = new(Rounds: 3, Iterations: 2, IterationMilliseconds: 3, WarmUpIterations: 5, TimeSpan.Zero, TimeSpan.Zero);

    [Fact]
    public void A_path_within_its_limits_passes()
    {
        var (code, json) = Run(typeof(SoundRow), atMost: 4);
        Assert.Equal(0, code);
        Assert.True(json.GetProperty("within").GetBoolean());
        Assert.Equal(0, json.GetProperty("allocatedBytes").GetInt64());
    }

    [Fact]
    public void A_slow_path_fails()
    {
        var (code, json) = Run(typeof(SlowRow), atMost: 4);
        Assert.Equal(1, code);
        Assert.True(json.GetProperty("share").GetDouble() > 1);
        Assert.False(json.GetProperty("within").GetBoolean());
    }

    [Theory]
    [InlineData(0.9, 0, 0, false)]
    [InlineData(1.2, 0, 0, true)]
    [InlineData(1.6, 0, 1, false)]
    [InlineData(1.2, 24, 1, false)]
    public void What_is_over_by_less_than_half_is_put_off_and_nothing_else(double share, long allocated, int code, bool isPutOff)
    {
        using var file = new AgainFile();
        var finding = new Finding(new("Row", "planted", 2), new("Row", Input.Homogeneous, 2 * share, 0, allocated, IsQuiet: false), 0);
        Assert.Equal(code, Guard.PutOff([finding], file.Path));
        Assert.Equal(isPutOff ? [finding.Subject] : [], JsonSerializer.Deserialize<HashSet<Subject>>(File.ReadAllText(file.Path))!);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(1000, 0)]
    public void What_was_put_off_fails_when_it_is_slow_again(double atMost, int code)
    {
        using var file = new AgainFile();
        File.WriteAllText(file.Path, JsonSerializer.Serialize<Subject[]>([new(nameof(SlowRow), null)]));
        Assert.Equal(code, Guard.RunAgain([new(nameof(SlowRow), "planted", atMost)], Hasty, _ => typeof(SlowRow), TextWriter.Null, file.Path));
    }

    [Fact]
    public void A_path_that_allocates_one_object_fails()
    {
        var (code, json) = Run(typeof(AllocatingRow), atMost: 4);
        Assert.Equal(1, code);
        Assert.Equal(24, json.GetProperty("allocatedBytes").GetInt64());
    }

    [Fact]
    public void What_may_be_allocated_may_be() => Assert.Equal(0, Run(typeof(AllocatingRow), atMost: 4, allocatedBytes: 24).Code);

    [Fact]
    public void A_path_that_cannot_be_measured_is_no_pass() =>
        Assert.Throws<InvalidOperationException>(() => Run(typeof(FailingRow), atMost: 4));

    [Fact]
    public void Every_row_has_its_limit_and_every_limit_its_row()
    {
        var limited = Limits.Load(Checkout.Limits).Select(limit => Guard.RowNamed(limit.Row)).Distinct();
        var rows = typeof(Guard).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkDotNet.Attributes.BenchmarkAttribute), true)));
        Assert.Equal(rows.OrderBy(row => row.Name), limited.OrderBy(row => row.Name));
    }

    [Fact]
    public void Made_files_are_as_large_as_the_real_ones_and_read_without_damage()
    {
        Assert.True(MadeFiles.Alternating().Length > 350_000);
        Assert.True(MadeFiles.Homogeneous().Length > 2_000_000);
        foreach (byte[] file in (byte[][])[MadeFiles.Alternating(), MadeFiles.Homogeneous(), MadeFiles.HourOfAWatch()])
        {
            using var activity = new Watch.ActivityReader().Read(file);
            Assert.Null(activity.Error);
            Assert.True(activity.Recording.Count > 3000);
        }
    }

    private static (int Code, JsonElement Json) Run(Type row, double atMost, long allocatedBytes = 0)
    {
        using var output = new StringWriter();
        int code = Guard.Run([new Limit(row.Name, "planted", atMost) { AllocatedBytes = allocatedBytes }], Hasty, _ => row, output);
        string line = output.ToString().TrimEnd().Split('\n')[^1];
        return (code, JsonSerializer.Deserialize<JsonElement>(line));
    }

    private sealed class AgainFile : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pprun-");

        public string Path => System.IO.Path.Combine(_folder.FullName, "again.json");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
