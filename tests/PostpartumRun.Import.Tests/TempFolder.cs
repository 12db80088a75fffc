namespace PostpartumRun.Import.Tests;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pprun-import-").FullName;

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A file with these bytes, its folders made where need be. Returns its path.</summary>
    public string Add(string name, params byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Of(name))!);
        File.WriteAllBytes(Of(name), bytes);
        return Of(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
