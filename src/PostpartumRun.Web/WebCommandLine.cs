using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary><c>pprun-web</c>: reads its options, serves the page until it is stopped, and says why where it cannot.</summary>
internal static class WebCommandLine
{
    // As the command has them: 0 all done, 1 a fault of the machine, 2 wrong usage.
    private const int Done = 0, Fault = 1, Usage = 2;

    public static async Task<int> RunAsync(string[] args, TimeProvider clock)
    {
        var data = new Option<string?>("--data")
        {
            Description = $"The folder of the log. [default: ${DataFolder.Variable}, or the platform's data folder]",
            HelpName = "DIR",
            Recursive = true,
        };
        var runner = new Option<string>("--runner")
        {
            Description = "Whose page opens first.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "me",
        };
        var port = new Option<int>("--port")
        {
            Description = "The port; 0 for one that is free.",
            HelpName = "N",
            DefaultValueFactory = _ => WebOptions.DefaultPort,
        };
        var root = new RootCommand("The page of the log, on this machine alone unless you say otherwise: open it in a browser.")
        {
            data, runner, port,
        };
        var exposure = new ExposureOptions();
        exposure.AddTo(root);
        root.Subcommands.Add(AccountCommand.Create(data, clock));
        root.SetAction(async (result, cancellation) =>
        {
            string? folder = DataFolder.Find(result.GetValue(data));
            if (folder is null)
                return Refuse($"This account has no data folder: say with --data or ${DataFolder.Variable} where the log is to be.");
            if (result.GetValue(port) is < 0 or > ushort.MaxValue)
                return Refuse($"--port takes 0 to {ushort.MaxValue}.");
            return await ServeAsync(
                () =>
                {
                    var (address, exposed) = exposure.Read(result);
                    return new()
                    {
                        DataFolder = folder,
                        Runner = result.GetValue(runner)!,
                        Port = result.GetValue(port),
                        Address = address,
                        Exposure = exposed,
                    };
                },
                clock,
                cancellation).ConfigureAwait(false);
        });
        var parsed = root.Parse(args);
        return parsed.Errors.Count == 0 ? await parsed.InvokeAsync().ConfigureAwait(false)
            : Refuse($"{Wrong(parsed)}. See 'pprun-web --help'.");
    }

    /// <summary>What is wrong with a command line: what it does not know goes before what it misses.</summary>
    private static string Wrong(ParseResult parsed) =>
        parsed.UnmatchedTokens is not [var unknown, ..] ? parsed.Errors[0].Message.TrimEnd('.')
        : unknown.StartsWith('-') ? $"There is no option '{unknown}' here" : $"'{unknown}' is one word too many";

    private static async Task<int> ServeAsync(Func<WebOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            var served = options();
            await using var app = PageServer.Build(served, clock);
            await StartAsync(app, served, cancellation).ConfigureAwait(false);
            string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            Console.WriteLine($"The page is at {address}/ - Ctrl+C stops it.");
            await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
            return Done;
        }
        catch (RefusedException exception)
        {
            return Refuse(exception.Message);
        }
        catch (Exception exception) when (exception is JournalException or IOException)
        {
            await Console.Error.WriteLineAsync($"pprun-web: {exception.Message.TrimEnd('.')}.").ConfigureAwait(false);
            return Fault;
        }
    }

    private static async Task StartAsync(WebApplication app, WebOptions options, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new IOException(
                $"port {options.Port} is in use. If the page runs already, open it: http://localhost:{options.Port}/. "
                + "Otherwise choose another: --port 0 takes one that is free.",
                exception);
        }
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine($"pprun-web: {message}");
        return Usage;
    }
}
