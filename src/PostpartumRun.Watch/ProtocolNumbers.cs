namespace PostpartumRun.Watch;

// The numbers of the profile that this project reads and writes; the message and field names are the profile's.

internal static class FileIdField
{
    public const byte Type = 0, Manufacturer = 1, Product = 2, SerialNumber = 3, TimeCreated = 4;
}

internal static class WorkoutField
{
    public const byte Sport = 4, Capabilities = 5, ValidSteps = 6, Name = 8, SubSport = 11;
}

internal static class WorkoutStepField
{
    public const byte Name = 0, DurationType = 1, DurationValue = 2, TargetType = 3, TargetValue = 4, CustomTargetLow = 5,
        CustomTargetHigh = 6, Intensity = 7, Notes = 8, ExerciseCategory = 10, ExerciseName = 11, MessageIndex = 254;
}

internal static class ExerciseTitleField
{
    public const byte ExerciseCategory = 0, ExerciseName = 1, StepName = 2, MessageIndex = 254;
}

internal static class ScheduleField
{
    public const byte Manufacturer = 0, Product = 1, SerialNumber = 2, TimeCreated = 3, Completed = 4, Type = 5, ScheduledTime = 6;
}

internal static class ScheduleType
{
    public const byte Workout = 0;
}

internal static class RecordField
{
    public const byte Altitude = 2, HeartRate = 3, Cadence = 4, Distance = 5, Speed = 6, Power = 7, CompressedSpeedDistance = 8,
        VerticalOscillation = 39, StanceTime = 41, FractionalCadence = 53, EnhancedSpeed = 73, EnhancedAltitude = 78, StepLength = 85,
        Timestamp = 253;
}

internal static class LapField
{
    public const byte Event = 0, EventType = 1, StartTime = 2, TotalElapsedTime = 7, TotalTimerTime = 8, TotalDistance = 9,
        Intensity = 23, Trigger = 24, Sport = 25, WorkoutStepIndex = 71, Timestamp = 253, MessageIndex = 254;
}

internal static class SessionField
{
    public const byte Event = 0, EventType = 1, StartTime = 2, Sport = 5, SubSport = 6, TotalElapsedTime = 7, TotalTimerTime = 8,
        TotalDistance = 9, FirstLapIndex = 25, LapCount = 26, Trigger = 28, Timestamp = 253, MessageIndex = 254;
}

internal static class SportField
{
    public const byte Sport = 0, SubSport = 1;
}

internal static class ActivityField
{
    public const byte TotalTimerTime = 0, SessionCount = 1, Type = 2, Event = 3, EventType = 4, LocalTimestamp = 5, Timestamp = 253;
}

internal static class EventField
{
    public const byte Event = 0, EventType = 1, Timestamp = 253;
}

internal static class SplitField
{
    public const byte Type = 0, TotalElapsedTime = 1, StartTime = 9, EndTime = 27;
}

internal static class TrainingFileField
{
    public const byte Type = 0, Manufacturer = 1, Product = 2, SerialNumber = 3, TimeCreated = 4, Timestamp = 253;
}

internal static class FileType
{
    public const byte Activity = 4, Workout = 5, Schedules = 7;
}

internal static class Manufacturer
{
    public const ushort Development = 255;
}

internal static class Sport
{
    public const byte Generic = 0, Running = 1, FitnessEquipment = 4, Training = 10, Walking = 11, Hiking = 17, MultiSport = 18;
}

internal static class SubSport
{
    public const byte StrengthTraining = 20;
}

internal static class TimerEvent
{
    public const byte Timer = 0;
    public const byte Start = 0, Stop = 1, StopAll = 4, StopDisable = 8, StopDisableAll = 9;
}

internal static class StepDuration
{
    public const byte Time = 0, Distance = 1, Open = 5, RepeatUntilStepsComplete = 6, RepeatUntilPowerGreater = 13,
        RepeatUntilLapPowerLess = 17, RepeatUntilMaxLapPowerLess = 18, RepeatUntilTrainingStress = 27, Repetitions = 29;
}

internal static class StepTargetType
{
    public const byte Speed = 0, HeartRate = 1, Open = 2;

    /// <summary>What is added to a bound in beats a minute; smaller numbers are per cent of the maximum.</summary>
    public const int HeartRateOffset = 100;
}

internal static class Intensity
{
    public const byte Active = 0, Rest = 1, Warmup = 2, Cooldown = 3, Recovery = 4, Interval = 5;
}
