using System.Buffers;
using System.Text;
using PostpartumRun.Fit;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Watch.Tests.Workouts;

/// <summary>Workout files, as the official decoder reads them.</summary>
public sealed class WorkoutFileWriterTests
{
    private const string Week4 = "5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown";

    [Fact]
    public void File_id_comes_first_then_the_workout_and_then_its_steps()
    {
        var messages = OfficialWorkout.Read(Fit.Named(Week4));
        Assert.Equal(["fileId", "workout", "workoutStep", "workoutStep", "workoutStep", "workoutStep", "workoutStep"], messages.Select(message => message.Name()));
        Assert.Equal([0, 1, 2, 3, 4], messages.Skip(2).Select(step => step.Number("messageIndex")!.Value));
    }

    [Fact]
    public void File_id_says_workout_of_a_developer_and_carries_the_reference()
    {
        var fileId = OfficialWorkout.Read(Fit.Named(Week4))[0];
        Assert.Equal(5, fileId.Number("type"));
        Assert.Equal(255, fileId.Number("manufacturer"));
        Assert.NotNull(fileId.Number("product"));
        Assert.Equal(0xCAFE_F00D, fileId.Number("serialNumber"));
        Assert.Equal((long)(Fit.Reference.TimeCreated - FitTime.Epoch).TotalSeconds, fileId.Number("timeCreated"));
    }

    [Fact]
    public void Warm_up_six_rounds_and_cool_down_are_five_steps()
    {
        var workout = OfficialWorkout.Read(Fit.Named(Week4))[1];
        Assert.Equal(5, workout.Number("numValidSteps"));
        Assert.Equal(1, workout.Number("sport"));
        Assert.Equal("Week 4", workout.Text("wktName"));
    }

    [Fact]
    public void A_repeat_is_a_step_after_its_steps_that_names_the_first_of_them()
    {
        var repeat = OfficialWorkout.Steps(Fit.Named(Week4))[3];
        Assert.Equal(6, repeat.Number("durationType"));
        Assert.Equal(1, repeat.Number("durationValue"));
        Assert.Equal(6, repeat.Number("targetValue"));
    }

    [Fact]
    public void Nested_repeats_each_name_their_own_first_step()
    {
        var steps = OfficialWorkout.Steps(Fit.Named("1:00 walk; 2x(0:10 run; 3x(0:20 run; 0:30 walk); 4x(0:40 run)); 1:00 walk"));
        Assert.Equal([0, 0, 0, 0, 6, 0, 6, 6, 0], steps.Select(step => step.Number("durationType")!.Value));
        Assert.Equal((2, 3), (steps[4].Number("durationValue"), steps[4].Number("targetValue")));
        Assert.Equal((5, 4), (steps[6].Number("durationValue"), steps[6].Number("targetValue")));
        Assert.Equal((1, 2), (steps[7].Number("durationValue"), steps[7].Number("targetValue")));
    }

    [Fact]
    public void Time_is_in_milliseconds_distance_in_centimetres_and_lap_is_open()
    {
        var steps = OfficialWorkout.Steps(Fit.Named("0:01.5 run; 24:00:00 walk; 400 m run; 1.5 km run; lap walk"));
        Assert.Equal([0, 0, 1, 1, 5], steps.Select(step => step.Number("durationType")!.Value));
        Assert.Equal([1500, 86_400_000, 40_000, 150_000], steps.Take(4).Select(step => step.Number("durationValue")!.Value));
    }

    [Fact]
    public void Heart_rates_are_raised_by_100_in_a_custom_range()
    {
        var step = OfficialWorkout.Steps(Fit.Named("1:00 run @ 120-140 bpm")).Single();
        Assert.Equal((1, 0, 220, 240), (step.Number("targetType"), step.Number("targetValue"), step.Number("customTargetValueLow"), step.Number("customTargetValueHigh")));
    }

    [Fact]
    public void A_pace_is_a_speed_in_millimetres_a_second_the_slower_end_low()
    {
        var step = OfficialWorkout.Steps(Fit.Named("1:00 run @ 6:30-7:30/km")).Single();
        Assert.Equal((0, 0, 2222, 2564), (step.Number("targetType"), step.Number("targetValue"), step.Number("customTargetValueLow"), step.Number("customTargetValueHigh")));
    }

    [Fact]
    public void Without_a_target_a_step_is_open_and_has_no_range()
    {
        var step = OfficialWorkout.Steps(Fit.Named("1:00 run")).Single();
        Assert.Equal((2, 0), (step.Number("targetType"), step.Number("targetValue") ?? 0));
        Assert.Equal((null, null), (step.Number("customTargetValueLow"), step.Number("customTargetValueHigh")));
    }

