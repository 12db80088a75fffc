using System.CommandLine;
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
        var data = new Option<string?>("--data") { Description = $"The folder of the log. [default: ${DataFolder.Variable}, or the platform's data folder]", HelpName = "DIR", Recursive = true };
        var runner = new Option<string>("--runner") { Description = "Whose page opens first.", HelpName = "NAME", DefaultValueFactory = _ => "me" };
        var port = new Option<int>("--port") { Description = "The port; 0 for one that is free.", HelpName = "N", DefaultValueFactory = _ => WebOptions.DefaultPort };
        var root = new RootCommand("The page of the log, on this machine alone unless you say otherwise: open it in a browser.") { data, runner, port };
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
                    return new() { DataFolder = folder, Runner = result.GetValue(runner)!, Port = result.GetValue(port), Address = address, Exposure = exposed };
                },
                clock,
                cancellation).ConfigureAwait(false);
        });
        return await root.Parse(args).InvokeAsync().ConfigureAwait(false) is var code && code == 1 && root.Parse(args).Errors.Count > 0 ? Usage : code;
    }

    private static async Task<int> ServeAsync(Func<WebOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            await using var app = PageServer.Build(options(), clock);
            await app.StartAsync(cancellation).ConfigureAwait(false);
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

    private static int Refuse(string message)
    {
        Console.Error.WriteLine($"pprun-web: {message}");
        return Usage;
    }
}
