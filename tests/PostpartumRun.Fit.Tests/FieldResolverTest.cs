using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>Fields as a person reads them: named, scaled, expanded.</summary>
public sealed class FieldResolverTest
{
    private const ushort FileId = 0, Session = 18, Lap = 19, Event = 21, WorkoutStep = 27, Hr = 132, FieldDescription = 206, DeveloperDataId = 207;

    [Fact]
    public void Numbers_are_scaled_and_shifted() => Check(
        File(Define(0, RecordMessage, (2, 2, U16), (13, 1, S8), (5, 4, U32)), Message(0, [0xC4, 0x09, 0xFB, .. UInt32Bytes(12345)])),
        "altitude=0 m; temperature=-5 C; distance=123.45 m; enhanced_altitude=0 m");

    [Fact]
    public void Enumerations_are_named_and_those_without_a_name_stay_numbers() => Check(
        File(Define(0, Session, (5, 1, Enum8), (6, 1, Enum8), (28, 1, Enum8)), Message(0, 1, 3, 0xFE)),
        "sport=running; sub_sport=trail; trigger=254");

    [Fact]
    public void Times_are_written_in_utc_and_local_times_without_a_zone() => Check(
        File(Define(0, 34, (253, 4, U32), (5, 4, U32)), Message(0, [.. UInt32Bytes(1_000_000_000), .. UInt32Bytes(1_000_007_200)])),
        "timestamp=2021-09-08T01:46:40Z; local_timestamp=2021-09-08T03:46:40");

    [Fact]
    public void A_compressed_time_is_a_timestamp() => Check(
        File(Define(1, RecordMessage, (253, 4, U32)), Define(0, RecordMessage, (3, 1, U8)), Message(1, UInt32Bytes(1_000_000_000)), Compressed(0, 3, 60)),
        "timestamp=2021-09-08T01:46:40Z s | timestamp=2021-09-08T01:46:43Z s; heart_rate=60 bpm");

    [Fact]
    public void Invalid_fields_are_left_out() => Check(
        File(Define(0, RecordMessage, (3, 1, U8), (4, 1, U8), (6, 2, U16), (2, 1, U16)), Message(0, 0xFF, 80, 0xFF, 0xFF, 1)),
        "cadence=80 rpm");

    [Fact]
    public void Invalid_values_among_others_keep_their_place() => Check(
        File(Define(0, Session, (65, 12, U32)), Message(0, [.. UInt32Bytes(1500), .. UInt32Bytes(uint.MaxValue), .. UInt32Bytes(2000)])),
        "time_in_hr_zone=[1.5,,2] s");

    [Fact]
    public void Unknown_messages_and_fields_go_by_number() => Check(
        File(DefineBig(0, 0xFF00, (3, 2, U16), (9, 4, Text), (10, 4, F32)), Message(0, 1, 2, 0x61, 0x62, 0, 0, 0x3F, 0x80, 0, 0)),
        "3=258; 9=ab; 10=1");

    [Fact]
    public void A_number_that_is_none_is_left_out() => Check(
        File(Define(0, 0xFF00, (1, 4, F32), (2, 8, F32), (3, 1, U8)), Message(0, 0, 0, 0xC0, 0x7F, 0, 0, 0x80, 0x3F, 0, 0, 0xC0, 0x7F, 1)),
        "2=[1,]; 3=1");

    [Theory]
    [InlineData(0, 1u, "event=timer; data=1; timer_trigger=auto")]
    [InlineData(15, 3500u, "event=speed_high_alert; data=3500; speed_high_alert=3.5 m/s")]
    [InlineData(9, 4u, "event=lap; data=4")]
    public void The_event_says_what_its_data_are(byte kind, uint data, string expected) => Check(
        File(Define(0, Event, (0, 1, Enum8), (3, 4, U32)), Message(0, [kind, .. UInt32Bytes(data)])), expected);

    [Theory]
    [InlineData(0, 90_000u, "duration_type=time; duration_value=90000; duration_time=90 s")]
    [InlineData(1, 160_000u, "duration_type=distance; duration_value=160000; duration_distance=1600 m")]
    [InlineData(2, 150u, "duration_type=hr_less_than; duration_value=150; duration_hr=150 % or bpm")]
    [InlineData(5, 0u, "duration_type=open; duration_value=0")]
    [InlineData(6, 2u, "duration_type=repeat_until_steps_cmplt; duration_value=2; duration_step=2")]
    public void A_workout_step_has_its_duration_by_its_type(byte type, uint value, string expected) => Check(
        File(Define(0, WorkoutStep, (1, 1, Enum8), (2, 4, U32)), Message(0, [type, .. UInt32Bytes(value)])), expected);