    [Fact]
    public void Intensities_tell_warm_up_run_rest_and_cool_down()
    {
        var steps = OfficialWorkout.Steps(Fit.Named("1:00 walk warmup; 1:00 run; 1:00 walk; 1:00 run cooldown"));
        Assert.Equal([2, 0, 1, 3], steps.Select(step => step.Number("intensity")!.Value));
        Assert.Equal(["Walk", "Run", "Walk", "Run"], steps.Select(step => step.Text("wktStepName")));
    }

    [Fact]
    public void A_walk_is_a_walking_workout()
    {
        Assert.Equal(11, OfficialWorkout.Read(Fit.Named("10:00 walk"))[1].Number("sport"));
    }

    [Fact]
    public void Names_are_ascii()
    {
        var files = new[] { "Week 4 – 6 × (1 / 2)", "Für Zoë — “los”", "散歩", "🏃‍♀️ 5", "run\r\n\tnow", "" }.Select(name => Fit.Named(Week4, name));
        var names = OfficialWorkout.Read([.. files.Select(file => Fit.Write(file))]).Select(messages => messages[1].Text("wktName")).ToList();
        Assert.All(names, name => Assert.True(name is { Length: > 0 } && name.All(c => c is >= ' ' and <= '~') && name == name.Trim(), $"'{name}'"));
        Assert.Equal("Week 4 - 6 x (1 / 2)", names[0]);
    }

    [Theory]
    [InlineData(31, 31)]
    [InlineData(32, 31)]
    [InlineData(100, 31)]
    public void A_workouts_name_is_cut_before_its_closing_zero(int length, int kept)
    {
        Assert.Equal(kept, OfficialWorkout.Read(Fit.Named(Week4, new('n', length)))[1].Text("wktName")!.Length);
    }

    [Fact]
    public void Texts_stand_in_fields_of_32_16_and_200_bytes()
    {
        var sizes = new Dictionary<(ushort, byte), int>();
        var reader = new FitReader(Fit.Write(Fit.Named("1:00 run \"tall\"")));
        while (reader.Read())
        {
            if (reader.Token != FitToken.Definition)
                continue;
            foreach (var field in reader.Definition.Fields.Where(field => field.BaseType == FitBaseType.String))
                sizes[(reader.Definition.GlobalNumber, field.Number)] = field.Size;
        }
        Assert.Equal(new() { [(26, 8)] = 32, [(27, 0)] = 16, [(27, 8)] = 200 }, sizes);
    }

    [Theory]
    [InlineData('n', 1)]
    [InlineData('é', 2)]
    [InlineData('…', 3)]
    public void A_note_is_cut_at_a_character(char letter, int bytes)
    {
        var step = new WorkoutStep(StepLength.UntilLapButton, Gait.Run, Note: new string(letter, 200));
        string note = OfficialWorkout.Steps(new(Fit.Reference, "A", new Workout(step)))[0].Text("notes")!;
        Assert.Equal(new string(letter, 199 / bytes), note);
    }

    [Fact]
    public void A_note_is_not_cut_within_a_surrogate_pair()
    {
        var step = new WorkoutStep(StepLength.UntilLapButton, Gait.Run, Note: string.Concat(Enumerable.Repeat("🏃", 60)));
        string note = OfficialWorkout.Steps(new(Fit.Reference, "A", new Workout(step)))[0].Text("notes")!;
        Assert.Equal(49, note.EnumerateRunes().Count());
        Assert.All(note.EnumerateRunes(), rune => Assert.Equal(new Rune(0x1F3C3), rune));
    }

    [Fact]
    public void A_safety_note_ends_every_step_and_is_never_cut()
    {
        string[] cues = ["", "tall and light", new('n', 200), new('é', 200), string.Concat(Enumerable.Repeat("🏃", 100))];
        string[] safeties = ["Stop if it hurts.", SessionWorkouts.StopNote, new('s', 198), new('s', 199)];
        var files = (from cue in cues
                     from safety in safeties
                     select Fit.Named("lap run; 2x(1:00 run; 1:00 walk)") with { SafetyNote = safety } into file
                     select file with
                     {
                         Workout = new Workout([.. file.Workout.Elements, new WorkoutStep(StepLength.UntilLapButton, Gait.Run, Note: cues[1])]),
                     }).ToList();
        files.AddRange(from cue in cues
                       from safety in safeties
                       select new WorkoutFile(Fit.Reference, "A", new Workout(new WorkoutStep(default, Gait.Run, Note: cue))) { SafetyNote = safety });
        var read = OfficialWorkout.Read([.. files.Select(file => Fit.Write(file))]);
        foreach (var (file, messages) in files.Zip(read))
        {
            var steps = messages.Where(message => message.Name() == "workoutStep" && message.Number("durationType") != 6).ToList();
            Assert.All(steps, step => Assert.EndsWith(file.SafetyNote, step.Text("notes"), StringComparison.Ordinal));
            Assert.All(steps, step => Assert.True(Encoding.UTF8.GetByteCount(step.Text("notes")!) <= 199));
        }
    }

