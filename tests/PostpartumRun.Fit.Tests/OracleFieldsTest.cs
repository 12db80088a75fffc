using System.Collections.Concurrent;
using System.Globalization;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>
/// Every field of every message of the corpus, against the official decoder's; what may differ stands in <c>docs/fit-differences.md</c>, and all of
/// it has to.
/// </summary>
public sealed class OracleFieldsTest
{
    /// <summary>Each runs a decoder of its own.</summary>
    private const int Shares = 2;

    private const int LargestCopy = 60_000;

    private readonly ConcurrentDictionary<(string File, string Field), (int Times, string Official, string Ours)> _fields = [];
    private readonly ConcurrentBag<string> _files = [];

    [Fact]
    public void Every_field_of_every_message_is_the_official_one_or_is_a_known_difference()
    {
        NodeOracle.Require();
        Compare([.. CorpusFile.All().Select(file => (file.Name, Path: Corpus.File(file.Name)))]);
        AssertKnown("Files", 5, _files);
        AssertKnown("Fields", 5, _fields.Select(found => Row(found.Key.File, found.Key.Field, found.Value.Times, found.Value.Official, found.Value.Ours)));
    }

    [Fact]
    public void The_official_decoder_reads_every_field_of_a_real_file_written_again()
    {
        NodeOracle.Require();
        var folder = Directory.CreateTempSubdirectory("pprun-copies-");
        try
        {
            // Those that it does not read as they are, and the small ones.
            string[] rejected = [.. KnownDifferences.Under("Files", 1)];
            Compare(
            [
                .. CorpusFile.All().Where(file => rejected.Contains(file.Name) || new FileInfo(Corpus.File(file.Name)).Length <= LargestCopy).AsParallel().Select(file =>
                {
                    string path = Path.Combine(folder.FullName, file.Name);
                    File.WriteAllBytes(path, FitCopy.Of(file.Bytes(), SumsFirst));
                    return (file.Name, path);
                }),
            ]);
            Assert.Empty(_files);
            AssertKnown("Fields of files written again", 5, _fields.Select(found => Row(found.Key.File, found.Key.Field, found.Value.Times, found.Value.Official, found.Value.Ours)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The official decoder throws where a sum follows the field that is added up in it.</summary>
    private static int SumsFirst(MessageDefinition message, FieldDefinition field) =>
        message.Profile?.FindField(field.Number) is { IsAccumulated: true } ? 0 : 1;

    private static void AssertKnown(string heading, int columns, IEnumerable<string> found)
    {
        string[] known = [.. KnownDifferences.Under(heading, columns).Order(StringComparer.Ordinal)];
        string[] actual = [.. found.Order(StringComparer.Ordinal)];
        Assert.True(
            known.SequenceEqual(actual),
            $"{heading}: unknown differences:\n{string.Join('\n', actual.Except(known))}\nand differences that are no more:\n{string.Join('\n', known.Except(actual))}");
    }

    private static string Row(params object[] cells) => string.Join(" | ", cells.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell}").Trim()));

    private void Compare((string Name, string Path)[] files) =>
        Parallel.ForEach(
            files.OrderByDescending(file => new FileInfo(file.Path).Length).Select((file, i) => (file, Share: i % Shares)).GroupBy(item => item.Share, item => item.file),
            new ParallelOptions { MaxDegreeOfParallelism = Shares },
            share =>
            {
                using var lines = NodeOracle.Lines("all-fields.mjs", string.Join('\n', share.Select(file => file.Path))).GetEnumerator();
                var official = new OfficialFields();
                foreach (var (name, path) in share)
                {
                    Assert.True(lines.MoveNext() && lines.Current == $"> {path}");
                    Compare(name, File.ReadAllBytes(path), lines, official);
                }
            });

    private void Compare(string file, byte[] bytes, IEnumerator<string> lines, OfficialFields official)
    {
        int read = 0, common = 0, rest = 0;
        bool hasNext = Next(lines);
        var resolver = new FieldResolver();
        var reader = new FitReader(bytes);
        while (reader.Read())
        {
            if (reader.Token == FitToken.FileHeader)
                resolver.BeginFile();
            if (reader.Token != FitToken.Message)
                continue;
            read++;
            if (!hasNext)
                continue;
            common++;
            official.Take(lines.Current);
            Assert.Equal(official.Number, reader.Message.Number);
            string message = FitMessageName(reader.Message);
            official.Compare(
                reader.Definition.Profile, resolver.Resolve(reader.Message), resolver.ResolveDeveloperFields(reader.Message),
                (field, theirs, ours) => _fields.AddOrUpdate(
                    (file, $"{message}.{field}"), (1, theirs, ours), (_, known) => (known.Times + 1, known.Official, known.Ours)));
            hasNext = Next(lines);
        }
        for (; hasNext; hasNext = Next(lines))
            rest++;
        string end = lines.Current[1..].Trim();
        if (end.Length > 0 || reader.Error is not null || read != common + rest)
            _files.Add(Row(file, end.Length == 0 ? "no error" : end, common + rest, reader.Error?.Name ?? "no error", read));
    }

    private static string FitMessageName(FitMessage message) =>
        message.Definition.Profile?.Name ?? message.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether another message of the file follows.</summary>
    private static bool Next(IEnumerator<string> lines)
    {
        Assert.True(lines.MoveNext());
        return !lines.Current.StartsWith('<');
    }
}
