using System.Diagnostics;
using Xunit;

namespace PostpartumRun.Import.Tests;

public sealed class InputFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_read_whole_and_named_by_its_hash()
    {
        var file = await Read(_folder.Add("run.fit", "abc"u8.ToArray()));
        Assert.Null(file.Error);
        Assert.Equal("abc"u8.ToArray(), file.Bytes.ToArray());
        Assert.Equal("run.fit", file.Name);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", file.Sha256());
    }

    [Fact]
    public async Task An_empty_file_is_read_as_nothing()
    {
        var file = await Read(_folder.Add("empty.fit"));
        Assert.Null(file.Error);
        Assert.Equal(0, file.Bytes.Length);
    }

    [Theory]
    [InlineData("missing.fit")]
    [InlineData("no/such/folder/run.fit")]
    [InlineData("new\nline \u202e.fit")]
    public async Task A_missing_file_is_not_found(string name) => Assert.Equal(InputError.NotFound, (await Failed(_folder.Of(name))).Code);

    [Theory]
    [InlineData("")]
    [InlineData("a\0b.fit")]
    public async Task What_is_no_path_is_not_found(string path) => Assert.Equal(InputError.NotFound, (await Failed(path)).Code);

    [Fact]
    public async Task A_path_longer_than_any_is_not_found() => Assert.Equal(InputError.NotFound, (await Failed(_folder.Of(new string('n', 5000)))).Code);

    [Fact]
    public async Task A_folder_is_said_to_be_one() => Assert.Equal(InputError.IsFolder, (await Failed(_folder.Path)).Code);

    [Fact]
    public async Task A_file_below_a_file_is_not_found()
    {
        Assert.Contains((await Failed(Path.Combine(_folder.Add("a.fit", 1), "b.fit"))).Code, new[] { InputError.NotFound, InputError.NotReadable });
    }

    [Fact]
    public async Task A_file_without_permission_is_not_readable()
    {
        // One that root itself may only write.
        const string path = "/proc/sys/vm/compact_memory";
        Assert.SkipUnless(File.Exists(path), "Such a file stands in Linux's /proc.");
        Assert.Equal(InputError.NotReadable, (await Failed(path)).Code);
    }

    [Fact]
    public async Task A_file_that_fails_while_it_is_read_is_not_readable()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Such a file stands in Linux's /proc.");
        Assert.Equal(InputError.NotReadable, (await Failed("/proc/self/mem")).Code);
    }

    [Fact]
    public async Task A_link_is_read_as_what_it_leads_to_and_one_to_nothing_is_an_error()
    {
        File.CreateSymbolicLink(_folder.Of("link.fit"), _folder.Add("a.fit", 1, 2, 3));
        File.CreateSymbolicLink(_folder.Of("dangling.fit"), _folder.Of("gone.fit"));
        File.CreateSymbolicLink(_folder.Of("loop.fit"), _folder.Of("loop.fit"));
        Directory.CreateSymbolicLink(_folder.Of("folder.fit"), _folder.Path);
        Assert.Equal([1, 2, 3], (await Read(_folder.Of("link.fit"))).Bytes.ToArray());
        Assert.Contains((await Failed(_folder.Of("dangling.fit"))).Code, new[] { InputError.NotFound, InputError.NotReadable });
        Assert.Contains((await Failed(_folder.Of("loop.fit"))).Code, new[] { InputError.NotFound, InputError.NotReadable });
        Assert.Equal(InputError.IsFolder, (await Failed(_folder.Of("folder.fit"))).Code);
    }

    [Fact]
    public async Task A_file_that_tells_no_length_is_read_to_its_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Such a file stands in Linux's /proc.");
        var file = await Read("/proc/self/maps");
        Assert.Null(file.Error);
        Assert.True(file.Bytes.Length > 1000);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_not_read()
    {
        string path = _folder.Of("large.fit");
        await using (var stream = File.Create(path))
            stream.SetLength(InputFile.MaxSize + 1L);
        Assert.Equal(InputError.TooLarge, (await Failed(path)).Code);
    }

    [Fact]
    public async Task An_endless_pipe_is_cut_at_the_limit()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Endless files stand in Linux's /dev.");
        Assert.Equal(InputError.TooLarge, (await Failed("/dev/zero")).Code);
    }

    [Fact]
    public async Task A_named_pipe_is_read_until_its_writer_is_done()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Made by mkfifo.");
        string pipe = _folder.Of("pipe.fit");
        using (var make = Process.Start("mkfifo", [pipe]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        byte[] bytes = new byte[300_000];
        Random.Shared.NextBytes(bytes);
        var write = Task.Run(() => File.WriteAllBytes(pipe, bytes), TestContext.Current.CancellationToken);
        var file = await Task.Run(() => Read(pipe), TestContext.Current.CancellationToken);
        await write;
        Assert.Null(file.Error);
        Assert.True(bytes.AsSpan().SequenceEqual(file.Bytes.Span));
    }

    [Fact]
    public async Task Reading_can_be_cancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => InputFile.ReadAsync(_folder.Add("a.fit", 1), new CancellationToken(canceled: true)));
    }

    private static Task<InputFile> Read(string path) => InputFile.ReadAsync(path, TestContext.Current.CancellationToken);

    private static async Task<InputError> Failed(string path)
    {
        var file = await Read(path);
        Assert.Equal(path, file.Path);
        Assert.Equal(0, file.Bytes.Length);
        Assert.NotNull(file.Error);
        Assert.False(string.IsNullOrWhiteSpace(file.Error.Message));
        return file.Error;
    }
}
