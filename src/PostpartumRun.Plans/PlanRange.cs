using System.Globalization;

namespace PostpartumRun.Plans;

/// <summary>A number of times or weeks from one to another, both included. The default is none at all.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The most; no less than <paramref name="Min"/>.</param>
public readonly record struct PlanRange(int Min, int Max)
{
    /// <summary><c>2-3</c>, or <c>2</c> if both ends are the same.</summary>
    public override string ToString() => Min == Max
        ? Min.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Min}-{Max}");
}
