using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>Numbers read in one go are those that are read one by one.</summary>
public sealed class ScaledMessagesTest
{
    [Fact]
    public void In_hand_made_files_every_number_is_as_read_alone() =>
        Assert.All(HandMade.Files.Values, file => Compare(file));

    [Fact]
    public void In_real_files_every_number_is_as_read_alone()
    {
        var files = CorpusFile.All().Select(file => file.Bytes()).Where(bytes => bytes.Length < 400_000).ToList();
        Assert.NotEmpty(files);
        Assert.True(files.AsParallel().Sum(Compare) > 1_000_000);
    }

    [Fact]
    public void Known_layouts_cost_no_memory()
    {
        byte[] file = HandMade.Files["chained"];
        var state = new FitReaderState();
        var messages = new ScaledMessages();
        Assert.Equal(0, Memory.LeastAllocated(() => ReadAll(file, state, messages)));
    }

    private static void ReadAll(byte[] file, FitReaderState state, ScaledMessages messages)
    {
        state.Reset();
        messages.BeginFile();
        var reader = new FitReader(file, isLast: true, state);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Message)
                messages.Read(reader.Message);
        }
    }

    /// <summary>Returns how many numbers were compared.</summary>
    private static int Compare(byte[] file)
    {
        var messages = new ScaledMessages();
        int compared = 0;
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.FileHeader)
                messages.BeginFile();
            if (reader.Token != FitToken.Message)
                continue;
            var message = reader.Message;
            var scaled = messages.Read(message);
            foreach (ref readonly var field in scaled.Fields)
            {
                var alone = field.In(message);
                var numbers = scaled.Of(field);
                Assert.Equal(field.BaseType == FitBaseType.String ? 0 : alone.Count, numbers.Length);
                for (int i = 0; i < numbers.Length; i++, compared++)
                {
                    double expected = alone.TryGetBits(i, out ulong bits) ? (field.BaseType.ToDouble(bits) / field.Scale) - field.Offset : double.NaN;
                    Assert.True(expected.Equals(numbers[i]), $"Field {field.Number} of message {message.Number} at {message.Offset}: {numbers[i]}, not {expected}.");
                }
            }
        }
        return compared;
    }
}
