using System.Diagnostics;
using PostpartumRun.Fit;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fuzzing.Tests;

/// <summary>What was found once stays fixed, and what is there to be found is.</summary>
public sealed class FuzzingTest
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All().Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_crash_once_found_stays_fixed(string target)
    {
        string[] files = Directory.GetFiles(Path.Combine(Repository.Root, "fixtures", "fuzz"), "*.bin");
        Assert.NotEmpty(files);
        foreach (string file in files)
            FuzzReplay.Run(FuzzTargets.Find(target)!, File.ReadAllBytes(file));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_reads_what_it_begins_with(string target)
    {
        var reader = FuzzTargets.Find(target)!;
        Assert.NotEmpty(reader.Seeds());
        Assert.All(reader.Seeds(), seed => FuzzReplay.Run(reader, seed));
    }

    [Theory]
    [InlineData("planted-throw", "throws")]
    [InlineData("planted-over-read", "crashes")]
    [InlineData("planted-under-read", "crashes")]
    public async Task A_planted_fault_is_found(string target, string how)
    {
        var work = Directory.CreateTempSubdirectory("pprun-fuzz-");
        try
        {
            Assert.Equal(1, await Run("run", target, "2", work.FullName));
            var finds = work.EnumerateFiles($"{target}/finds/{target}-{how}-*").Where(file => file.Extension.Length == 0).ToList();
            Assert.NotEmpty(finds);
            Assert.All(finds, find => Assert.Equal("FJ"u8.ToArray(), File.ReadAllBytes(find.FullName).Take(2)));
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Where_nothing_is_wrong_nothing_is_found_and_all_that_was_read_is_counted()
    {
        var work = Directory.CreateTempSubdirectory("pprun-fuzz-");
        try
        {
            Assert.Equal(0, await Run("run", "workout-text", "1", work.FullName));
            using var read = new SharedInput(Path.Combine(work.FullName, "workout-text"));
            Assert.InRange(read.Count, 1000, long.MaxValue);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    [Fact]
    public void Alterations_leave_a_third_of_all_fit_files_sound_on_the_outside()
    {
        var seeds = FuzzSeeds.Fit().Select(seed => FuzzInput.Of(seed, isFit: true)).ToList();
        var mutator = new Mutator(seed: 1, FuzzSeeds.MaxLength, isFit: true);
        int sound = 0, changed = 0;
        for (int i = 0; i < 3000; i++)
        {
            var seed = seeds[i % seeds.Count];
            var altered = mutator.Alter(seed, seeds[i * 7 % seeds.Count]);
            Assert.InRange(altered.Length, 0, FuzzSeeds.MaxLength);
            changed += altered.SequenceEqual(seed.Bytes) ? 0 : 1;
            sound += FitHeader.TryRead(altered, out var header, out _) && header.Size + header.DataSize + 2 == altered.Length ? 1 : 0;
        }
        Assert.InRange(changed, 2900, 3000);
        Assert.InRange(sound, 800, 2900);
    }

    private static async Task<int> Run(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "PostpartumRun.Fuzzing");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(await output + await errors);
        return process.ExitCode;
    }
}
