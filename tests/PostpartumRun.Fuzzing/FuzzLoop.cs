using System.Diagnostics;
using System.Security.Cryptography;

namespace PostpartumRun.Fuzzing;

/// <summary>
/// Reads one altered input after the other, and keeps those that reach what no other has. What throws is made shorter and kept as a find; what
/// ends the process or never ends is for the one who watches.
/// </summary>
internal sealed class FuzzLoop(IFuzzTarget target, FuzzFolders folders, ulong seed)
{
    private const int RunsAnInput = 200;

    private readonly Coverage _coverage = new();
    private readonly Mutator _mutator = new(seed, FuzzSeeds.MaxLength, target.IsFit);
    private readonly List<FuzzInput> _inputs = [];
    private readonly HashSet<string> _finds = [];
    private Choices _choices = new(~seed);

    public void Run(TimeSpan time)
    {
        using var shared = new SharedInput(folders.Folder);
        foreach (byte[] input in target.Seeds().Concat(folders.Inputs()))
            Try(shared, Begin(input), isSeed: true);
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
            var input = Pick();
            for (int i = 0; i < RunsAnInput; i++)
                Try(shared, _mutator.Alter(input, Pick()), isSeed: false);
            folders.Report(shared.Count, _inputs.Count, _coverage.Pairs);
        }
    }

    /// <summary>Long files begin with what stands at their head.</summary>
    private ReadOnlySpan<byte> Begin(byte[] input) =>
        input.Length <= FuzzSeeds.MaxLength ? input
        : target.IsFit ? FitRepair.Head(input, FuzzSeeds.HeadLength)
        : input.AsSpan(0, FuzzSeeds.MaxLength);

    /// <summary>The shorter of two, each of them every other time one of the newest, which others have tried least.</summary>
    private FuzzInput Pick()
    {
        var (one, other) = (PickOne(), PickOne());
        return one.Bytes.Length <= other.Bytes.Length ? one : other;
    }

    private FuzzInput PickOne()
    {
        int newest = Math.Max(1, _inputs.Count / 8);
        return _inputs[_choices.OneIn(2) ? _inputs.Count - 1 - _choices.Below(newest) : _choices.Below(_inputs.Count)];
    }

    private void Try(SharedInput shared, ReadOnlySpan<byte> input, bool isSeed)
    {
        var placed = shared.Put(input);
        _coverage.Begin();
        try
        {
            target.Run(placed);
        }
        catch (Exception exception) when (IsFind(exception))
        {
            Keep(shared, exception);
            if (_inputs.Count > 0)
                return;
        }
        bool isNew = _coverage.IsNew();
        if (!isNew && _inputs.Count > 0)
            return;
        _inputs.Add(FuzzInput.Of(input, target.IsFit));
        if (!isSeed)
            folders.KeepInput(input);
    }

    /// <summary>Every exception is one: to be caught here is enough.</summary>
    private static bool IsFind(Exception exception) => exception is not null;

    private void Keep(SharedInput shared, Exception exception)
    {
        string kind = Kind(exception);
        if (!_finds.Add(kind))
            return;
        byte[] least = Shrink(shared, shared.Current.ToArray(), kind);
        folders.KeepFind("throws", least, exception.ToString());
    }

    /// <summary>Leaves out all that the same failure does not need.</summary>
    private byte[] Shrink(SharedInput shared, byte[] input, string kind)
    {
        for (int length = input.Length / 2; length > 0; length /= 2)
        {
            for (int start = 0; start + length <= input.Length;)
            {
                byte[] less = [.. input[..start], .. input[(start + length)..]];
                if (Fails(shared, less) == kind)
                    input = less;
                else
                    start += length;
            }
        }
        return input;
    }

    private string? Fails(SharedInput shared, byte[] input)
    {
        try
        {
            target.Run(shared.Put(input));
            return null;
        }
        catch (Exception exception) when (IsFind(exception))
        {
            return Kind(exception);
        }
    }

    /// <summary>Failures are the same that happen at the same place.</summary>
    private static string Kind(Exception exception)
    {
        var method = new StackTrace(exception).GetFrame(0);
        return $"{exception.GetType().Name} {method?.GetMethod()?.DeclaringType}.{method?.GetMethod()?.Name}+{method?.GetILOffset()}";
    }
}

/// <summary>Where a target's inputs and finds lie.</summary>
internal sealed class FuzzFolders
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<string> _seeds;
    private readonly string _name;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _reported;
    private long _first = -1;

    /// <param name="work">The folder of all targets' work.</param>
    /// <param name="name">The target.</param>
    /// <param name="seeds">Folders of files to begin with.</param>
    public FuzzFolders(string work, string name, IReadOnlyList<string> seeds)
    {
        (_name, _seeds, Folder) = (name, seeds, Path.Combine(work, name));
        Directory.CreateDirectory(Path.Combine(Folder, "inputs"));
        Directory.CreateDirectory(Path.Combine(Folder, "finds"));
    }

    /// <summary>The target's own folder.</summary>
    public string Folder { get; }

    /// <summary>The files of the folders to begin with, and the inputs that were kept before.</summary>
    public IEnumerable<byte[]> Inputs() =>
        _seeds.Append(Path.Combine(Folder, "inputs"))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            .Select(File.ReadAllBytes);

    public void KeepInput(ReadOnlySpan<byte> input) => File.WriteAllBytes(Path.Combine(Folder, "inputs", NameOf(input)), input);

    /// <summary>Keeps a find, and why it is one.</summary>
    public void KeepFind(string what, ReadOnlySpan<byte> input, string why)
    {
        string path = Path.Combine(Folder, "finds", $"{_name}-{what}-{NameOf(input)}");
        File.WriteAllBytes(path, input);
        File.WriteAllText(path + ".txt", why);
        Console.WriteLine($"{_name}: found {path}: {why.Split('\n')[0]}");
    }

    /// <summary>Says now and then how far it is.</summary>
    public void Report(long count, int inputs, int pairs)
    {
        if (_first < 0)
            _first = count;
        var time = _watch.Elapsed;
        if (time - _reported < ReportEvery)
            return;
        _reported = time;
        Console.WriteLine(FormattableString.Invariant(
            $"{_name}: {count} executions, {(count - _first) / time.TotalSeconds:F0}/s, {inputs} inputs, {pairs} pairs of branches"));
    }

    private static string NameOf(ReadOnlySpan<byte> input) => Convert.ToHexStringLower(SHA256.HashData(input))[..12];
}
