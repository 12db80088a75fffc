using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace PostpartumRun.Web.Tests.Safety;

/// <summary>A browser that follows no redirect and whose cookies can be taken and forged.</summary>
internal sealed partial class Browser(Uri address, HttpMessageHandler? handler = null) : IDisposable
{
    private readonly HttpClient _http = new(handler ?? new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
    })
    { BaseAddress = address };

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>Sent with each request.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>What the last answer set, as it was set.</summary>
    public List<string> SetCookies { get; } = [];

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Posts a form with the token of a page that has one.</summary>
    public async Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        string token = await TokenAsync();
        return await PostWithoutTokenAsync(path, [.. fields, ("__RequestVerificationToken", token)]);
    }

    public Task<Answer> PostWithoutTokenAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<string> TokenAsync()
    {
        var page = await GetAsync("/sign-in");
        var token = Token().Match(page.Text);
        Assert.True(token.Success, page.Text);
        return WebUtility.HtmlDecode(token.Groups[1].Value);
    }

    public async Task<Answer> SignInAsync(string name, string password = SafePage.Password)
    {
        var answer = await PostAsync("/sign-in/password", ("name", name), ("password", password));
        return answer;
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute)) { Content = content };
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        SetCookies.Clear();
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            SetCookies.AddRange(cookies);
        foreach (string cookie in SetCookies)
        {
            string[] pair = cookie.Split(';')[0].Split('=', 2);
            if (pair[1].Length > 0)
                Cookies[pair[0]] = pair[1];
            else
                Cookies.Remove(pair[0]);
        }
        byte[] body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
        return new(response.StatusCode, headers, body);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

internal sealed partial record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    /// <summary>The same without the forms' tokens, which differ each time, and in which any short name comes up by chance.</summary>
    public string Words => Token().Replace(Text, "");

    public string? Location => Headers.GetValueOrDefault("Location");

    [GeneratedRegex("value=\"CfDJ8[^\"]+\"")]
    private static partial Regex Token();
}
