using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace PostpartumRun.Cli;

/// <summary>Tells systemd at half the time that it set that the service is alive; does nothing where it set none.</summary>
internal sealed class SystemdWatchdog(TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? microseconds = Environment.GetEnvironmentVariable("WATCHDOG_USEC");
        if (!long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) || limit == 0)
            return;
        var notifier = new SystemdNotifier();
        using var timer = new PeriodicTimer(TimeSpan.FromMicroseconds(limit / 2.0), clock);
        try
        {
            do
                notifier.Notify(new ServiceState("WATCHDOG=1"));
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }
}
