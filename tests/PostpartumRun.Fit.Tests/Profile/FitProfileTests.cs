using System.Text.Json;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests.Profile;

/// <summary>Facts of the profile, written down by hand from the protocol's documentation.</summary>
public sealed class FitProfileTests
{
    [Theory]
    [InlineData("record", "timestamp", 253, "date_time", FitBaseType.UInt32, 1, 0, "s")]
    [InlineData("record", "heart_rate", 3, "uint8", FitBaseType.UInt8, 1, 0, "bpm")]
    [InlineData("record", "distance", 5, "uint32", FitBaseType.UInt32, 100, 0, "m")]
    [InlineData("record", "altitude", 2, "uint16", FitBaseType.UInt16, 5, 500, "m")]
    [InlineData("record", "speed", 6, "uint16", FitBaseType.UInt16, 1000, 0, "m/s")]
    [InlineData("record", "enhanced_speed", 73, "uint32", FitBaseType.UInt32, 1000, 0, "m/s")]
    [InlineData("record", "position_lat", 0, "sint32", FitBaseType.SInt32, 1, 0, "semicircles")]
    [InlineData("record", "fractional_cadence", 53, "uint8", FitBaseType.UInt8, 128, 0, "rpm")]
    [InlineData("session", "sport", 5, "sport", FitBaseType.Enum, 1, 0, "")]
    [InlineData("session", "total_timer_time", 8, "uint32", FitBaseType.UInt32, 1000, 0, "s")]
    [InlineData("lap", "wkt_step_index", 71, "message_index", FitBaseType.UInt16, 1, 0, "")]
    [InlineData("file_id", "serial_number", 3, "uint32z", FitBaseType.UInt32Z, 1, 0, "")]
    [InlineData("workout", "wkt_name", 8, "string", FitBaseType.String, 1, 0, "")]
    [InlineData("monitoring", "timestamp_16", 26, "uint16", FitBaseType.UInt16, 1, 0, "s")]
    [InlineData("device_settings", "activity_tracker_enabled", 36, "bool", FitBaseType.Enum, 1, 0, "")]
    public void A_field_is_known_by_its_number(
        string message, string name, byte number, string type, FitBaseType baseType, double scale, double offset, string units)
    {
        var field = Field(message, number);
        Assert.Equal((name, type, baseType), (field.Name, field.Type.Name, field.BaseType));
        Assert.Equal((scale, offset, units), (field.Scale, field.Offset, field.Units));
    }

    [Theory]
    [InlineData("sport", "running", 1)]
    [InlineData("sport", "walking", 11)]
    [InlineData("file", "workout", 5)]
    [InlineData("wkt_step_duration", "time", 0)]
    [InlineData("wkt_step_duration", "repeat_until_steps_cmplt", 6)]
    [InlineData("wkt_step_duration", "power_3s_less_than", 19)]
    [InlineData("wkt_step_target", "open", 2)]
    [InlineData("intensity", "active", 0)]
    [InlineData("intensity", "rest", 1)]
    [InlineData("intensity", "warmup", 2)]
    [InlineData("intensity", "cooldown", 3)]
    [InlineData("intensity", "recovery", 4)]
    [InlineData("intensity", "interval", 5)]
    [InlineData("split_type", "rwd_run", 17)]
    [InlineData("split_type", "rwd_walk", 18)]
    [InlineData("manufacturer", "garmin", 1)]
    [InlineData("manufacturer", "development", 255)]
    [InlineData("garmin_product", "edge_530", 3121)]
    [InlineData("garmin_product", "fr935", 2691)]
    [InlineData("garmin_product", "connect", 65534)]
    [InlineData("mesg_num", "record", 20)]
    [InlineData("message_index", "selected", 0x8000)]
    [InlineData("date_time", "min", 0x10000000)]
    public void A_value_has_a_name_and_a_name_a_value(string type, string name, long value)
    {
        Assert.Equal(name, Type(type).NameOf(value));
        Assert.Equal(value, Type(type).ValueOf(name));
    }

    [Fact]
    public void The_duration_of_a_step_is_read_by_its_type()
    {
        var field = Field("workout_step", 2);
        Assert.Equal("duration_value", field.Name);
        var time = field.Subfields[0];
        Assert.Equal(("duration_time", 1000, "s"), (time.Name, time.Scale, time.Units));
        Assert.Equal([(1, 0), (1, 28)], time.Conditions);
        var steps = Assert.Single(field.Subfields, subfield => subfield.Name == "duration_step");
        Assert.Contains(((byte)1, 6L), steps.Conditions);
    }

    [Fact]
    public void The_data_of_an_event_are_read_by_what_happened()
    {
        var timer = Field("event", 3).Subfields[0];
        Assert.Equal(("timer_trigger", "timer_trigger", FitBaseType.Enum), (timer.Name, timer.Type.Name, timer.BaseType));
        Assert.Equal([(0, Type("event").ValueOf("timer")!.Value)], timer.Conditions);
    }

