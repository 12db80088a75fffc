using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PostpartumRun.Evaluation;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public SeedSet Seeds { get; private set; } = SeedSet.Test;

    public int Outings { get; private set; } = 4000;

    /// <summary>How many wrong outings to list.</summary>
    public int Worst { get; private set; }

    /// <summary>One outing to show, as kind and seed.</summary>
    public (Kind Kind, long Seed)? Show { get; private set; }

    /// <summary>Where the shown outing's file goes.</summary>
    public string? File { get; private set; }

    /// <summary>What the listed outings have in common: a kind, behaviour or trouble.</summary>
    public string? Only { get; private set; }

    public bool IsJson { get; private set; }

    public bool HasBaselines { get; private set; } = true;

    public bool HasRealFiles { get; private set; } = true;

    public static bool TryParse(ReadOnlySpan<string> arguments, [NotNullWhen(true)] out Options? options, out string? problem)
    {
        options = new();
        problem = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            string value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            if (options.TakeFlag(arguments[i]))
                continue;
            if (!options.TakeValue(arguments[i], value, ref i))
            {
                problem = $"What is {arguments[i]} {value}?";
                options = null;
                return false;
            }
        }
        return true;
    }

    private bool TakeFlag(string flag)
    {
        switch (flag)
        {
            case "--json":
                return IsJson = true;
            case "--no-baselines":
                return !(HasBaselines = false);
            case "--no-real-files":
                return !(HasRealFiles = false);
            default:
                return false;
        }
    }

    private bool TakeValue(string name, string value, ref int i)
    {
        i++;
        switch (name)
        {
            case "--seeds" when Enum.TryParse<SeedSet>(value, true, out var set):
                Seeds = set;
                return true;
            case "--outings" when int.TryParse(value, CultureInfo.InvariantCulture, out int count) && count > 0:
                Outings = count;
                return true;
            case "--worst" when int.TryParse(value, CultureInfo.InvariantCulture, out int worst):
                Worst = worst;
                return true;
            case "--only":
                Only = value;
                return true;
            case "--file":
                File = value;
                return true;
            case "--show" when value.Split(':') is [var kind, var seed] && Enum.TryParse<Kind>(kind, true, out var parsed)
                && long.TryParse(seed, CultureInfo.InvariantCulture, out long number):
                Show = (parsed, number);
                return true;
            default:
                i--;
                return false;
        }
    }
}
