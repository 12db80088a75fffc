using System.Buffers;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Fuzzing;

/// <summary>Small inputs to begin with, made here; real files come beside them from folders.</summary>
internal static class FuzzSeeds
{
    /// <summary>The longest input; short ones are read more often in a second, and what goes wrong goes wrong in them too.</summary>
    public const int MaxLength = 4096;

    /// <summary>How much is taken of a file to begin with.</summary>
    public const int HeadLength = 1500;

    private static readonly DateTimeOffset Start = new(2026, 6, 21, 7, 0, 0, TimeSpan.Zero);

    public static IEnumerable<byte[]> Fit() =>
    [
        Compressed(), Developer(isBigEndian: false), Developer(isBigEndian: true), HeartRates(),
        .. Activities().Select(file => FitRepair.Head(file, HeadLength)), .. WorkoutFiles(),
    ];

    public static IEnumerable<byte[]> Activities()
    {
        byte[] plain = Simulate("0:20 walk warmup; 2x(0:15 run; 0:20 walk); 0:10 walk cooldown");
        byte[] noLaps = Simulate("0:30 run; 0:30 walk", Deviation.NoWorkout);
        yield return plain;
        yield return noLaps;
        yield return Simulate("0:20 run; 0:20 walk", Deviation.Pause, Deviation.SmartRecording);
        yield return Simulate("0:20 run; 50 m walk", Deviation.Buggy);
        yield return Simulate("0:20 run; lap walk", Deviation.NoSpeed);
        yield return [.. noLaps, .. plain];
        yield return [.. noLaps, .. HeartRates()];
        yield return Compressed();
        yield return Developer(isBigEndian: false);
    }

    public static IEnumerable<byte[]> WorkoutFiles()
    {
        foreach (string text in WorkoutTexts())
        {
            var target = new ArrayBufferWriter<byte>();
            new WorkoutFileWriter().Write(SessionWorkouts.Of(WorkoutText.Parse(text), "me"), target);
            yield return target.WrittenSpan.ToArray();
        }
    }

    public static IEnumerable<string> WorkoutTexts() =>
    [
        "5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown",
        "90 s jog \"Easy\", 2 min walking @ 120-140 bpm\n400 m run @ 6:30-7:30/km; lap open",
        "2×(1 h 30 min walk warm-up; 3*(1.5 km running; 0:01.5 run)); 100 m walk cool down;",
        "1:02:03 run @ 130 bpm “Stay tall”; 2x(3x(10 s run; 20 s walk); 1:00 open)",
    ];

    public static IEnumerable<string> Plans()
    {
        using var stream = typeof(PlanFile).Assembly.GetManifestResourceStream("eight-weeks.yaml")!;
        using var reader = new StreamReader(stream);
        string whole = reader.ReadToEnd();
        yield return whole.Length <= MaxLength ? whole : whole[..MaxLength];
        yield return SmallPlan;
        yield return SmallPlan.Replace("reps: 8", "time: 30 s", StringComparison.Ordinal).ReplaceLineEndings("\r\n");
        yield return "name: &a x\nrevision: *a\nweeks: !!seq [{a: 1}, ? b, |\n text\n]\n";
    }

    private const string SmallPlan = """
        name: Small
        revision: 3
        informs: This plan informs and does not diagnose.
        readiness:
          intro: Before
          needs: [{id: cleared, text: Cleared}]
          if-not: Wait.
          usual-start-weeks: 12-20
          timing: [Later is fine.]
          background: [Much has changed.]
        stop-signs: {advice: Stop., signs: [{id: leaking, text: Leaking}]}
        progress: {advice: All of, conditions: [{id: no-pain, text: No pain}]}
        hold: {advice: Any of, signs: [{id: exhaustion, text: Exhaustion}]}
        ease: {from-week: 1, ways: [{id: shorter-runs, text: Run less.}]}
        life: [Never double.]
        weeks:
          - week: 1
            theme: Begin
            what: A bit
            often: Twice
            sessions:
              - id: 1-2
                kind: run
                title: Run
                times: 2-3
                workout: |
                  5:00 walk warmup "Easy"
                  6 x (1:00 run; 2:00 walk)
              - {id: core, kind: core, title: Core, times: 2, exercises: [{name: Dead bug, sets: 2, reps: 8, per-side: true, cue: Slowly}]}

        """;