    [Fact]
    public void A_product_is_Garmins_where_the_manufacturer_is()
    {
        byte manufacturer = FitProfile.FindMessage("file_id")!.Fields.Single(field => field.Name == "manufacturer").Number;
        var product = Assert.Single(Field("file_id", 2).Subfields, subfield => subfield.Name == "garmin_product");
        Assert.Equal("garmin_product", product.Type.Name);
        Assert.Contains((manufacturer, Type("manufacturer").ValueOf("garmin")!.Value), product.Conditions);
    }

    [Fact]
    public void A_speed_stands_for_the_enhanced_speed() =>
        Assert.Equal([new ComponentProfile(73, 16, 1000, 0, false)], Field("record", 6).Components);

    [Fact]
    public void Packed_speed_and_distance_share_three_bytes_and_the_distance_adds_up()
    {
        var packed = Field("record", 8);
        Assert.True(packed.IsArray);
        Assert.Equal((1, 0), (packed.Scale, packed.Offset));
        Assert.Equal([new ComponentProfile(6, 12, 100, 0, false), new ComponentProfile(5, 12, 16, 0, true)], packed.Components);
        Assert.True(Field("record", 5).IsAccumulated);
        Assert.False(Field("record", 6).IsAccumulated);
    }

    [Fact]
    public void Base_types_are_types_without_names()
    {
        foreach (var baseType in Enum.GetValues<FitBaseType>())
        {
            var type = Type(baseType.ToString().ToLowerInvariant());
            Assert.Equal(baseType, type.BaseType);
            Assert.Null(type.NameOf(1));
        }
        Assert.Equal(FitBaseType.Enum, Type("bool").BaseType);
        Assert.Equal(0x8C, Type("fit_base_type").ValueOf("uint32z"));
    }

    [Fact]
    public void What_the_profile_does_not_hold_is_null()
    {
        Assert.Null(FitProfile.FindMessage(0xFF00));
        Assert.Null(FitProfile.FindMessage(ushort.MaxValue));
        Assert.Null(FitProfile.FindMessage(16));
        Assert.Null(FitProfile.FindMessage("walk"));
        Assert.Null(FitProfile.FindType("walk"));
        Assert.Null(FitProfile.FindMessage("record")!.FindField(252));
        Assert.Null(Type("sport").NameOf(200));
        Assert.Null(Type("sport").NameOf(-1));
        Assert.Null(Type("sport").ValueOf("walk_run"));
    }

    [Fact]
    public void Message_numbers_are_those_of_the_table()
    {
        foreach (var constant in typeof(MessageNumber).GetFields())
        {
            var message = FitProfile.FindMessage((ushort)constant.GetRawConstantValue()!);
            Assert.Equal(constant.Name, message!.Name.Replace("_", ""), ignoreCase: true);
        }
        Assert.Equal(20, MessageNumber.Record);
    }

    [Fact]
    public void Every_message_that_the_corpus_names_is_known_by_that_name()
    {
        foreach (string line in File.ReadLines(Corpus.Manifest))
        {
            using var file = JsonDocument.Parse(line);
            if (!file.RootElement.TryGetProperty("messages", out var messages))
                continue;
            // Those that the profile had no name for when the manifest was made are counted by number.
            foreach (var message in messages.EnumerateObject().Where(message => !ushort.TryParse(message.Name, out _)))
                Assert.NotNull(FitProfile.FindMessage(message.Name));
        }
    }

    [Fact]
    public void Looking_up_allocates_nothing_once_read()
    {
        var sport = Type("sport");
        Assert.NotNull(FitProfile.FindMessage(MessageNumber.Record));
        Assert.NotNull(sport.NameOf(1));
        Assert.Equal(0, Memory.LeastAllocated(LookUp));

        void LookUp()
        {
            for (int i = 0; i < 100; i++)
            {
                FitProfile.FindMessage(MessageNumber.Record)!.FindField(3);
                FitProfile.FindMessage("record");
                FitProfile.FindType("sport");
                sport.NameOf(i);
                sport.ValueOf("running");
            }
        }
    }

    [Fact]
    public void Threads_that_ask_at_once_see_one_instance()
    {
        var seen = new MessageProfile[64];
        Parallel.For(0, seen.Length, i => seen[i] = FitProfile.FindMessage(MessageNumber.SegmentLap)!);
        Assert.All(seen, message => Assert.Same(seen[0], message));
    }

    private static FieldProfile Field(string message, byte number) => FitProfile.FindMessage(message)!.FindField(number)!;

    private static TypeProfile Type(string name) => FitProfile.FindType(name)!;
}
