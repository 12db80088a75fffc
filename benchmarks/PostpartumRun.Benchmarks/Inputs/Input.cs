namespace PostpartumRun.Benchmarks;

/// <summary>The two kinds of activity files that readers find easy and hard.</summary>
public enum Input
{
    /// <summary>A modern watch's run: messages of several kinds take turns.</summary>
    Alternating,

    /// <summary>Long runs of one kind of message.</summary>
    Homogeneous,
}

/// <summary>The inputs' bytes: real files where the corpus is there, else such as the project makes itself.</summary>
internal static class Inputs
{
    private static readonly Lazy<byte[]> Alternating = new(() => Checkout.CorpusFile("rzfitparser__running.fit") ?? MadeFiles.Alternating());
    private static readonly Lazy<byte[]> Homogeneous = new(() => Checkout.CorpusFile("muktihari__big_activity.fit") ?? MadeFiles.Homogeneous());

    public static byte[] Bytes(this Input input) => input == Input.Alternating ? Alternating.Value : Homogeneous.Value;
}
