using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using PostpartumRun.Import;

namespace PostpartumRun.Cli;

/// <summary>
/// Sends a service's metrics to a collector, where OpenTelemetry's own variables of the environment name one; without them, nothing leaves the machine.
/// They are counts and times, with no word of whose or which files.
/// </summary>
internal static class ServiceMetrics
{
    /// <summary>A service stops within two seconds, also when nobody takes its last figures.</summary>
    private const int MostTimeoutMilliseconds = 1000;

    private static readonly string[] Collectors = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    public static void AddTo(HostApplicationBuilder builder)
    {
        if (!Array.Exists(Collectors, name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }))
            return;
        // The exporter reads all of its variables from here.
        builder.Configuration.AddEnvironmentVariables();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService("pprun").AddTelemetrySdk().AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics
                .AddMeter(StageTimes.MeterName, FolderService.MeterName)
                .AddOtlpExporter(exporter => exporter.TimeoutMilliseconds = Math.Min(exporter.TimeoutMilliseconds, MostTimeoutMilliseconds)));
    }
}
