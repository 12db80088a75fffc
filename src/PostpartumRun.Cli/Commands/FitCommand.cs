using System.CommandLine;
using System.Globalization;
using System.IO.Pipelines;
using PostpartumRun.Cli.Views;
using PostpartumRun.Fit;
using PostpartumRun.Import;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun fit dump</c>: what is in a FIT file.</summary>
internal static class FitCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The FIT file, or - for standard input." };
        var summary = new Option<bool>("--summary") { Description = "Count the messages instead of printing them." };
        var csv = new Option<bool>("--csv") { Description = "Print a line of CSV for each value." };
        var dump = new Command("dump", "Print every message of a FIT file, names and units resolved.") { file, summary, csv };
        dump.Validators.Add(InputPaths.Check(file));
        dump.Validators.Add(result =>
        {
            if (result.GetResult(csv) is not null && (result.GetResult(summary) is not null || result.GetResult(context.Json) is { Implicit: false }))
                result.AddError("--csv stands alone: leave out --summary and --json.");
        });
        dump.SetAction((result, cancellation) => DumpAsync(
            context.Terminal, result.GetValue(file)!,
            result.GetValue(summary) ? new FitSummaryView(context.Terminal, context.IsJson(result))
            : result.GetValue(csv) ? new FitCsvView(context.Terminal)
            : context.IsJson(result) ? new FitJsonView(context.Terminal)
            : new FitTextView(context.Terminal),
            cancellation));
        return new Command("fit", "Look into FIT files.") { dump };
    }

    private static async Task<int> DumpAsync(Terminal terminal, string path, IFitView view, CancellationToken cancellation)
    {
        var state = new FitReaderState();
        FitError? told = null;
        bool hasError = false;
        long size;
        await using (var stream = Open(path))
        {
            var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
            size = await FitPipe.ReadAsync(pipe, state, Visit, cancellation).ConfigureAwait(false);
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
        view.Finish(path, size, state);
        Tell(state.FileError);
        return hasError ? ExitCode.UnreadableInput : ExitCode.Done;

        void Visit(ref FitReader reader)
        {
            view.Visit(ref reader);
            if (reader.Token == FitToken.FileEnd)
                Tell(reader.FileError);
        }

        // Each file of a chain has its own damage; that of the last one can come behind its end.
        void Tell(FitError? error)
        {
            if (error is not { } damage || damage == told)
                return;
            (told, hasError) = (error, true);
            terminal.Message($"pprun: {path}: {damage.Message}");
        }
    }

    private static Stream Open(string path)
    {
        if (path == InputFile.StandardInput)
            return Console.OpenStandardInput();
        if (Directory.Exists(path))
            throw new CommandException(ExitCode.UnreadableInput, $"{path} is a folder: name a FIT file in it.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException(ExitCode.UnreadableInput, $"{path}: there is no such file. Look at the path's spelling.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.UnreadableInput, string.Create(CultureInfo.InvariantCulture, $"{path} cannot be read: {exception.Message}"));
        }
    }
}
