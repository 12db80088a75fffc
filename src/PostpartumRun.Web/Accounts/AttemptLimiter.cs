using System.Threading.RateLimiting;

namespace PostpartumRun.Web;

/// <summary>So many attempts in a window, which begins with the first of them. The framework's own limiters know no clock but the
/// machine's.</summary>
internal sealed class AttemptLimiter(int attempts, TimeSpan window, TimeProvider clock) : RateLimiter
{
    private static readonly RateLimitLease _let = new Lease(true), _refused = new Lease(false);

    private readonly Lock _gate = new();
    private DateTimeOffset _end;
    private int _made;
    private long _letCount, _refusedCount;

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate)
            {
                var since = clock.GetUtcNow() - _end;
                return since > TimeSpan.Zero ? since : null;
            }
        }
    }

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics()
    {
        lock (_gate)
            return new()
            {
                CurrentAvailablePermits = Math.Max(0, attempts - _made),
                TotalSuccessfulLeases = _letCount,
                TotalFailedLeases = _refusedCount,
            };
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now >= _end)
                (_end, _made) = (now + window, 0);
            if (_made + permitCount > attempts)
            {
                _refusedCount++;
                return _refused;
            }
            _made += permitCount;
            _letCount++;
            return _let;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    private sealed class Lease(bool isAcquired) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}

/// <summary>How often somebody may try to sign in, from one address and as one account.</summary>
internal sealed class SignInLimits : IDisposable
{
    /// <summary>Attempts as one account, right or wrong, from wherever they come.</summary>
    public const int PerAccount = 10;

    /// <summary>Attempts from one address: a household or a practice has one between them.</summary>
    public const int PerAddress = 50;

    /// <summary>The time that they count in.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly PartitionedRateLimiter<(string Account, string Address)> _limiter;

    public SignInLimits(TimeProvider clock) => _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(string Account, string Address), string>(attempt =>
            RateLimitPartition.Get(attempt.Address, _ => new AttemptLimiter(PerAddress, Window, clock))),
        PartitionedRateLimiter.Create<(string Account, string Address), string>(attempt =>
            RateLimitPartition.Get(attempt.Account, _ => new AttemptLimiter(PerAccount, Window, clock))));

    /// <summary>Counts an attempt; false where there were too many.</summary>
    public bool Count(string account, System.Net.IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire((account.ToLowerInvariant(), NetworkOf(address)));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    // One line has 2^64 addresses of IPv6.
    private static string NetworkOf(System.Net.IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString() ?? "";
    }
}
