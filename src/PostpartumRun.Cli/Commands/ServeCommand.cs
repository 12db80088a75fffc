using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun serve</c>: the page. It is a program of its own beside this one, since a native build of this one cannot hold it.</summary>
internal static partial class ServeCommand
{
    private const string Name = "pprun-web";
    private const int Terminate = 15;

    public static Command Create(CommandContext context)
    {
        var port = new Option<int?>("--port") { Description = "The port; 0 for one that is free.", HelpName = "N" };
        var rest = new Argument<string[]>("OPTION") { Description = $"Further options of {Name}, after --.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("serve", "Serve the page of the log on this machine, until stopped: open it in a browser.") { port, rest };
        command.SetAction((result, cancellation) =>
        {
            List<string> arguments = ["--data", context.FolderOf(result), "--runner", result.GetValue(context.Runner)!];
            if (result.GetValue(port) is { } number)
                arguments.AddRange(["--port", number.ToString(CultureInfo.InvariantCulture)]);
            arguments.AddRange(result.GetValue(rest)!);
            return RunAsync(Find(AppContext.BaseDirectory), arguments, cancellation);
        });
        return command;
    }

    /// <summary>The page's program in a folder.</summary>
    private static string Find(string folder)
    {
        string path = Path.Combine(folder, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
        return File.Exists(path) ? path : throw CommandException.Usage(
            $"{Name} is not beside pprun in {folder}. Put it there: dotnet publish src/PostpartumRun.Web -o \"{Path.TrimEndingDirectorySeparator(folder)}\"; "
            + "or run it from the sources: dotnet run --project src/PostpartumRun.Web.");
    }

    private static async Task<int> RunAsync(string program, List<string> arguments, CancellationToken cancellation)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
            // Ctrl+C reaches it by itself, a signal to this process alone does not; either way it finishes the requests that it has begun.
            await using (cancellation.Register(() => Stop(process)).ConfigureAwait(false))
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            return process.ExitCode;
        }
        catch (Win32Exception exception)
        {
            throw new CommandException(ExitCode.Fault, $"{program} cannot be started: {exception.Message}.");
        }
    }

    private static void Stop(Process process)
    {
        if (process.HasExited)
            return;
        if (OperatingSystem.IsWindows())
            process.Kill();
        else
            _ = Signal(process.Id, Terminate);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
