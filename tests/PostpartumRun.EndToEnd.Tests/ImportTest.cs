using System.IO.Compression;
using System.Text.Json;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Activities into the log: each once, whatever comes between.</summary>
public sealed class ImportTest
{
    private static readonly string[] Keys = ["schema", "file", "sha256", "part", "status", "activity", "match", "verdict", "salvaged", "overlaps", "error"];

    [Fact]
    public void A_folder_of_real_files_is_logged_once_and_a_second_import_changes_nothing()
    {
        using var pprun = new PprunProcess();
        var files = CorpusFile.All();
        var lines = pprun.Run("import", Corpus.Files, "--json").Json;
        // Two of them are chains of two activities.
        Assert.Equal(files.Count, lines.Select(line => Word(line, "file")).Distinct().Count());
        Assert.Equal(files.Count + 2, lines.Length);
        Assert.Equal(2, lines.Count(line => line.GetProperty("part").GetInt32() == 1));
        foreach (var line in lines)
        {
            Assert.Equal(Keys, line.EnumerateObject().Select(property => property.Name));
            Assert.Equal("pprun.import/1", Word(line, "schema"));
            var file = files.Single(file => file.Name == Path.GetFileName(Word(line, "file")));
            Assert.Equal(file.Manifest.GetProperty("sha256").GetString(), Word(line, "sha256"));
            bool isActivity = file.Records > 1 || file.Manifest.GetProperty("sessions").GetInt32() > 0;
            if (isActivity && file.Manifest.GetProperty("file_type").GetString() == "activity")
                Assert.True(IsInLog(line), $"{file}: {line}");
            if (file.Manifest.GetProperty("categories").EnumerateArray().Any(category => category.GetString() is "non_record" or "workout_file"))
                Assert.True(Word(line, "status") == "not-an-activity", $"{file}: {line}");
            Assert.Equal(IsInLog(line), line.GetProperty("activity").ValueKind == JsonValueKind.Number);
            Assert.True(!line.GetProperty("salvaged").GetBoolean() || IsDamaged(line), $"{file}: {line}");
        }
        foreach (var file in lines.GroupBy(line => Path.GetFileName(Word(line, "file"))))
            Assert.Equal(!files.Single(one => one.Name == file.Key).IsValid, file.Any(IsDamaged));
        var logged = lines.Where(line => Word(line, "status") == "logged").Select(line => line.GetProperty("activity").GetInt64()).ToList();
        Assert.Equal(logged.Count, logged.Distinct().Count());
        Assert.Equal(logged.Order(), Listed(pprun).Select(line => line.GetProperty("id").GetInt64()).Order());

        string before = Dump(pprun);
        var again = pprun.Run("import", Corpus.Files, Corpus.Files, "--json").Done().Json;
        Assert.Equal(lines.Length, again.Length);
        Assert.DoesNotContain(again, line => Word(line, "status") == "logged");
        Assert.Equal(
            lines.Select(line => (Word(line, "file"), line.GetProperty("activity").ToString(), line.GetProperty("verdict").ToString())),
            again.Select(line => (Word(line, "file"), line.GetProperty("activity").ToString(), line.GetProperty("verdict").ToString())));
        Assert.Equal(before, Dump(pprun));
    }

    // Some files hold an activity that another does as well, whole or not.
    private static bool IsInLog(JsonElement line) => Word(line, "status") is "logged" or "duplicate" or "replaced";

    private static bool IsDamaged(JsonElement line) => line.GetProperty("error").ValueKind == JsonValueKind.Object;

