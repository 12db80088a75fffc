using System.IO.Compression;
using Microsoft.AspNetCore.Mvc;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>All that the log holds of a runner, with the original files, in one zip: what <c>pprun log export</c> writes, and <c>pprun log import</c> reads.</summary>
internal static class RunnerArchive
{
    /// <summary>Sends it. It is made beside the log, on a disk that has room for such data and is its owner's alone, and gone when it is sent.</summary>
    public static async Task<IResult> SendAsync([FromServices] CurrentRunner current, CancellationToken cancellation)
    {
        string folder = Path.Combine(Path.GetDirectoryName(current.Journal.FilePath)!, "page-exports", Guid.NewGuid().ToString("N"));
        try
        {
            LogExport.Write(current.Journal, current.Runner, folder);
            string zip = folder + ".zip";
            var file = new FileStream(zip, Options());
            try
            {
                await ZipFile.CreateFromDirectoryAsync(folder, file, CompressionLevel.Fastest, includeBaseDirectory: false, cancellation).ConfigureAwait(false);
                file.Position = 0;
                // No name of hers: downloads lie about.
                return Results.File(file, "application/zip", FormattableString.Invariant($"pprun-export-{current.Clock.GetUtcNow():yyyy-MM-dd}.zip"));
            }
            catch
            {
                await file.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