    private static byte[] Simulate(string workout, params ReadOnlySpan<Deviation> deviations)
    {
        var departures = new Dictionary<Deviation, int>();
        foreach (var deviation in deviations)
            departures.Add(deviation, 5);
        return new SimulatedActivity { Workout = SessionWorkouts.Of(WorkoutText.Parse(workout), "me"), Start = Start, Deviations = departures }.ToBytes();
    }

    /// <summary>Records whose time stands in their header, which rolls over twice, and speed and distance in three bytes.</summary>
    private static byte[] Compressed()
    {
        List<byte> data =
        [
            0x40, 0, 0, 0, 0, 1, 0, 1, 0, 0, 4,
            0x41, 0, 0, 20, 0, 2, 253, 4, 0x86, 3, 1, 2, 1, 0, 0, 0, 64, 120,
            0x42, 0, 0, 20, 0, 2, 3, 1, 2, 8, 3, 0x0D,
        ];
        for (byte i = 0; i < 40; i += 3)
            data.AddRange([(byte)(0xC0 | (i & 0x1F)), (byte)(100 + i), i, 0x20, i]);
        byte[] file = [12, 0x10, 0, 0, 0, 0, 0, 0, .. ".FIT"u8, .. data, 0, 0];
        FitRepair.Repair(file);
        return file;
    }

    private static byte[] Developer(bool isBigEndian)
    {
        var fit = new FitWriter(isBigEndian);
        fit.Begin(MessageNumber.FileId).Integer(0, FitBaseType.Enum, 4).End();
        fit.Begin(MessageNumber.DeveloperDataId).Bytes(1, FitBaseType.Byte, new byte[16]).Integer(3, FitBaseType.UInt8, 0).End();
        fit.Begin(MessageNumber.FieldDescription).Integer(0, FitBaseType.UInt8, 0).Integer(1, FitBaseType.UInt8, 1).Integer(2, FitBaseType.UInt8, 0x84)
            .Text(3, "Cadence").Text(8, "spm").Integer(6, FitBaseType.UInt8, 10).Integer(7, FitBaseType.SInt8, 1).Integer(14, FitBaseType.UInt16, 20)
            .Integer(15, FitBaseType.UInt8, 4).End();
        for (int i = 0; i < 12; i++)
        {
            fit.Begin(MessageNumber.Record).Integer(253, FitBaseType.UInt32, 1_100_000_000 + (i * i)).Integer(5, FitBaseType.UInt32, i * 250)
                .Real(6, FitBaseType.Float32, i).Integers(110, FitBaseType.SInt64, i, -i).DeveloperBytes(1, 0, [(byte)i, 3]).End();
        }
        fit.Begin(MessageNumber.Session).Integer(253, FitBaseType.UInt32, 1_100_000_100).Integer(2, FitBaseType.UInt32, 1_100_000_000)
            .Integer(7, FitBaseType.UInt32, 100_000).Integer(5, FitBaseType.Enum, 1).End();
        return Complete(fit);
    }

    /// <summary>A strap's heart rates: times in twelfths of bytes, and components that add up.</summary>
    private static byte[] HeartRates()
    {
        var fit = new FitWriter();
        fit.Begin(MessageNumber.FileId).Integer(0, FitBaseType.Enum, 4).End();
        fit.Begin(MessageNumber.Hr).Integer(253, FitBaseType.UInt32, 1_150_000_000).Integer(0, FitBaseType.UInt16, 0).Integer(9, FitBaseType.UInt32, 1024).End();
        fit.Begin(MessageNumber.Hr).Integers(6, FitBaseType.UInt8, 100, 101, 102, 103, 104, 105, 106, 107)
            .Bytes(10, FitBaseType.Byte, [0, 1, 0x40, 0, 5, 0x60, 0, 9, 0x80, 0, 13, 0xA0]).End();
        return Complete(fit);
    }

    private static byte[] Complete(FitWriter fit)
    {
        var target = new ArrayBufferWriter<byte>();
        fit.Complete(target);
        return target.WrittenSpan.ToArray();
    }
}
