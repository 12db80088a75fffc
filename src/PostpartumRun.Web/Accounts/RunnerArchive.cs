using System.IO.Compression;
using Microsoft.AspNetCore.Mvc;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>All that the log holds of a runner, with the original files, in one zip: what <c>pprun log export</c> writes, and <c>pprun log
/// import</c> reads.</summary>
internal static class RunnerArchive
{
    /// <summary>Where they are made, below the data folder.</summary>
    public const string Folder = "page-exports";

    /// <summary>After so long, one that is still there was left by a server that was killed.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    /// <summary>Takes away what a server that was killed has left.</summary>
    public static void Clean(string dataFolder, TimeProvider clock)
    {
        var folder = new DirectoryInfo(Path.Combine(dataFolder, Folder));
        foreach (var left in folder.Exists ? folder.GetFileSystemInfos() : [])
        {
            if (clock.GetUtcNow() - left.LastWriteTimeUtc < _longest)
                continue;
            if (left is DirectoryInfo export)
                export.Delete(recursive: true);
            else
                left.Delete();
        }
    }

    /// <summary>Sends it. It is made beside the log, on a disk that has room for such data and is its owner's alone, and gone when it is
    /// sent.</summary>
    public static async Task<IResult> SendAsync([FromServices] CurrentRunner current, CancellationToken cancellation)
    {
        string exports = Path.Combine(Path.GetDirectoryName(current.Journal.FilePath)!, Folder);
        string folder = Path.Combine(exports, Guid.NewGuid().ToString("N"));
        OwnersFolder.Create(exports);
        try
        {
            LogExport.Write(current.Journal, current.Runner, folder);
            string zip = folder + ".zip";
            var file = new FileStream(zip, Options());
            try
            {
                await ZipFile.CreateFromDirectoryAsync(folder, file, CompressionLevel.Fastest, includeBaseDirectory: false, cancellation)
                    .ConfigureAwait(false);
                file.Position = 0;
                // No name of hers: downloads lie about.
                return Results.File(file, "application/zip",
                    FormattableString.Invariant($"pprun-export-{current.Clock.GetUtcNow():yyyy-MM-dd}.zip"));
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
