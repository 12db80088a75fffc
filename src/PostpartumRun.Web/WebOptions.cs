using System.Net;

namespace PostpartumRun.Web;

/// <summary>How the page is served.</summary>
public sealed record WebOptions
{
    /// <summary>The port, unless another is asked for.</summary>
    public const int DefaultPort = 5180;

    /// <summary>The folder of the log.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whose page <c>/</c> leads to.</summary>
    public string Runner { get; init; } = "me";

    /// <summary>The address to listen at: this machine's own, which no other machine reaches.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Who else can reach it, and how it is kept from others: by default nobody.</summary>
    public Exposure Exposure { get; init; } = new();

    /// <summary>The port to listen at; 0 for one that is free.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Where to look for watches that are plugged in; null for where this system mounts them, empty for nowhere.</summary>
    public IReadOnlyList<string>? WatchPlaces { get; init; }
}
