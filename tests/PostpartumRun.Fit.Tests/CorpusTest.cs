using System.Globalization;
using System.Text.Json;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>Real files of a dozen makers, against what official decoders read from them.</summary>
public sealed class CorpusTest
{
    [Fact]
    public void Every_valid_file_holds_the_messages_that_its_manifest_counts()
    {
        foreach (var file in CorpusFile.All().Where(file => file.IsValid))
        {
            var (counts, error) = Count(file.Bytes());
            Assert.True(error is null, $"{file}: {error}");
            // The manifest was made with an older profile, and has numbers where this one has names.
            var expected = file.Manifest.GetProperty("messages").EnumerateObject().ToDictionary(entry => NameOf(entry.Name), entry => entry.Value.GetInt32());
            Assert.True(expected.OrderBy(entry => entry.Key).SequenceEqual(counts.OrderBy(entry => entry.Key)), $"{file}: {Difference(expected, counts)}");
        }
    }

    [Fact]
    public void Every_damaged_file_gives_an_error_with_a_place_and_all_records_before_it()
    {
        foreach (var file in CorpusFile.All().Where(file => !file.IsValid))
        {
            byte[] bytes = file.Bytes();
            var (counts, error) = Count(bytes);
            Assert.True(error is { } known && known.Offset >= 0 && known.Offset <= bytes.Length, $"{file}: {error}");
            Assert.True(counts.GetValueOrDefault("record") == file.Records, $"{file}: {counts.GetValueOrDefault("record")} records, not {file.Records}");
        }
    }

    [Fact]
    public void Sessions_laps_workouts_and_splits_are_those_of_the_official_decoder() => Compare(
        (file, oracle, problems) =>
        {
            var ours = Resolve(file.Bytes(), message => message != "record");
            Compare(file, ours, oracle, "sessions", "session", problems);
            Compare(file, ours, oracle, "laps", "lap", problems);
            Compare(file, ours, oracle, "workouts", "workout", problems);
            Compare(file, ours, oracle, "workoutSteps", "workout_step", problems);
            Compare(file, ours, oracle, "trainingFiles", "training_file", problems);
            Compare(file, ours, oracle, "splits", "split", problems);
            Compare(file, ours, oracle, "fileId", "file_id", problems);
        });

    [Fact]
    public void Sums_over_the_records_are_those_of_the_official_decoder() => Compare(
        (file, oracle, problems) =>
        {
            var records = Resolve(file.Bytes(), message => message == "record").GetValueOrDefault("record", []);
            foreach (var channel in oracle.GetProperty("records").EnumerateObject())
            {
                if (channel.Value.ValueKind != JsonValueKind.Object)
                    continue;
                string name = Snake(channel.Name);
                double[] values = [.. records.Where(record => record.ContainsKey(name)).Select(record => record[name][0].Number)];
                int count = channel.Value.GetProperty("count").GetInt32();
                if (count != values.Length)
                    problems.Add($"{file}: {name}: {values.Length} values, not {count}");
                else if (count > 0 && !Near(channel.Value.GetProperty("sum").GetDouble(), values.Sum()))
                    problems.Add($"{file}: {name}: sum {values.Sum()}, not {channel.Value.GetProperty("sum").GetDouble()}");
            }
        });

    /// <summary>Compares each valid file that has an oracle, on all cores.</summary>
    private static void Compare(Action<CorpusFile, JsonElement, List<string>> compare)
    {
        string[] problems =
        [
            .. CorpusFile.All().Where(file => file.IsValid).AsParallel().AsOrdered().SelectMany(file =>
            {
                var found = new List<string>();
                if (file.Oracle() is { } oracle)
                    compare(file, oracle, found);
                return found;
            }),
        ];
        Assert.True(problems.Length == 0, $"{problems.Length} differences:\n{string.Join('\n', problems.Take(60))}");
    }

    private static string NameOf(string nameOrNumber) =>
        ushort.TryParse(nameOrNumber, CultureInfo.InvariantCulture, out ushort number) && FitProfile.FindMessage(number) is { } message
            ? message.Name
            : nameOrNumber;