    [Fact]
    public void A_cue_that_fits_beside_the_safety_note_is_whole()
    {
        string cue = new('n', 199 - 1 - SessionWorkouts.StopNote.Length);
        var file = new WorkoutFile(Fit.Reference, "A", new Workout(new WorkoutStep(default, Gait.Run, Note: cue))) { SafetyNote = SessionWorkouts.StopNote };
        Assert.Equal($"{cue} {SessionWorkouts.StopNote}", OfficialWorkout.Steps(file)[0].Text("notes"));
    }

    [Fact]
    public void More_steps_than_the_watch_takes_are_refused_and_repeats_count()
    {
        var fits = new Workout([.. Enumerable.Range(0, 48).Select(i => new WorkoutStep(default, Gait.Run)), new Repeat(2, new WorkoutStep(default, Gait.Walk))]);
        var over = new Workout([.. fits.Elements, new WorkoutStep(default, Gait.Run)]);
        Assert.Equal(50, Fit.Read(Fit.Write(new(Fit.Reference, "A", fits))).Workout.Schedule.StepCount);
        var error = Assert.Throws<ArgumentException>(() => Fit.Write(new(Fit.Reference, "A", over)));
        Assert.Contains("51", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_workout_leaves_nothing_in_the_next_file()
    {
        var writer = new WorkoutFileWriter();
        var target = new ArrayBufferWriter<byte>();
        var over = new Workout([.. Enumerable.Range(0, 51).Select(i => (WorkoutElement)new WorkoutStep(default, Gait.Run))]);
        Assert.Throws<ArgumentException>(() => writer.Write(new(Fit.Reference with { SerialNumber = 1 }, "A", over), target));
        Assert.Equal(0, target.WrittenCount);
        writer.Write(Fit.Named(Week4), target);
        Assert.Equal(Fit.Write(Fit.Named(Week4)), target.WrittenSpan);
    }

    [Fact]
    public void A_devices_own_sizes_are_kept_to()
    {
        var device = new DeviceProfile(WorkoutNameBytes: 10, StepNameBytes: 4, NotesBytes: 20, MaxSteps: 3);
        var messages = OfficialWorkout.Read(Fit.Named("1:00 walk \"all of this is too long\"; 2x(1:00 run)", "A long name of a workout"), device);
        Assert.Equal("A long na", messages[1].Text("wktName"));
        Assert.Equal("Wal", messages[2].Text("wktStepName"));
        Assert.Equal("all of this is too ", messages[2].Text("notes"));
        Assert.Throws<ArgumentException>(() => Fit.Write(Fit.Named("1:00 walk; 1:00 walk; 2x(1:00 run)"), device));
    }

    [Fact]
    public void A_watch_without_notes_gets_none()
    {
        var file = Fit.Named("1:00 walk \"easy\"; 1:00 run") with { SafetyNote = "Stop." };
        Assert.All(OfficialWorkout.Steps(file, DeviceProfile.Common with { NotesBytes = 0 }), step => Assert.Null(step.Text("notes")));
    }

    [Fact]
    public void The_same_workout_gives_the_same_bytes_from_any_writer()
    {
        var writer = new WorkoutFileWriter();
        var first = new ArrayBufferWriter<byte>();
        var second = new ArrayBufferWriter<byte>();
        writer.Write(Fit.Named(Week4), first);
        writer.Write(Fit.Named("lap open \"🙂\""), new ArrayBufferWriter<byte>());
        writer.Write(Fit.Named(Week4), second);
        Assert.Equal(first.WrittenSpan, second.WrittenSpan);
        Assert.Equal(Fit.Write(Fit.Named(Week4)), second.WrittenSpan);
    }

    [Fact]
    public void Every_session_of_the_plan_fits_on_a_watch_with_its_whole_name_and_cues()
    {
        var sessions = TrainingPlan.BuiltIn.Weeks.SelectMany(week => week.Sessions).Where(session => session.Workout is not null).ToList();
        Assert.NotEmpty(sessions);
        var files = sessions.Select(session => SessionWorkouts.Of(TrainingPlan.BuiltIn, session, "me")).ToList();
        var read = OfficialWorkout.Read([.. files.Select(file => Fit.Write(file))]);
        foreach (var (file, messages) in files.Zip(read))
        {
            Assert.Equal(file.Name.Replace('×', 'x').Replace('–', '-'), messages[1].Text("wktName"));
            var notes = messages.Where(message => message.Name() == "workoutStep" && message.Number("durationType") != 6).Select(step => step.Text("notes"));
            var cues = file.Workout.Elements.SelectMany(Steps).Select(step => step.Note is null ? file.SafetyNote : $"{step.Note} {file.SafetyNote}");
            Assert.Equal(cues, notes);
        }
    }

    private static IEnumerable<WorkoutStep> Steps(WorkoutElement element) =>
        element is Repeat repeat ? repeat.Elements.SelectMany(Steps) : [(WorkoutStep)element];
}
