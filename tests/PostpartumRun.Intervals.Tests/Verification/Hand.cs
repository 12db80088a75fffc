namespace PostpartumRun.Intervals.Tests.Verification;

/// <summary>Recordings written by hand: stretches of one motion, exact to the second.</summary>
internal static class Hand
{
    /// <summary>A recording of stretches such as "walk 300, run 60".</summary>
    internal static Recording Recording(string stretches)
    {
        Recording recording = new() { Start = new DateTimeOffset(2026, 6, 21, 7, 0, 0, TimeSpan.Zero) };
        int time = 0;
        double distance = 0;
        foreach (string stretch in stretches.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] parts = stretch.Split(' ');
            (float speed, float cadence) = parts[0] switch { "run" => (2.4f, 80f), "walk" => (1.5f, 57f), _ => (0f, 0f) };
            for (int seconds = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture); seconds > 0; seconds--)
            {
                int index = recording.AddRecord(time++);
                float sway = 0.05f * MathF.Sin(time);
                recording.Set(index, Channel.Speed, Math.Max(0, speed + sway));
                recording.Set(index, Channel.Cadence, cadence + (speed > 0 ? 20 * sway : 0));
                recording.Set(index, Channel.Distance, (float)(distance += speed));
            }
        }
        recording.Elapsed = Duration.FromSeconds(time);
        return recording;
    }

    /// <summary>Adds laps of these lengths, one after the other.</summary>
    internal static Recording WithLaps(this Recording recording, params (int Seconds, int? Step)[] laps)
    {
        int start = 0;
        for (int index = 0; index < laps.Length; index++)
        {
            var length = Duration.FromSeconds(laps[index].Seconds);
            var trigger = index == laps.Length - 1 ? LapTrigger.SessionEnd : LapTrigger.Manual;
            recording.Laps.Add(new(Duration.FromSeconds(start), length, length, trigger, laps[index].Step, double.NaN));
            start += laps[index].Seconds;
        }
        return recording;
    }

    internal static SessionVerification Verify(Recording recording, string? workout)
    {
        SessionVerification verification = new();
        new Verifier().Verify(recording, workout is null ? null : Trial.Parse(workout), verification);
        recording.Dispose();
        return verification;
    }

    /// <summary>One letter an interval: done, short, missed, long, unknown.</summary>
    internal static string Letters(SessionVerification verification) =>
        string.Concat(verification.Intervals.Select(interval => "udsml"[(int)interval.Verdict]));
}