    private static (Dictionary<string, int> Counts, FitError? Error) Count(byte[] bytes)
    {
        var counts = new Dictionary<string, int>();
        var reader = new FitReader(bytes);
        while (reader.Read())
        {
            if (reader.Token != FitToken.Message)
                continue;
            string name = FitProfile.FindMessage(reader.Message.Number)?.Name ?? reader.Message.Number.ToString(CultureInfo.InvariantCulture);
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
        return (counts, reader.Error);
    }

    private static Dictionary<string, List<Dictionary<string, IReadOnlyList<FitValue>>>> Resolve(byte[] bytes, Predicate<string> isWanted)
    {
        var messages = new Dictionary<string, List<Dictionary<string, IReadOnlyList<FitValue>>>>();
        var resolver = new FieldResolver();
        var reader = new FitReader(bytes);
        while (reader.Read())
        {
            if (reader.Token == FitToken.FileHeader)
                resolver.BeginFile();
            if (reader.Token != FitToken.Message || reader.Definition.Profile is not { Name: var name } || !isWanted(name))
                continue;
            var fields = new Dictionary<string, IReadOnlyList<FitValue>>();
            foreach (var field in resolver.Resolve(reader.Message))
                fields.TryAdd(field.Name, field.Values);
            if (!messages.TryGetValue(name, out var list))
                messages[name] = list = [];
            list.Add(fields);
        }
        return messages;
    }

    private static void Compare(
        CorpusFile file, Dictionary<string, List<Dictionary<string, IReadOnlyList<FitValue>>>> ours, JsonElement oracle,
        string key, string message, List<string> problems)
    {
        if (!oracle.TryGetProperty(key, out var expected))
            return;
        var actual = ours.GetValueOrDefault(message, []);
        if (expected.GetArrayLength() != actual.Count)
        {
            problems.Add($"{file}: {actual.Count} × {message}, not {expected.GetArrayLength()}");
            return;
        }
        for (int i = 0; i < actual.Count; i++)
        {
            foreach (var field in expected[i].EnumerateObject())
            {
                if (field.Value.ValueKind is JsonValueKind.Null or JsonValueKind.Object)
                    continue;
                var match = actual[i].FirstOrDefault(entry => Plain(entry.Key) == Plain(field.Name));
                if (match.Key is null)
                    problems.Add($"{file}: {message}[{i}].{field.Name}: missing, oracle has {field.Value.GetRawText()}");
                else if (!Same(field.Value, match.Value) && !(field.Value.ValueKind == JsonValueKind.Number && field.Value.GetDouble() == ValueOf(message, match.Key, match.Value[0])))
                    problems.Add($"{file}: {message}[{i}].{field.Name}: {string.Join(",", match.Value)}, not {field.Value.GetRawText()}");
            }
        }
    }

    /// <summary>The number behind an enumeration's name, which one of the official decoders leaves as a number.</summary>
    private static long? ValueOf(string message, string field, FitValue value) =>
        FitProfile.FindMessage(message)!.Fields.FirstOrDefault(known => known.Name == field)?.Type.ValueOf(value.ToString());

    private static bool Same(JsonElement expected, IReadOnlyList<FitValue> actual)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Array:
                return expected.GetArrayLength() == actual.Count && expected.EnumerateArray().Zip(actual).All(pair => Same(pair.First, [pair.Second]));
            case JsonValueKind.Null:
                return actual[0].Kind == FitValueKind.None;
            case JsonValueKind.Number:
                string text = actual[0].ToString();
                if (actual[0].Kind == FitValueKind.Text && DateTimeOffset.TryParse(text + "Z", CultureInfo.InvariantCulture, out var local))
                    return (local - FitTime.Epoch).TotalSeconds == expected.GetDouble();
                return Near(expected.GetDouble(), actual[0].Number);
            case JsonValueKind.String:
                string said = expected.GetString()!;
                return Plain(said) == Plain(actual[0].ToString())
                    || (DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, out var time)
                        && DateTimeOffset.TryParse(actual[0].ToString(), CultureInfo.InvariantCulture, out var ourTime) && time == ourTime);
            default:
                return actual[0].Kind == FitValueKind.Boolean && actual[0].IsTrue == expected.GetBoolean();
        }
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected));

    /// <summary>A name without its way of joining words: the official decoder's camelCase lost some of it.</summary>
    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string Snake(string camel) =>
        string.Concat(camel.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString()));

    private static string Difference(Dictionary<string, int> expected, Dictionary<string, int> actual) =>
        string.Join(", ", expected.Keys.Union(actual.Keys).Where(key => expected.GetValueOrDefault(key) != actual.GetValueOrDefault(key))
            .Select(key => $"{key} {actual.GetValueOrDefault(key)}, not {expected.GetValueOrDefault(key)}"));
}
