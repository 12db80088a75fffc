using System.Globalization;
using System.Text;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>What was read and is written again reads the same.</summary>
public sealed class CopyTest
{
    [Fact]
    public void A_real_file_written_again_holds_the_same_messages() => Assert.Empty(
        CorpusFile.All().AsParallel().Where(file =>
        {
            byte[] bytes = file.Bytes();
            byte[] copy = FitCopy.Of(bytes);
            Assert.Null(Reading.Of(copy).Error);
            return !Messages(bytes).SequenceEqual(Messages(copy));
        }).Select(file => file.Name));

    [Fact]
    public void A_hand_made_file_written_again_holds_the_same_messages() => Assert.All(
        HandMade.Files.Values, file => Assert.Equal(Messages(file), Messages(FitCopy.Of(file))));

    [Fact]
    public void A_damaged_file_written_again_is_a_sound_one_with_what_was_good() => Assert.All(
        CorpusFile.All().Where(file => !file.IsValid), file =>
        {
            byte[] bytes = file.Bytes();
            byte[] copy = FitCopy.Of(bytes);
            Assert.NotNull(Reading.Of(bytes).Error);
            Assert.Null(Reading.Of(copy).Error);
            Assert.Equal(Messages(bytes), Messages(copy));
        });

    [Fact]
    public void A_layout_is_defined_once_as_long_as_sixteen_do()
    {
        byte[] file = FitCopy.Of(File.ReadAllBytes(Corpus.File("rzfitparser__running.fit")));
        int definitions = 0, layouts = 0;
        var seen = new HashSet<MessageDefinition>();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token != FitToken.Definition)
                continue;
            definitions++;
            layouts += seen.Add(reader.Definition) ? 1 : 0;
        }
        Assert.InRange(definitions, layouts, 3 * layouts);
    }

    /// <summary>Each message in words: its number, time, and the bytes of its fields, least byte first.</summary>
    internal static List<string> Messages(byte[] file)
    {
        var messages = new List<string>();
        var developers = new DeveloperFields();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.FileHeader)
                developers.Clear();
            if (reader.Token != FitToken.Message)
                continue;
            var message = reader.Message;
            developers.Observe(message);
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"{message.Number} at {message.Timestamp}");
            foreach (var field in message.Definition.Fields)
            {
                if (field.Number != MessageDefinition.TimestampField)
                    text.Append(CultureInfo.InvariantCulture, $" {field.Number}:{field.BaseType}={Hex(message.View(field))}");
            }
            foreach (var field in message.Definition.DeveloperFields)
                text.Append(CultureInfo.InvariantCulture, $" {field.DeveloperIndex}.{field.Number}={Hex(message.View(field, developers.Find(field)?.BaseType ?? FitBaseType.Byte))}");
            messages.Add(text.ToString());
        }
        return messages;
    }

    private static string Hex(FitField field) => Convert.ToHexString(FitCopy.InOrder(field, isBigEndian: false));
}
