using System.Diagnostics;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>A disk with no room left: said so, and nothing half-written.</summary>
public sealed class FullDiskTest
{
    private const int Page = 4096;
    private const string Roomy = "16m";

    [Fact]
    public void A_full_disk_is_told_and_holds_no_half_of_a_file()
    {
        using var pprun = new PprunProcess().MakeReady();
        using var disk = new SmallDisk(pprun.File("disk"), "256k");
        disk.Fill();
        foreach (string[] arguments in new string[][] { ["export", "--week", "4", "--to", "disk"], ["simulate", "--workout", "week:4", "--out", "disk/a.fit"] })
        {
            var result = pprun.Run(arguments);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("the disk is full", Assert.Single(result.ErrorLines));
        }
        Assert.Equal(["ballast"], Directory.GetFileSystemEntries(pprun.File("disk")).Select(Path.GetFileName));
        Assert.DoesNotContain("export:", ImportTest.Dump(pprun));
    }

    [Fact]
    public void A_log_without_room_takes_nothing_and_takes_it_when_there_is_room()
    {
        using var pprun = new PprunProcess();
        using var disk = new SmallDisk(pprun.File("disk"), "512k");
        string activity = pprun.Simulate("a.fit", "week:4");
        pprun.Run("log", "list", "--data", "disk/log").Done();
        disk.Fill();
        var result = pprun.Run("import", activity, "--data", "disk/log");
        Assert.Equal(1, result.ExitCode);
        // Which of its files finds no room is the database's affair.
        Assert.Contains("room", Assert.Single(result.ErrorLines));
        Assert.Contains("disk/log/", result.Errors);
        disk.Empty();
        Assert.Empty(pprun.Run("log", "list", "--json", "--data", "disk/log").Done().Output);
        Assert.Equal("logged", ImportTest.Word(pprun.Run("import", activity, "--json", "--data", "disk/log").Done().Json[0], "status"));
    }

    /// <summary>From a page to nearly what all of it takes at most; <c>PPRUN_FULL_DISK=100</c> is the whole of it.</summary>
    [Fact]
    public void Wherever_an_import_finds_the_disk_full_it_says_so_and_goes_on_when_there_is_room()
    {
        using var pprun = new PprunProcess();
        // Where there are no small disks, this is skipped here and not among many at once.
        new SmallDisk(pprun.File("disk"), "1m").Dispose();
        var undisturbed = new UndisturbedImport(pprun);
        // What is written ahead is there twice until the log is closed.
        long whole = Directory.GetFiles(pprun.Data, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length)
            + new FileInfo(Path.Combine(pprun.Data, "pprun.db")).Length;
        double[] rooms = UndisturbedImport.Spread(UndisturbedImport.Times("PPRUN_FULL_DISK", 12));
        int disturbed = 0;
        Parallel.For(0, rooms.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            int room = Math.Max(1, (int)(whole * rooms[i]) / Page) * Page;
            bool isGrown = i % 2 == 0;
            using var disk = new SmallDisk(pprun.File($"disk-{i}"), isGrown ? $"{room}" : Roomy);
            if (!isGrown)
                disk.Fill(leaving: room);
            string data = Path.Combine(pprun.File($"disk-{i}"), "log");
            var full = pprun.Run("import", undisturbed.Folder, "--data", data);
            if (full.ExitCode != 3)
            {
                Interlocked.Increment(ref disturbed);
                bool isTold = full.ExitCode == 1 && full.ErrorLines[^1].Contains("room", StringComparison.OrdinalIgnoreCase);
                Assert.True(isTold, $"{room} bytes of room: {full.ExitCode}, {full.Errors}");
            }
            if (isGrown)
                disk.Enlarge(Roomy);
            else
                disk.Empty();
            var again = pprun.Run("import", undisturbed.Folder, "--data", data);
            Assert.True(again.ExitCode == 3, $"after {room} bytes of room: {again.ExitCode}, {again.Errors}");
            Assert.True(undisturbed.Log == UndisturbedImport.Dump(data), $"after {room} bytes of room the log is another");
            pprun.Run("log", "check", "--deep", "--data", data).Done();
        });
        Assert.InRange(disturbed, rooms.Length / 2, rooms.Length);
    }

    [Theory]
    [InlineData("log", "list")]
    [InlineData("plan")]
    [InlineData("plan", "--json")]
    public void Output_that_cannot_be_written_is_no_success(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        using var pprun = new PprunProcess();
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" > /dev/full", PprunProcess.Executable, .. arguments]) { RedirectStandardError = true };
        start.Environment["PPRUN_DATA"] = pprun.Data;
        using var process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        Assert.Equal("pprun: No space left on device.", errors.Trim());
    }
}