    [Fact]
    public void Each_activity_of_a_chain_is_verified_and_logged_and_each_damage_told()
    {
        using var pprun = new PprunProcess();
        byte[] first = File.ReadAllBytes(pprun.Simulate("1.fit", "week:4")), damaged = File.ReadAllBytes(pprun.Simulate("2.fit", "week:4", "--seed", "2"));
        byte[] last = File.ReadAllBytes(pprun.Simulate("3.fit", "week:4", "--seed", "3"));
        damaged[^1] ^= 1;
        last[^1] ^= 1;
        File.WriteAllBytes(Path.Combine(pprun.Folder, "chain.fit"), [.. damaged, .. first, .. last]);
        foreach (string command in new[] { "verify", "import" })
        {
            var result = pprun.Run(command, "chain.fit", "--json");
            Assert.Equal(3, result.Json.Length);
            Assert.Equal(2, result.ErrorLines.Count(line => line.Contains("checksum", StringComparison.Ordinal)));
        }
        Assert.Equal(3, Listed(pprun).Length);
        var dump = pprun.Run("fit", "dump", "chain.fit", "--summary", "--json");
        Assert.Equal([damaged.Length - 2, damaged.Length + first.Length + last.Length - 2], Assert.Single(dump.Json).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("offset").GetInt32()));
        Assert.Equal(2, dump.ErrorLines.Length);
    }

    [Fact]
    public void What_the_log_shows_is_what_verify_prints()
    {
        using var pprun = new PprunProcess().MakeReady();
        pprun.Run("export", "--week", "4", "--to", ".").Done();
        pprun.Simulate("a.fit", "week:4", "--with", "walk-run:3");
        pprun.Run("import", "a.fit").Done();
        var shown = Assert.Single(pprun.Run("log", "show", "1", "--json").Done().Json);
        VerificationContract.Check(shown);
        Assert.Equal(pprun.Run("verify", "a.fit", "--workout", "week:4", "--json").Done().Output, pprun.Run("log", "show", "1", "--json").Done().Output);
        var listed = Assert.Single(Listed(pprun));
        Assert.Equal(["schema", "id", "sha256", "start", "file", "sport", "session", "verdict", "score", "salvaged"], listed.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("4:1-2", "partly", "a.fit"), (Word(listed, "session"), Word(listed, "verdict"), Word(listed, "file")));
        Assert.Equal(Word(shown, "sha256"), Word(listed, "sha256"));
    }

    [Fact]
    public void A_run_is_matched_by_the_workout_that_it_names_or_by_its_week_and_shape_or_not_at_all()
    {
        using var pprun = new PprunProcess().MakeReady();
        foreach (string week in new[] { "4", "5", "6" })
            pprun.Run("export", "--week", week, "--to", "out").Done();
        pprun.Simulate("named.fit", "out/week-6-3-2.fit");
        pprun.Simulate("of-week-4.fit", "out/week-4-1-2.fit", "--seed", "2");
        pprun.Simulate("by-shape.fit", "week:6:3-2", "--with", "no-workout", "--seed", "3");
        pprun.Simulate("bare.fit", "week:6:2-1", "--with", "no-workout", "--with", "no-laps", "--seed", "4");
        pprun.Simulate("unrelated.fit", "40:00 run", "--with", "no-workout", "--seed", "5");
        var lines = pprun.Run("import", "named.fit", "of-week-4.fit", "by-shape.fit", "bare.fit", "unrelated.fit", "--json").Done().Json;
        Assert.Equal(
            ["6:3-2 training-file as-planned", "4:1-2 training-file as-planned", "6:3-2 week-and-shape as-planned", "6:2-1 week-and-shape as-planned", "none unknown"],
            lines.Select(line => line.GetProperty("match").ValueKind == JsonValueKind.Null
                ? $"none {Word(line, "verdict")}"
                : $"{Word(line.GetProperty("match"), "session")} {Word(line.GetProperty("match"), "by")} {Word(line, "verdict")}"));
        Assert.Equal(["session", "by"], lines[0].GetProperty("match").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Two_runners_and_two_data_folders_know_nothing_of_each_other()
    {
        using var pprun = new PprunProcess().MakeReady();
        pprun.Simulate("a.fit", "week:4");
        pprun.Run("export", "--week", "4", "--to", ".").Done();
        Assert.Equal("logged", Word(pprun.Run("import", "a.fit", "--json", "--runner", "Zoë [red]").Done().Json[0], "status"));
        Assert.Equal("logged", Word(pprun.Run("import", "a.fit", "--json").Done().Json[0], "status"));
        Assert.Equal("logged", Word(pprun.Run("import", "a.fit", "--json", "--data", "elsewhere").Done().Json[0], "status"));
        Assert.Equal(JsonValueKind.Null, pprun.Run("log", "list", "--json", "--runner", "Zoë [red]").Json[0].GetProperty("session").ValueKind);
        Assert.Equal("4:1-2", Word(pprun.Run("log", "list", "--json").Json[0], "session"));
        Assert.Single(Listed(pprun));
        Assert.True(File.Exists(pprun.File("elsewhere/pprun.db")));
        // Hers is no concern of mine.
        Assert.Equal(2, pprun.Run("log", "show", "1").ExitCode);
        pprun.Environment["PPRUN_DATA"] = pprun.File("elsewhere");
        Assert.Single(Listed(pprun));
        pprun.Environment["PPRUN_DATA"] = null;
        Assert.Empty(Listed(pprun));
        Assert.True(File.Exists(pprun.File("share/pprun/pprun.db")));
    }

    [Fact]
    public async Task Two_imports_at_once_log_each_activity_once()
    {
        using var pprun = new PprunProcess();
        string[] files = [.. Enumerable.Range(1, 8).Select(seed => pprun.Simulate($"{seed}.fit", "week:4", "--seed", $"{seed}"))];
        var results = await Task.WhenAll(
            Task.Run(() => pprun.Run(["import", "--json", .. files]), TestContext.Current.CancellationToken),
            Task.Run(() => pprun.Run(["import", "--json", .. files.Reverse()]), TestContext.Current.CancellationToken));
        var lines = results.SelectMany(result => result.Done().Json).ToList();
        Assert.Equal(8, lines.Count(line => Word(line, "status") == "logged"));
        Assert.Equal(8, lines.Count(line => Word(line, "status") == "duplicate"));
        Assert.Equal(8, Listed(pprun).Length);
    }

    [Fact]
    public void Standard_input_folders_and_patterns_are_imported_like_files()
    {
        using var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("deep/er"));
        byte[] bytes = File.ReadAllBytes(pprun.Simulate("deep/er/A.FIT", "week:5"));
        pprun.Write("deep/note.txt", "no activity"u8);
        Assert.Equal("logged", Word(pprun.RunWith(bytes, "import", "-", "--json").Done().Json[0], "status"));
        Assert.Equal("duplicate", Word(Assert.Single(pprun.Run("import", "deep", "--json").Done().Json), "status"));
        Assert.Equal("duplicate", Word(Assert.Single(pprun.Run("import", "deep/*/?.FIT", "--json").Done().Json), "status"));
        Assert.Equal("duplicate", Word(Assert.Single(pprun.Run("import", "deep/**/*.FIT", "deep", "deep/er/A.FIT", "--json").Done().Json), "status"));
    }

    [Fact]
    public void An_archive_comes_through_standard_input_too_and_an_activity_is_as_large_as_any_file_may_be()
    {
        using var pprun = new PprunProcess();
        byte[] bytes = File.ReadAllBytes(pprun.Simulate("a.fit", "week:5"));
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = zip.CreateEntry("a.fit", CompressionLevel.NoCompression).Open())
                entry.Write(bytes);
            // Larger than any one activity may be, and of no interest.
            using (var entry = zip.CreateEntry("photo.jpg", CompressionLevel.NoCompression).Open())
                entry.Write(new byte[70 << 20]);
        }
        var piped = pprun.RunWith(archive.ToArray(), "import", "-", "--json").Done();
        Assert.Equal(("logged", "-/a.fit"), (Word(Assert.Single(piped.Json), "status"), Word(piped.Json[0], "file")));
        Assert.Empty(Directory.GetFiles(pprun.Temporary));

        byte[] endless = new byte[65 << 20];
        bytes.CopyTo(endless, 0);
        BitConverter.TryWriteBytes(endless.AsSpan(4), endless.Length - 16);
        pprun.Write("endless.fit", endless);
        foreach (string path in new[] { "-", "endless.fit" })
        {
            var result = pprun.RunWith(path == "-" ? endless : null, "import", path, "--json");
            Assert.Equal(3, result.ExitCode);
            Assert.Equal("too-large", Word(Assert.Single(result.Json).GetProperty("error"), "code"));
            Assert.Contains("64 MB", Assert.Single(result.ErrorLines));
        }
    }

    internal static JsonElement[] Listed(PprunProcess pprun) => pprun.Run("log", "list", "--json").Done().Json;

    internal static string Word(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    internal static string Dump(PprunProcess pprun) => LogDump.Of(pprun.Data);
}
