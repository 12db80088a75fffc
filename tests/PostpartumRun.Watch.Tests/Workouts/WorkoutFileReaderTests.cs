using CsCheck;
using PostpartumRun.Intervals;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Watch.Tests.Workouts;

/// <summary>Workouts that others made, and what is no workout.</summary>
public sealed class WorkoutFileReaderTests
{
    private const byte Time = 0, Open = 5, Active = 0, Rest = 1, WarmUp = 2, Recovery = 4, Interval = 5;

    [Fact]
    public void Real_files_with_steps_are_read_whole()
    {
        foreach (var file in CorpusFile.All().Where(file => file.Manifest.GetProperty("workout_steps").GetInt32() > 0))
        {
            Assert.True(WorkoutFileReader.TryRead(file.Bytes(), out var workout, out string? problem), $"{file}: {problem}");
            Assert.Equal(file.Manifest.GetProperty("workout_steps").GetInt32(), workout.Workout.Schedule.StepCount);
            var intervals = workout.Workout.Schedule.ToList();
            var steps = file.Oracle()!.Value.GetProperty("workoutSteps").EnumerateArray().ToList();
            foreach (var interval in intervals.Where(interval => interval.Step.Length.End == StepEnd.Time))
                Assert.Equal(steps[interval.StepIndex].GetProperty("durationTime").GetDouble(), interval.Step.Length.Time.Seconds);
        }
    }

    [Fact]
    public void Files_without_a_workout_say_so()
    {
        foreach (var file in CorpusFile.All().Where(file => file.Manifest.GetProperty("workout_steps").GetInt32() == 0))
        {
            Assert.False(WorkoutFileReader.TryRead(file.Bytes(), out var workout, out string? problem), file.Name);
            Assert.Null(workout);
            Assert.False(string.IsNullOrEmpty(problem), file.Name);
        }
    }

    [Fact]
    public void Intensity_tells_the_gait_of_an_unnamed_step_of_a_running_workout()
    {
        var gaits = Gaits(Fit.WorkoutFile(Unnamed(0, Active), Unnamed(1, Rest), Unnamed(2, Recovery), Unnamed(3, Interval), Unnamed(4, WarmUp)));
        Assert.Equal([Gait.Run, Gait.Walk, Gait.Walk, Gait.Run, Gait.Open], gaits);
    }

