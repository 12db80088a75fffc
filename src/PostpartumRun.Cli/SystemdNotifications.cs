using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace PostpartumRun.Cli;

/// <summary>
/// Tells systemd, or whatever else listens at <c>NOTIFY_SOCKET</c>, that the service is ready, that it stops, and at half the time of
/// <c>WATCHDOG_USEC</c> that it is alive. Does nothing where nobody listens.
/// </summary>
internal sealed class SystemdNotifications(IHostApplicationLifetime lifetime, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var notifier = new SystemdNotifier();
        if (!notifier.IsEnabled)
            return;
        using var started = lifetime.ApplicationStarted.Register(() => notifier.Notify(ServiceState.Ready));
        using var stopping = lifetime.ApplicationStopping.Register(() => notifier.Notify(ServiceState.Stopping));
        try
        {
            string? microseconds = Environment.GetEnvironmentVariable("WATCHDOG_USEC");
            if (!long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) || limit == 0)
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken).ConfigureAwait(false);
            using var timer = new PeriodicTimer(TimeSpan.FromMicroseconds(limit / 2.0), clock);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                notifier.Notify(new ServiceState("WATCHDOG=1"));
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }
}
