using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using PostpartumRun.Plans;
using PostpartumRun.Testing;
using PostpartumRun.Watch.Tests.Workouts;
using Xunit;

namespace PostpartumRun.Watch.Tests.Devices;

public sealed class ScheduleFileTests
{
    private static readonly DateOnly Monday = new(2026, 9, 7);

    private static byte[] Write(params ScheduleEntry[] entries)
    {
        var target = new ArrayBufferWriter<byte>();
        Assert.Equal(ScheduleFile.Write([.. entries], target), target.WrittenCount);
        return target.WrittenSpan.ToArray();
    }

    [Fact]
    public void A_weeks_entries_have_the_serial_numbers_and_times_of_their_workout_files()
    {
        var plan = TrainingPlan.BuiltIn;
        foreach (var week in plan.Weeks)
        {
            var placed = WeekCalendar.Place(week, null, Monday, [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Saturday], weeks: 2).Sessions;
            var files = OfficialWorkout.Read([.. placed.Select(entry => Fit.Write(SessionWorkouts.Of(plan, entry.Session, "me")))]);
            byte[] schedule = Write([.. placed.Select(entry => new ScheduleEntry(SessionWorkouts.Of(plan, entry.Session, "me").Reference, entry.Day))]);
            var messages = OfficialWorkout.Read([schedule])[0];
            Assert.Equal(7, messages[0].Number("type"));
            var entries = messages.Skip(1).ToList();
            Assert.Equal(files.Select(Identity), entries.Select(entry => (entry.Number("serialNumber"), entry.Number("timeCreated"), entry.Number("manufacturer"), entry.Number("product"))));
            Assert.All(entries, entry => Assert.Equal((0, 0), (entry.Number("type"), entry.Number("completed"))));
        }

        static (long?, long?, long?, long?) Identity(IReadOnlyList<JsonElement> file) =>
            (file[0].Number("serialNumber"), file[0].Number("timeCreated"), file[0].Number("manufacturer"), file[0].Number("product"));
    }

    [Fact]
    public void The_day_is_the_watchs_own()
    {
        byte[] bytes = Write(new ScheduleEntry(Fit.Reference, Monday));
        using var read = JsonDocument.Parse(NodeOracle.Run("decode.mjs", Convert.ToBase64String(bytes), "raw"));
        long seconds = read.RootElement.GetProperty("messages")[1].GetProperty("fields").GetProperty("6").GetInt64();
        Assert.Equal(new DateTime(2026, 9, 7, 12, 0, 0), new DateTime(1989, 12, 31).AddSeconds(seconds));
    }

    [Fact]
    public void The_same_entries_are_the_same_file_and_others_another()
    {
        ScheduleEntry first = new(Fit.Reference, Monday), second = new(Fit.Reference, Monday.AddDays(2));
        Assert.Equal(Write(first, second), Write(first, second));
        ImmutableArray<ScheduleEntry> one = [first], other = [second];
        Assert.NotEqual(ScheduleFile.ReferenceOf(one), ScheduleFile.ReferenceOf(other));
    }
}