    [Fact]
    public void A_steps_name_outranks_its_intensity()
    {
        var gaits = Gaits(Fit.WorkoutFile(Fit.Step(0, Time, 1000, Active, "Power walk"), Fit.Step(1, Time, 1000, Rest, "Easy Jog"), Fit.Step(2, Time, 1000, WarmUp, "RUN")));
        Assert.Equal([Gait.Walk, Gait.Run, Gait.Run], gaits);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void Active_steps_of_cycling_swimming_or_training_are_no_runs(byte sport)
    {
        byte[] bytes = Fit.File(Fit.FileId(Fit.Workout), Fit.WorkoutOf(sport), Fit.Step(0, Time, 60_000, Active, "Squats"), Unnamed(1, Interval), Unnamed(2, Rest));
        Assert.DoesNotContain(Gait.Run, Gaits(bytes));
    }

    [Fact]
    public void Steps_may_stand_before_the_workout_that_names_their_sport()
    {
        byte[] bytes = Fit.File(Fit.FileId(Fit.Workout), Unnamed(0, Active), Fit.WorkoutOf(11));
        Assert.Equal([Gait.Walk], Gaits(bytes));
    }

    [Fact]
    public void Steps_are_ordered_by_their_index()
    {
        byte[] bytes = Fit.WorkoutFile(Fit.RepeatFrom(2, 0, 3), Fit.Step(1, Time, 2000, Rest), Fit.Step(0, Time, 1000, Active));
        Assert.Equal("3x(0:01 run; 0:02 walk)", Fit.Read(bytes).Workout.ToString());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(14)]
    [InlineData(16)]
    [InlineData(19)]
    [InlineData(28)]
    [InlineData(29)]
    [InlineData(200)]
    [InlineData(255)]
    public void A_step_that_ends_by_something_unknown_ends_by_the_lap_button(byte durationType)
    {
        var step = Assert.Single(Fit.Read(Fit.WorkoutFile(Fit.Step(0, durationType, 150))).Workout.Schedule);
        Assert.Equal(StepEnd.LapButton, step.Step.Length.End);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(27)]
    public void A_repeat_until_something_unknown_is_done_once(byte durationType)
    {
        byte[] bytes = Fit.WorkoutFile(Fit.Step(0, Time, 1000, Active), Fit.Step(1, Time, 2000, Rest), Fit.Step(2, durationType, 0, null, target: 500));
        Assert.Equal("1x(0:01 run; 0:02 walk)", Fit.Read(bytes).Workout.ToString());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1000, 999)]
    [InlineData(uint.MaxValue - 1, 999)]
    public void Rounds_are_held_to_what_a_watch_shows(long rounds, int held)
    {
        var workout = Fit.Read(Fit.WorkoutFile(Fit.Step(0, Time, 1000), Fit.RepeatFrom(1, 0, rounds))).Workout;
        Assert.Equal(held, ((Repeat)workout.Elements[0]).Rounds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(uint.MaxValue - 1)]
    public void A_repeat_of_itself_or_of_what_follows_is_refused_in_a_sentence(long first)
    {
        Refused(Fit.WorkoutFile(Fit.Step(0, Time, 1000), Fit.RepeatFrom(1, first, 3), Fit.Step(2, Time, 1000)));
    }

    [Fact]
    public void A_repeat_alone_is_refused() => Refused(Fit.WorkoutFile(Fit.RepeatFrom(0, 0, 3)));

    [Fact]
    public void Repeats_that_cross_are_refused()
    {
        Refused(Fit.WorkoutFile(Fit.Step(0, Time, 1000), Fit.Step(1, Time, 1000), Fit.RepeatFrom(2, 0, 2), Fit.Step(3, Time, 1000), Fit.RepeatFrom(4, 1, 2)));
    }

    [Fact]
    public void Repeats_too_deep_in_each_other_are_refused()
    {
        Refused(Fit.WorkoutFile([Fit.Step(0, Time, 1000), .. Enumerable.Range(1, 5).Select(i => Fit.RepeatFrom(i, 0, 2))]));
    }

    [Fact]
    public void Rounds_of_rounds_without_end_are_refused()
    {
        Refused(Fit.WorkoutFile(Fit.Step(0, Time, 1000), Fit.RepeatFrom(1, 0, 999), Fit.RepeatFrom(2, 0, 999), Fit.RepeatFrom(3, 0, 999), Fit.RepeatFrom(4, 0, 999)));
    }

    [Theory]
    [InlineData("a\u2028b\u2029c")]
    [InlineData("a\r\n\tb")]
    [InlineData("say \"now\"")]
    [InlineData("\u0085x\u007F")]
    [InlineData("\"")]
    public void Notes_of_any_characters_are_read(string notes)
    {
        var note = ((WorkoutStep)Fit.Read(Fit.WorkoutFile(Fit.Step(0, Time, 1000, notes: notes))).Workout.Elements[0]).Note;
        Assert.True(note is null || note.Length > 0 && !note.Contains('"', StringComparison.Ordinal) && !note.Any(char.IsControl));
    }

    [Fact]
    public void A_long_note_is_cut_at_a_character()
    {
        var note = ((WorkoutStep)Fit.Read(Fit.WorkoutFile(Fit.Step(0, Time, 1000, notes: new string('n', 199) + "🏃🏃"))).Workout.Elements[0]).Note;
        Assert.Equal(new string('n', 199), note);
    }

    [Fact]
    public void Targets_in_zones_or_upside_down_are_none()
    {
        byte[] bytes = Fit.WorkoutFile(
            Fit.Step(0, Time, 1000, targetType: 1, target: 3), Fit.Step(1, Time, 1000, targetType: 1, low: 240, high: 220),
            Fit.Step(2, Time, 1000, targetType: 1, low: 60, high: 80), Fit.Step(3, Time, 1000, targetType: 0, low: 0, high: 0),
            Fit.Step(4, Time, 1000, targetType: 0, low: uint.MaxValue - 1, high: uint.MaxValue - 1), Fit.Step(5, Time, 1000, targetType: 3, low: 80, high: 90));
        Assert.All(Fit.Read(bytes).Workout.Schedule, interval => Assert.Equal(default, interval.Step.Target));
    }

    [Fact]
    public void Of_chained_workouts_the_first_is_read()
    {
        byte[] first = Fit.Write(Fit.Named("1:00 run")), second = Fit.Write(Fit.Named("2:00 walk") with { Reference = new(1, Fit.Reference.TimeCreated) });
        var file = Fit.Read([.. first, .. second]);
        Assert.Equal("1:00 run", file.Workout.ToString());
        Assert.Equal(Fit.Reference, file.Reference);
    }

    [Fact]
    public void Nothing_no_fit_and_no_steps_are_refused()
    {
        Refused([]);
        Refused("not FIT at all"u8.ToArray());
        Refused(Fit.File());
        Refused(Fit.WorkoutFile());
    }

    [Fact]
    public void Times_and_lengths_at_their_limits_never_throw()
    {
        foreach (byte type in new byte[] { 0, 1, 5, 6, 28 })
        {
            foreach (long? value in new long?[] { null, 0, 1, 86_400_000, 86_400_001, 100_000_001, uint.MaxValue - 1 })
                WorkoutFileReader.TryRead(Fit.WorkoutFile(Fit.Step(0, Time, 1), Fit.Step(1, type, value)), out _, out _);
        }
    }

    [Fact]
    public void Mutations_of_workouts_never_throw()
    {
        Gen.Select(Arbitrary.AnyWorkout, Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 8], Gen.Bool).Sample((workout, changes, isFixed) =>
        {
            byte[] bytes = Fit.Write(new(Fit.Reference, "A", workout), DeviceProfile.Common with { MaxSteps = 1000, NotesBytes = 30 });
            foreach (var (at, value) in changes)
                bytes[14 + at % (bytes.Length - 16)] = value;
            if (isFixed)
                Checksum.Fix(bytes);
            bool isRead = WorkoutFileReader.TryRead(bytes, out var file, out string? problem);
            Assert.True(isRead ? file is not null && problem is null : file is null && problem is { Length: > 0 });
        }, iter: 3000);
    }

    private static Action<PostpartumRun.Fit.FitWriter> Unnamed(int index, byte intensity) => Fit.Step(index, Open, null, intensity);

    private static IEnumerable<Gait> Gaits(byte[] bytes) => Fit.Read(bytes).Workout.Schedule.Select(interval => interval.Step.Gait);

    private static void Refused(byte[] bytes)
    {
        Assert.False(WorkoutFileReader.TryRead(bytes, out var file, out string? problem));
        Assert.Null(file);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }
}
