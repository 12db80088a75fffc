using System.Diagnostics;
using Xunit;

namespace PostpartumRun.Watch.Tests.Export;

public sealed class AtomicFileTests : IDisposable
{
    private static readonly byte[] Old = [1, 2, 3], New = [4, 5, 6, 7];
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_written_and_nothing_else()
    {
        AtomicFile.Write(_folder.Of("a.fit"), New);
        Assert.Equal(New, File.ReadAllBytes(_folder.Of("a.fit")));
        Assert.Equal(["a.fit"], Names());
    }

    [Fact]
    public void A_file_takes_the_place_of_another_whole()
    {
        File.WriteAllBytes(_folder.Of("a.fit"), new byte[100_000]);
        AtomicFile.Write(_folder.Of("a.fit"), New);
        Assert.Equal(New, File.ReadAllBytes(_folder.Of("a.fit")));
        Assert.Equal(["a.fit"], Names());
    }

    [Fact]
    public void An_empty_file_can_be_written()
    {
        AtomicFile.Write(_folder.Of("a.fit"), []);
        Assert.Empty(File.ReadAllBytes(_folder.Of("a.fit")));
    }

    [Fact]
    public void A_name_as_long_as_the_folder_takes_can_be_written()
    {
        string name = new string('n', 251) + ".fit";
        AtomicFile.Write(_folder.Of(name), New);
        Assert.Equal([name], Names());
    }

    [Fact]
    public void A_folder_of_that_name_stays_and_no_part_is_left()
    {
        Directory.CreateDirectory(_folder.Of("a.fit"));
        File.WriteAllBytes(_folder.Of("a.fit/inside"), Old);
        AssertFails(_folder.Of("a.fit"));
        Assert.Equal(["a.fit"], Names());
        Assert.Equal(Old, File.ReadAllBytes(_folder.Of("a.fit/inside")));
    }

    [Fact]
    public void An_empty_folder_of_that_name_stays_a_folder()
    {
        Directory.CreateDirectory(_folder.Of("a.fit"));
        AssertFails(_folder.Of("a.fit"));
        Assert.True(Directory.Exists(_folder.Of("a.fit")));
        Assert.Equal(["a.fit"], Names());
    }

    [Fact]
    public void A_missing_folder_is_not_made()
    {
        AssertFails(_folder.Of("no/a.fit"));
        Assert.Empty(Names());
    }

    [Fact]
    public void A_file_in_the_folders_place_stays()
    {
        File.WriteAllBytes(_folder.Of("no"), Old);
        AssertFails(_folder.Of("no/a.fit"));
        Assert.Equal(Old, File.ReadAllBytes(_folder.Of("no")));
    }

    [Fact]
    public void A_folder_that_may_not_be_written_keeps_what_it_has()
    {
        // Permissions alone do not bind root; in this folder nobody can make a file.
        const string folder = "/proc/sys/vm";
        Assert.SkipUnless(Directory.Exists(folder), "Such a folder stands in Linux's /proc.");
        string[] before = Directory.GetFileSystemEntries(folder);
        AssertFails(Path.Combine(folder, "a.fit"));
        Assert.Equal(before.Order(), Directory.GetFileSystemEntries(folder).Order());
    }

    [Fact]
    public void A_full_disk_keeps_the_old_file_and_no_part_of_the_new()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root can mount a small disk.");
        string disk = Directory.CreateDirectory(_folder.Of("disk")).FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk) == 0, "No small disk can be mounted here.");
        try
        {
            string path = Path.Combine(disk, "a.fit");
            AtomicFile.Write(path, Old);
            Assert.ThrowsAny<IOException>(() => AtomicFile.Write(path, new byte[1024 * 1024]));
            Assert.Equal(Old, File.ReadAllBytes(path));
            Assert.Equal([path], Directory.GetFileSystemEntries(disk));
            AtomicFile.Write(path, New);
            Assert.Equal(New, File.ReadAllBytes(path));
        }
        finally
        {
            Run("umount", disk);
        }
    }

    [Fact]
    public async Task Readers_see_the_old_file_or_the_new_one_and_never_half_of_either()
    {
        string path = _folder.Of("a.fit");
        byte[][] versions = [new byte[50_000], [.. Enumerable.Repeat((byte)1, 70_000)]];
        AtomicFile.Write(path, versions[0]);
        using var isDone = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                for (int i = 1; i <= 40; i++)
                    AtomicFile.Write(path, versions[i % 2]);
                isDone.Cancel();
            },
            TestContext.Current.CancellationToken);
        do
        {
            byte[] seen = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            Assert.True(seen.AsSpan().SequenceEqual(versions[0]) || seen.AsSpan().SequenceEqual(versions[1]));
        }
        while (!isDone.IsCancellationRequested && !writing.IsCompleted);
        await writing;
        Assert.Equal(["a.fit"], Names());
    }

    private static void AssertFails(string path) =>
        Assert.True(Xunit.Record.Exception(() => AtomicFile.Write(path, New)) is IOException or UnauthorizedAccessException);

    private IEnumerable<string> Names() => Directory.GetFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path));

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
