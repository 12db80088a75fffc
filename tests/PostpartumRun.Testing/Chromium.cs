namespace PostpartumRun.Testing;

/// <summary>The browser that looks at what we draw: the one without a window where there is one, since it starts and runs in half the time.</summary>
public static class Chromium
{
    /// <summary>Its program; null where the machine has none.</summary>
    public static string? Program { get; } = new[]
    {
        "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    }.FirstOrDefault(File.Exists);
}
