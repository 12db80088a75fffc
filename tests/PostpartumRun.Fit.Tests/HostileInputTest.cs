using System.Runtime.CompilerServices;
using CsCheck;
using PostpartumRun.Testing;
using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>No input throws, hangs, or fills the memory.</summary>
public sealed class HostileInputTest
{
    [Fact]
    public void No_altered_file_throws() => Mutation.OfHandMadeFiles.Sample(ReadAll, iter: 10_000);

    [Fact]
    public void No_altered_real_file_throws()
    {
        byte[][] files = [.. CorpusFile.All().Select(file => file.Bytes()).Where(bytes => bytes.Length < 10_000)];
        Assert.NotEmpty(files);
        Mutation.Of(Gen.OneOf(files)).Sample(ReadAll, iter: 300);
    }

    [Fact]
    public void No_random_bytes_behind_a_header_throw() =>
        Gen.Byte.Array[0, 300].Sample(bytes => ReadAll([.. Header(14, 0xFFFF), .. bytes]), iter: 5000);

    [Fact]
    public void No_random_messages_of_the_profile_throw()
    {
        // Types, sizes and bytes have nothing to do with what the profile says of the fields.
        var field = Gen.Select(Gen.Int[0, 255], Gen.Int[0, 20], Gen.Byte);
        var file =
            from number in Gen.OneOf(Gen.Int[0, 400], Gen.OneOf(20, 21, 132, 206, 207))
            from fields in field.Array[0, 12]
            from developer in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 20], Gen.Int[0, 3]).Array[0, 3]
            from isBig in Gen.Bool
            from data in Gen.Byte.Array[fields.Sum(f => f.Item2) + developer.Sum(f => f.Item2)].Array[1, 3]
            select File([
                Define(1, 206, (0, 1, U8), (1, 1, U8), (2, 1, U8), (6, 1, U8), (7, 1, S8)), Message(1, 0, 1, (byte)number, 3, 5), Message(1, 1, 2, U64, 255, 127),
                Define(0, (ushort)number, isBig, fields, developer), .. data.Select(bytes => Message(0, bytes))]);
        file.Sample(ReadAll, iter: 10_000);
    }

    [Fact]
    public void Ever_new_definitions_do_not_stay_in_memory()
    {
        var state = new FitReaderState();
        var definitions = ReadDefinitions(state, MakeEverNew(20_000));
        Assert.Equal(20_000, definitions.Count);
        GC.Collect();
        Assert.InRange(definitions.Count(definition => definition.IsAlive), 1, 512 + 16);
        GC.KeepAlive(state);
    }

    [Fact]
    public void Ever_new_definitions_are_read_in_linear_time()
    {
        // A search over everything that was ever defined takes minutes here, and one byte by byte over what is kept takes seconds.
        byte[] file = MakeEverNew(300_000);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var reader = new FitReader(file);
        while (reader.Read())
        {
        }
        Assert.Null(reader.Error);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> ReadDefinitions(FitReaderState state, byte[] file)
    {
        var definitions = new List<WeakReference>();
        var reader = new FitReader(file, isLast: true, state);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Definition)
                definitions.Add(new(reader.Definition));
        }
        Assert.Null(reader.Error);
        return definitions;
    }

    private static byte[] MakeEverNew(int count) =>
        File([.. Enumerable.Range(0, count).Select(i => Define(i & 15, (ushort)i, (i & 255, 1 + (i >> 16), U8)))]);

    /// <summary>Reads an input by every way there is: whole, in chunks, by field, and as a person would.</summary>
    private static void ReadAll(byte[] bytes)
    {
        var state = new FitReaderState();
        var resolver = new FieldResolver();
        var reader = new FitReader(bytes, isLast: true, state);
        long last = -1;
        while (reader.Read())
        {
            Assert.True(reader.Offset > last && reader.Offset < bytes.Length);
            last = reader.Offset;
            if (reader.Token == FitToken.FileHeader)
                resolver.BeginFile();
            if (reader.Token != FitToken.Message)
                continue;
            Look(reader.Message);
            Assert.All(resolver.Resolve(reader.Message), IsWhole);
            Assert.All(resolver.ResolveDeveloperFields(reader.Message), IsWhole);
        }
        Assert.Equal(FitToken.None, reader.Token);
        Assert.False(reader.Read());
        if (reader.Error is { } error)
            Assert.InRange(error.Offset, 0, bytes.Length);
    }

    private static void Look(FitMessage message)
    {
        _ = message.Timestamp;
        foreach (var definition in message.Definition.Fields)
        {
            var field = message.View(definition);
            _ = (field.Integer, field.Number, field.Text);
            Assert.InRange(field.Count, 0, 255);
            for (int i = 0; i < field.Count; i++)
            {
                field.TryGetBits(i, out ulong bits);
                _ = field.BaseType.ToDouble(bits);
            }
        }
    }

    private static void IsWhole(ResolvedField field)
    {
        Assert.NotEmpty(field.Name);
        Assert.Contains(field.Values, value => value.Kind != FitValueKind.None);
        Assert.All(field.Values, value => Assert.Equal(value.Kind == FitValueKind.None, value.ToString().Length == 0));
    }
}