    [Theory]
    [InlineData(1, "garmin", "; garmin_product=instinct_crossover")]
    [InlineData(15, "dynastream", "; garmin_product=instinct_crossover")]
    [InlineData(255, "development", "")]
    public void A_product_is_named_for_its_maker_alone(byte maker, string name, string product) => Check(
        File(Define(0, FileId, (1, 2, U16), (2, 2, U16)), Message(0, maker, 0, 0x3B, 0x10)), // 4155
        $"manufacturer={name}; product=4155" + product);

    [Fact]
    public void A_subfield_holds_though_its_reference_stands_behind_it() => Check(
        File(Define(0, WorkoutStep, (2, 4, U32), (1, 1, Enum8)), Message(0, [.. UInt32Bytes(60_000), 0])),
        "duration_value=60000; duration_time=60 s; duration_type=time");

    [Fact]
    public void Speed_stands_for_enhanced_speed() => Check(
        File(DefineBig(0, RecordMessage, (6, 2, U16)), Message(0, 0x0B, 0xB8)), "speed=3 m/s; enhanced_speed=3 m/s");

    [Fact]
    public void An_enhanced_speed_of_its_own_is_kept_and_told_once() => Check(
        File(Define(0, RecordMessage, (73, 4, U32), (6, 2, U16)), Message(0, [.. UInt32Bytes(2999), 0xB8, 0x0B])), "enhanced_speed=2.999 m/s; speed=3 m/s");

    [Fact]
    public void A_speed_in_numbers_of_another_kind_is_not_taken_apart() => Check(
        File(Define(0, RecordMessage, (6, 4, F32)), Message(0, 0, 0x80, 0x3B, 0x45)), "speed=3 m/s");

    [Fact]
    public void Distance_in_twelve_bits_is_added_up_over_its_rollover()
    {
        // Speed in the lower 12 bits (1/100 m/s), distance in the upper (1/16 m): 255.9375 m before it begins again.
        static byte[] Pack(int speed, int distance) => [(byte)speed, (byte)((speed >> 8) | ((distance & 15) << 4)), (byte)(distance >> 4)];
        Check(
            File(
                Define(0, RecordMessage, (8, 3, Raw)), Message(0, Pack(250, 4080)), Message(0, Pack(300, 4095)), Message(0, Pack(310, 16)),
                Message(0, Pack(0xFFF, 16))),
            "speed=2.5 m/s; enhanced_speed=2.5 m/s; distance=255 m | speed=3 m/s; enhanced_speed=3 m/s; distance=255.9375 m"
            + " | speed=3.1 m/s; enhanced_speed=3.1 m/s; distance=257 m | speed=40.95 m/s; enhanced_speed=40.95 m/s; distance=257 m",
            without: "compressed_speed_distance");
    }

    [Fact]
    public void What_was_added_up_is_forgotten_with_the_next_file()
    {
        byte[] file = File(Define(0, RecordMessage, (8, 3, Raw)), Message(0, 0, 0, 0x80), Message(0, 0, 0, 0x40));
        Check(
            [.. file, .. file],
            "distance=128 m | distance=320 m | distance=128 m | distance=320 m", without: "compressed_speed_distance speed enhanced_speed");
    }

    [Fact]
    public void Heart_beats_in_twelve_bits_count_on_from_the_whole_time_before_them()
    {
        // 1024ths of a second: 2.0, then 0x400 is 1 s below the next multiple of 4 s.
        byte[] file = File(
            Define(0, Hr, (9, 4, U32)), Message(0, UInt32Bytes(2048)),
            Define(1, Hr, (10, 3, Raw)), Message(1, 0x00, 0x0C, 0x40));
        Check(file, "event_timestamp=2 s | event_timestamp=[3,5] s", without: "event_timestamp_12");
    }

