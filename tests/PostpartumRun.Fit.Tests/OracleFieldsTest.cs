using System.Globalization;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>Every field of every message of the corpus, against the official decoder's.</summary>
public sealed class OracleFieldsTest
{
    [Fact]
    public void Every_field_of_every_message_is_the_official_one()
    {
        var files = CorpusFile.All().OrderByDescending(file => file.Bytes().Length).Select((file, i) => (file.Name, Share: i % 2)).ToList();
        var counts = new System.Collections.Concurrent.ConcurrentDictionary<(string File, string Field, string Kind), (int Count, string Sample)>();
        Parallel.ForEach(files.GroupBy(file => file.Share), new ParallelOptions { MaxDegreeOfParallelism = 2 }, share =>
        {
            using var lines = NodeOracle.Lines("all-fields.mjs", string.Join('\n', share.Select(file => Corpus.File(file.Name)))).GetEnumerator();
            while (lines.MoveNext())
                Compare(lines.Current[2..], lines, (field, kind, official, ours) =>
                    counts.AddOrUpdate((Path.GetFileName(lines_file!), field, kind), (1, $"{official} | {ours}"), (_, known) => (known.Count + 1, known.Sample)));
        });
        File.WriteAllLines("/tmp/wt/fields-diff.txt", counts.OrderBy(c => c.Key.Field).Select(c => $"{c.Key.Field}\t{c.Key.Kind}\t{c.Value.Count}\t{c.Key.File}\t{c.Value.Sample}"));
        Assert.Empty(counts);
    }

    [ThreadStatic] private static string? lines_file;

    private static void Compare(string path, IEnumerator<string> lines, Action<string, string, string, string> report)
    {
        lines_file = path;
        var official = new OfficialFields();
        var resolver = new FieldResolver();
        var reader = new FitReader(File.ReadAllBytes(path));
        bool ended = false;
        while (reader.Read())
        {
            if (reader.Token == FitToken.FileHeader)
                resolver.BeginFile();
            if (reader.Token != FitToken.Message || ended)
                continue;
            lines.MoveNext();
            if (lines.Current.StartsWith("<", StringComparison.Ordinal))
            {
                ended = true;
                report("END", lines.Current, reader.Offset.ToString(CultureInfo.InvariantCulture), "");
                continue;
            }
            official.Take(lines.Current);
            if (official.Number != reader.Message.Number)
                report("NUMBER", "", "", "");
            string name = reader.Definition.Profile?.Name ?? official.Number.ToString(CultureInfo.InvariantCulture);
            var fields = resolver.Resolve(reader.Message);
            var developers = resolver.ResolveDeveloperFields(reader.Message);
            official.Compare(reader.Definition.Profile, fields, developers, (field, kind, theirs, ours) => report($"{name}.{field}", kind, theirs, ours));
        }
        while (!ended && lines.MoveNext())
        {
            ended = lines.Current.StartsWith("<", StringComparison.Ordinal);
            report("REST", lines.Current.Length > 2 ? lines.Current[..Math.Min(60, lines.Current.Length)] : "", reader.Error?.Name ?? "", "");
        }
    }
}
