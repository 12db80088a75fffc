using System.Diagnostics;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>A disk with no room left: said so, and nothing half-written.</summary>
public sealed class FullDiskTest
{
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
