using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PostpartumRun.Import;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun watch</c>: a service that imports what appears in a folder.</summary>
internal static class WatchCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder to watch, with all below it." };
        var quarantine = new Option<string?>("--quarantine")
        {
            Description = "Where unreadable files are put aside, each with a report. [default: they stay]",
            HelpName = "DIR",
        };
        var give = new Option<int>("--give-up-after")
        {
            Description = "Seconds that a file which is not whole may stay as it is before what is good of it is salvaged.",
            HelpName = "N",
            DefaultValueFactory = _ => 600,
        };
        var scan = new Option<int>("--scan-every")
        {
            Description = "Seconds between looks through the folder, beside the system's events.",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
        };
        var command = new Command("watch", "Import what appears in a folder, until stopped; under systemd with eng/pprun-watch.service.")
        {
            folder, quarantine, give, scan,
        };
        command.SetAction(async (result, cancellation) =>
        {
            string watched = result.GetValue(folder)!;
            if (string.IsNullOrWhiteSpace(watched) || File.Exists(watched))
                throw CommandException.Usage($"{(watched.Length > 0 ? watched : "The name")} is no folder: name the one to watch.");
            var options = new FolderOptions(Path.GetFullPath(watched), result.GetValue(quarantine))
            {
                GiveUp = Seconds(result, give),
                ScanEvery = Seconds(result, scan),
            };
            using var host = Build(context, result, options);
            await host.StartAsync(cancellation).ConfigureAwait(false);
            await host.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static TimeSpan Seconds(ParseResult result, Option<int> option) => result.GetValue(option) is > 0 and <= 86_400 and var seconds
        ? TimeSpan.FromSeconds(seconds)
        : throw CommandException.Usage($"{option.Name} takes 1 to 86400 seconds.");

    private static IHost Build(CommandContext context, ParseResult result, FolderOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(new LineLoggerProvider(context.Terminal, context.Clock, context.IsJson(result)));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        // The command's own handler of signals cancels; the host needs none.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton(_ => context.OpenJournal(result));
        builder.Services.AddHostedService(services =>
        {
            var journal = services.GetRequiredService<Journal.JournalStore>();
            var logger = services.GetRequiredService<ILogger<FolderService>>();
            var systemd = services.GetRequiredService<SystemdNotifications>();
            var watched = options with { Beat = systemd.Beat ?? options.Beat, Alive = systemd.Alive };
            return new FolderService(journal, context.FindRunner(result, journal), watched, context.Clock, logger);
        });
        builder.Services.AddSingleton(services =>
            new SystemdNotifications(services.GetRequiredService<IHostApplicationLifetime>(), context.Clock));
        builder.Services.AddHostedService(services => services.GetRequiredService<SystemdNotifications>());
        ServiceMetrics.AddTo(builder);
        return builder.Build();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
