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

    [Fact]
    public void What_is_put_off_fails_when_it_is_slow_again()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("pprun-").FullName, "again.json");
        // It takes 64 times as long as its yardstick: over by less than half, and so worth another try.
        Limit[] limits = [new(nameof(SlowRow), "planted", 53)];
        Assert.Equal(0, Guard.Run(limits, Hasty, _ => typeof(SlowRow), TextWriter.Null, file));
        Assert.Equal(1, Guard.RunAgain(limits, Hasty, _ => typeof(SlowRow), TextWriter.Null, file));
        Assert.Equal(0, Guard.RunAgain([limits[0] with { AtMost = 100 }], Hasty, _ => typeof(SlowRow), TextWriter.Null, file));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void A_path_much_too_slow_is_not_put_off()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("pprun-").FullName, "again.json");
        Assert.Equal(1, Guard.Run([new(nameof(SlowRow), "planted", 0.001)], Hasty, _ => typeof(SlowRow), TextWriter.Null, file));
        Assert.Equal(0, Guard.RunAgain([], Hasty, _ => typeof(SlowRow), TextWriter.Null, file));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
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
}
