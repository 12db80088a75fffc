using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Watch.Tests.Mounts;

/// <summary>Folder trees that look like watches.</summary>
public sealed class MountedWatchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Make(string path) => Directory.CreateDirectory(_folder.Of(path)).FullName;

    private string[] Find(params string[] places) => [.. MountedWatch.Find(places.Select(_folder.Of)).Select(watch => Path.GetRelativePath(_folder.Path, watch.NewFilesFolder)).Order()];

    [Theory]
    [InlineData("media/GARMIN/GARMIN/NewFiles", "media/*")]
    [InlineData("media/me/GARMIN/Garmin/NewFiles", "media/*/*")]
    [InlineData("run/media/me/FR55/garmin/newfiles", "run/media/*/*")]
    [InlineData("Volumes/GARMIN/GARMIN/NEWFILES", "Volumes/*")]
    [InlineData("gvfs/mtp:host=091e_4cda_0000/Internal Storage/GARMIN/NewFiles", "gvfs/mtp*/*")]
    [InlineData("E/GARMIN/NewFiles", "E")]
    public void A_watch_is_found_where_it_is_mounted_whatever_the_case(string newFiles, string place)
    {
        Make(newFiles);
        Assert.Equal([newFiles], Find(place));
    }

    [Fact]
    public void A_watch_without_new_files_yet_gets_them_where_it_would_look()
    {
        Make("media/w/GARMIN/Activity");
        Assert.Equal(["media/w/GARMIN/NewFiles"], Find("media/*"));
    }

    [Fact]
    public void Other_drives_and_a_folder_that_is_only_called_so_are_no_watch()
    {
        Make("media/stick/photos");
        Make("media/backup/GARMIN/2024");
        File.WriteAllText(_folder.Of("media/GARMIN"), "a file");
        Assert.Empty(Find("media/*", "media/*/*", "missing/*", "missing"));
    }

    [Fact]
    public void Two_watches_are_two_and_one_that_is_named_twice_is_one()
    {
        Make("media/a/GARMIN/NewFiles");
        Make("media/b/GARMIN/NewFiles");
        Assert.Equal(2, Find("media/*", "media/*", "media/a").Length);
    }

    [Fact]
    public void Only_what_was_exported_is_ours_among_workouts_of_others_and_other_files()
    {
        var watch = Watch();
        var plan = TrainingPlan.BuiltIn;
        var (mine, hers) = (SessionWorkouts.Of(plan, plan.Weeks[3].DefaultSession, "me"), SessionWorkouts.Of(plan, plan.Weeks[3].DefaultSession, "her"));
        Put("NewFiles/mine.fit", Fit.Write(mine));
        Put("Workouts/MINE2.FIT", Fit.Write(mine));
        Put("Workouts/hers.fit", Fit.Write(hers));
        Put("Workouts/vendors.fit", Fit.WorkoutFile(Fit.Step(0, 0, 60_000)));
        Put("Workouts/same-serial.fit", Fit.File(Fit.FileId(Fit.Workout, mine.Reference.SerialNumber), Fit.WorkoutOf(1), Fit.Step(0, 0, 60_000)));
        Put("Workouts/note.txt", Fit.Write(mine));
        Put("Workouts/torn.fit", Fit.Write(mine)[..^20]);
        Put("Activity/mine.fit", Fit.Write(mine));
        Put("Workouts/empty.fit", []);
        Assert.Equal(["NewFiles/mine.fit", "Workouts/MINE2.FIT"], Own(watch, mine.Reference));
        Assert.Empty(Own(watch));
    }

    [Fact]
    public void A_schedule_is_ours_if_all_that_it_schedules_is()
    {
        var watch = Watch();
        var plan = TrainingPlan.BuiltIn;
        var first = SessionWorkouts.Of(plan, plan.Weeks[3].DefaultSession, "me").Reference;
        var second = SessionWorkouts.Of(plan, plan.Weeks[4].DefaultSession, "me").Reference;
        Put("NewFiles/schedule.fit", Schedule(first, second));
        Put("NewFiles/none.fit", Schedule());
        Assert.Equal(["NewFiles/schedule.fit"], Own(watch, first, second));
        Assert.Empty(Own(watch, first));

        static byte[] Schedule(params WorkoutReference[] references)
        {
            var target = new System.Buffers.ArrayBufferWriter<byte>();
            ScheduleFile.Write([.. references.Select(reference => new ScheduleEntry(reference, new(2026, 9, 7)))], target);
            return target.WrittenSpan.ToArray();
        }
    }

    [Fact]
    public void A_watch_that_is_gone_gets_no_half_of_a_file()
    {
        string folder = Make("gvfs/mtp:host=x/Internal Storage/GARMIN/NewFiles");
        string path = Path.Combine(folder, "a.fit");
        WatchCopy.Write(path, [1, 2, 3]);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
        Directory.Delete(_folder.Of("gvfs"), recursive: true);
        Assert.ThrowsAny<IOException>(() => WatchCopy.Write(path, [1, 2, 3]));
        Assert.False(Directory.Exists(_folder.Of("gvfs")));
    }

    [Fact]
    public void Where_nothing_can_be_renamed_the_file_is_written_under_its_name()
    {
        string path = Path.Combine(Make("gvfs/mtp:host=x/GARMIN/NewFiles"), "a.fit");
        WatchCopy.WriteInPlace(path, [1, 2, 3]);
        WatchCopy.WriteInPlace(path, [4, 5]);
        Assert.Equal([4, 5], File.ReadAllBytes(path));
        Directory.CreateDirectory($"{path}2");
        Assert.NotNull(Xunit.Record.Exception(() => WatchCopy.Write($"{path}2", [1])));
        Assert.True(Directory.Exists($"{path}2"));
    }

    private MountedWatch Watch()
    {
        foreach (string name in new[] { "NewFiles", "Workouts", "Activity" })
            Make($"w/GARMIN/{name}");
        return MountedWatch.At(_folder.Of("w"))!;
    }

    private void Put(string name, byte[] bytes) => File.WriteAllBytes(_folder.Of($"w/GARMIN/{name}"), bytes);

    private IEnumerable<string> Own(MountedWatch watch, params WorkoutReference[] exports) =>
        OwnFiles.On(watch, exports.ToHashSet()).Select(path => Path.GetRelativePath(watch.Folder, path));
}
