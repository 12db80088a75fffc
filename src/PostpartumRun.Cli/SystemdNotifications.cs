using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace PostpartumRun.Cli;

/// <summary>
/// Tells systemd, or whatever else listens at <c>NOTIFY_SOCKET</c>, that the service is ready, that it stops, and, as often as
/// <c>WATCHDOG_USEC</c> asks for, that its loop goes on. Does nothing where nobody listens.
/// </summary>
internal sealed class SystemdNotifications : IHostedService, IDisposable
{
    private readonly SystemdNotifier _notifier = new();
    private readonly TimeProvider _clock;
    private readonly CancellationTokenRegistration _started;
    private readonly CancellationTokenRegistration _stopping;
    private long _told;

    public SystemdNotifications(IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        _clock = clock;
        string? microseconds = Environment.GetEnvironmentVariable("WATCHDOG_USEC");
        if (_notifier.IsEnabled && long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) && limit > 0)
            Beat = TimeSpan.FromMilliseconds(Math.Clamp(limit / 2000.0, 10, 86_400_000));
        _started = lifetime.ApplicationStarted.Register(() => _notifier.Notify(ServiceState.Ready));
        _stopping = lifetime.ApplicationStopping.Register(() => _notifier.Notify(ServiceState.Stopping));
    }

    /// <summary>How often to say that the loop goes on: at half the time after which it is taken for dead; null where nobody asks.</summary>
    public TimeSpan? Beat { get; }

    /// <summary>The loop goes on. It alone may say so: a timer would go on beside a loop that hangs.</summary>
    public void Alive()
    {
        long now = _clock.GetTimestamp();
        if (Beat is not { } beat || (_told != 0 && _clock.GetElapsedTime(_told, now) < beat / 2))
            return;
        _told = now;
        _notifier.Notify(new ServiceState("WATCHDOG=1"));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _started.Dispose();
        _stopping.Dispose();
    }
}