    [Fact]
    public void An_invalid_last_value_does_not_spoil_what_is_added_up()
    {
        byte[] file = File(
            Define(0, Hr, (9, 8, U32)), Message(0, [.. UInt32Bytes(4096 + 2048), .. UInt32Bytes(uint.MaxValue)]),
            Define(1, Hr, (10, 3, Raw)), Message(1, 0x00, 0x0C, 0x40));
        Check(file, "event_timestamp=[6,] s | event_timestamp=[7,9] s", without: "event_timestamp_12");
    }

    [Fact]
    public void Developer_fields_go_by_their_descriptions()
    {
        byte[] file = File(
            Define(1, DeveloperDataId, (3, 1, U8)), Message(1, 0),
            Define(2, FieldDescription, (0, 1, U8), (1, 1, U8), (2, 1, U8), (3, 6, Text), (6, 1, U8), (7, 1, S8), (8, 2, Text)),
            Message(2, [0, 5, U16, .. "Power\0"u8, 10, 3, .. "W\0"u8]),
            Message(2, [0, 6, Text, .. "Name\0\0"u8, 0xFF, 0x7F, 0, 0]),
            Message(2, [1, 5, F32, .. "Form\0\0"u8, 0xFF, 0x7F, 0, 0]),
            Define(0, RecordMessage, true, [(3, 1, U8)], [(5, 2, 0), (6, 3, 0), (5, 4, 1), (9, 1, 0), (5, 4, 0)]),
            Message(0, [60, 0x03, 0xE8, .. "abc"u8, 0x3F, 0x80, 0, 0, 7, 0xFF, 0xFF, 0, 20]));
        Assert.Equal("Power=97 W; Name=abc; Form=1; Power=[,-1] W", Lines(file, developer: true)[^1]);
    }

    [Fact]
    public void Developer_fields_without_a_description_are_left_out() =>
        Assert.Equal("", Lines(File(Define(0, RecordMessage, false, [(3, 1, U8)], [(0, 1, 0)]), Message(0, 60, 1)), developer: true)[^1]);

    [Theory]
    [InlineData(RecordMessage, "power")]
    [InlineData(0xFFFF, "power")]
    [InlineData(Session, null)]
    public void A_developer_field_may_stand_in_for_one_of_the_profile(int message, string? expected)
    {
        byte[] file = File(
            Define(2, FieldDescription, (0, 1, U8), (1, 1, U8), (2, 1, U8), (3, 2, Text), (14, 2, U16), (15, 1, U8)),
            Message(2, 0, 0, U8, 0x61, 0, (byte)message, (byte)(message >> 8), 7),
            Define(0, RecordMessage, false, [(3, 1, U8)], [(0, 1, 0)]), Message(0, 60, 7));
        var resolver = new FieldResolver();
        string? native = null;
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token != FitToken.Message)
                continue;
            resolver.Resolve(reader.Message);
            native = resolver.ResolveDeveloperFields(reader.Message).SingleOrDefault()?.StandsFor;
        }
        Assert.Equal(expected, native);
    }

    [Fact]
    public void Descriptions_do_not_leak_into_the_next_file()
    {
        byte[][] described = [Define(2, FieldDescription, (0, 1, U8), (1, 1, U8), (2, 1, U8), (3, 2, Text)), Message(2, 0, 0, U8, 0x61, 0)];
        byte[][] used = [Define(0, RecordMessage, false, [(3, 1, U8)], [(0, 1, 0)]), Message(0, 60, 7)];
        Assert.Equal(["", "a=7", ""], Lines([.. File([.. described, .. used]), .. File(used)], developer: true));
    }

    private static void Check(byte[] file, string expected, string without = "") =>
        Assert.Equal(expected, string.Join(" | ", Lines(file, without: without.Split(' '))));

    private static List<string> Lines(byte[] file, bool developer = false, params string[] without)
    {
        var lines = new List<string>();
        var resolver = new FieldResolver();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.FileHeader)
                resolver.BeginFile();
            if (reader.Token != FitToken.Message)
                continue;
            var fields = resolver.Resolve(reader.Message);
            if (developer)
                fields = resolver.ResolveDeveloperFields(reader.Message);
            lines.Add(string.Join("; ", fields.Where(field => !without.Contains(field.Name)).Select(Describe)));
        }
        Assert.Null(reader.Error);
        return lines;
    }

    private static string Describe(ResolvedField field)
    {
        string values = string.Join(',', field.Values);
        return $"{field.Name}={(field.Values.Count > 1 ? $"[{values}]" : values)} {field.Units}".TrimEnd();
    }
}
