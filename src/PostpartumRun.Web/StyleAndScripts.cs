using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using PostpartumRun.Reports;

namespace PostpartumRun.Web;

/// <summary>The style sheet and the scripts, which are part of the program: it can be started from anywhere, and reads no file to
/// serve.</summary>
internal sealed class StyleAndScripts
{
    private static readonly Dictionary<string, string> _types = new()
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml; charset=utf-8",
    };

    private readonly FrozenDictionary<string, (string Hash, byte[] Bytes)> _files;

    public StyleAndScripts() => _files = typeof(StyleAndScripts).Assembly.GetManifestResourceNames()
        .Where(name => _types.ContainsKey(Path.GetExtension(name)))
        .ToDictionary(name => name, Read)
        .ToFrozenDictionary();

    /// <summary>The address of a file.</summary>
    public string AddressOf(string name) => $"/assets/{_files[name].Hash}/{name}";

    /// <summary>Sends a file to be kept for ever; 404 for one that is not there, or not of this content.</summary>
    public IResult Send(HttpContext context, string hash, string name)
    {
        if (!_files.TryGetValue(name, out var file) || file.Hash != hash)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(file.Bytes, _types[Path.GetExtension(name)]);
    }

    private static (string, byte[]) Read(string name)
    {
        using var stream = typeof(StyleAndScripts).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        // How figures look stands beside them, once.
        if (name == "site.css")
            bytes.Write(Encoding.UTF8.GetBytes($"{FigureStyle.Css}\n{FigureStyle.PageCss}"));
        byte[] all = bytes.ToArray();
        return (Convert.ToHexStringLower(SHA256.HashData(all).AsSpan(0, 8)), all);
    }
}
