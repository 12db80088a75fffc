using System.Text.Json;
using Xunit;

namespace PostpartumRun.Testing;

/// <summary>One of the corpus's files, with what its manifest says of it.</summary>
public sealed record CorpusFile(string Name, JsonElement Manifest)
{
    /// <summary>All of them. Skips the calling test where the corpus is missing.</summary>
    public static IReadOnlyList<CorpusFile> All() =>
        [.. File.ReadLines(Corpus.Manifest).Select(line => JsonDocument.Parse(line).RootElement).Select(json => new CorpusFile(json.GetProperty("file").GetString()!, json))];

    /// <summary>Whether every checksum in it holds.</summary>
    public bool IsValid => Manifest.GetProperty("crc_valid").GetBoolean();

    /// <summary>How many records it holds, up to where it is damaged.</summary>
    public int Records => Manifest.GetProperty("records").GetInt32();

    /// <summary>Its bytes.</summary>
    public byte[] Bytes() => File.ReadAllBytes(Corpus.File(Name));

    /// <summary>What an official decoder read from it, or null where none could.</summary>
    public JsonElement? Oracle()
    {
        string path = Path.Combine(Corpus.Oracle, Path.ChangeExtension(Name, ".json"));
        return File.Exists(path) ? JsonDocument.Parse(File.ReadAllText(path)).RootElement : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
