namespace PostpartumRun.Evaluation;

/// <summary>Numbers of the official profile, spelt here again: an evaluation that shared the product's would not see them wrong.</summary>
internal static class Field
{
    public const byte Timestamp = 253, Index = 254;

    internal static class Record
    {
        public const byte HeartRate = 3, Cadence = 4, Distance = 5, Speed = 6, Power = 7, VerticalOscillation = 39, StanceTime = 41,
            FractionalCadence = 53, EnhancedSpeed = 73, StepLength = 85;
    }

    internal static class Lap
    {
        public const byte Event = 0, EventType = 1, Start = 2, Elapsed = 7, Timer = 8, Distance = 9, Trigger = 24, Sport = 25, Step = 71;
    }

    internal static class Session
    {
        public const byte Event = 0, EventType = 1, Start = 2, Sport = 5, SubSport = 6, Elapsed = 7, Timer = 8, Distance = 9, FirstLap = 25,
            Laps = 26, Trigger = 28;
    }

    internal static class Workout
    {
        public const byte Sport = 4, Steps = 6, Name = 8;
    }

    internal static class Step
    {
        public const byte Name = 0, DurationType = 1, Duration = 2, TargetType = 3, Target = 4, Intensity = 7;
    }

    internal static class Split
    {
        public const byte Type = 0, Elapsed = 1, Timer = 2, Start = 9, End = 27;
    }
}
