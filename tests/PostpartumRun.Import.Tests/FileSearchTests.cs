using Xunit;

namespace PostpartumRun.Import.Tests;

public sealed class FileSearchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_stands_for_the_fit_files_below_it_in_order_whatever_their_case()
    {
        Add("b.fit", "a.FIT", "sub/deep/c.Fit", "notes.txt", "fit", "a.fit.gz", "x.fitt", "sub/.d.fit.part");
        Assert.Equal(["a.FIT", "b.fit", "sub/deep/c.Fit"], Found(_folder.Path));
    }

    [Fact]
    public void Hidden_files_and_folders_are_found()
    {
        Add(".hidden.fit", ".cache/a.fit");
        Assert.Equal([".cache/a.fit", ".hidden.fit"], Found(_folder.Path));
    }

    [Fact]
    public void A_file_is_itself_whatever_its_name()
    {
        Add("notes.txt", "run [1].fit", "what?.fit", "star*.fit", "new\nline.fit", "läufe 🏃.fit", "-");
        foreach (string name in new[] { "notes.txt", "run [1].fit", "what?.fit", "star*.fit", "new\nline.fit", "läufe 🏃.fit", "-" })
            Assert.Equal([name], Found(_folder.Of(name)));
        Assert.Equal(["läufe 🏃.fit", "new\nline.fit", "run [1].fit", "star*.fit", "what?.fit"], Found(_folder.Path));
    }

    [Fact]
    public void Links_below_a_folder_are_not_followed_and_loops_end()
    {
        Add("run/a.fit", "elsewhere/b.fit");
        Directory.CreateSymbolicLink(_folder.Of("run/up"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.Of("run/self"), _folder.Of("run"));
        Directory.CreateSymbolicLink(_folder.Of("run/out"), _folder.Of("elsewhere"));
        File.CreateSymbolicLink(_folder.Of("run/link.fit"), _folder.Of("elsewhere/b.fit"));
        Assert.Equal(["run/a.fit"], Found(_folder.Of("run")));
        Assert.Equal(["run/a.fit"], Found(_folder.Of("run/**/*.fit")));
        Assert.Equal(["run/a.fit"], Found(_folder.Of("run/**")));
    }

    [Fact]
    public void A_link_that_is_named_is_followed()
    {
        Add("elsewhere/b.fit");
        Directory.CreateSymbolicLink(_folder.Of("link"), _folder.Of("elsewhere"));
        Assert.Equal(["link/b.fit"], Found(_folder.Of("link")));
        Assert.Equal(["link/b.fit"], Found(_folder.Of("link/*.fit")));
    }

    [Theory]
    [InlineData("*.fit", "a1.fit b2.fit")]
    [InlineData("a?.fit", "a1.fit")]
    [InlineData("??.fit", "a1.fit b2.fit")]
    [InlineData("?.fit", "")]
    [InlineData("**/*.fit", "a1.fit b2.fit week1/c3.fit week1/deep/e5.fit week2/d4.fit")]
    [InlineData("week1/**/*.fit", "week1/c3.fit week1/deep/e5.fit")]
    [InlineData("week*/*.fit", "week1/c3.fit week2/d4.fit")]
    [InlineData("week?/d?.fit", "week2/d4.fit")]
    [InlineData("w?ek1/c3.fit", "week1/c3.fit")]
    [InlineData("*/deep/*", "week1/deep/e5.fit")]
    [InlineData("**/e5.fit", "week1/deep/e5.fit")]
    [InlineData("week1/*", "week1/c3.fit")]
    [InlineData("*.FIT", "")]
    [InlineData("nowhere/*.fit", "")]
    public void A_pattern_stands_for_the_files_that_it_matches(string pattern, string expected)
    {
        Add("a1.fit", "b2.fit", "notes.txt", "week1/c3.fit", "week1/deep/e5.fit", "week2/d4.fit");
        Assert.Equal(expected.Length == 0 ? [pattern] : expected.Split(' '), Found(_folder.Of(pattern)));
    }

    [Fact]
    public void What_does_not_exist_is_left_for_its_reader_to_say() => Assert.Equal(["", "gone.fit", "a\0b"], FileSearch.Find(["", "gone.fit", "a\0b", ""]));

    [Fact]
    public void A_file_named_twice_is_found_once_where_it_was_named_first()
    {
        Add("a.fit", "sub/b.fit");
        Assert.Equal(["sub/b.fit", "a.fit"], Found(_folder.Of("sub/b.fit"), _folder.Path, _folder.Of("a.fit"), _folder.Of("sub/../a.fit"), _folder.Of("*.fit"), _folder.Path + "/"));
        Assert.Equal(["-"], FileSearch.Find(["-", "-"]));
    }

    [Fact]
    public void Thousands_of_other_files_do_not_matter()
    {
        for (int i = 0; i < 2_000; i++)
            File.Create(_folder.Of($"{i}.txt")).Dispose();
        Add("a.fit");
        Assert.Equal(["a.fit"], Found(_folder.Path));
    }

    [Fact]
    public void An_empty_folder_holds_nothing() => Assert.Empty(Found(_folder.Path));

    private void Add(params string[] names)
    {
        foreach (string name in names)
            _folder.Add(name);
    }

    private IEnumerable<string> Found(params string[] paths) => FileSearch.Find(paths).Select(path => Path.GetRelativePath(_folder.Path, path));
}
