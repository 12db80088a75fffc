using System.Globalization;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>
/// Decides who may see whose pages, in this one place: a runner herself, a coach whom she was given, and without accounts whoever sits at
/// this machine the whole log.
/// </summary>
internal sealed class RunnerAccess(JournalStore journal, WebOptions options)
{
    /// <summary>The route's part that names a runner.</summary>
    public const string RouteValue = "runner";

    /// <summary>How long looking at the same page again is the same look.</summary>
    public static readonly TimeSpan OneLook = TimeSpan.FromMinutes(15);

    /// <summary>The runner of a number, if this request may see her; null as if there were none.</summary>
    public JournalRunner? Find(HttpContext context, long id)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Visible(context).Where(runner => runner.Id == id).Select(runner => (JournalRunner?)runner).FirstOrDefault();
    }

    /// <summary>All runners that this request may see, by name; none for somebody who is not known.</summary>
    public IReadOnlyList<JournalRunner> Visible(HttpContext context) => Viewer.Of(context) switch
    {
        null => [],
        { Account: { } account } => journal.ListVisible(account.Id),
        _ => journal.ListRunners(),
    };

    /// <summary>The same, to be shown in a list: it is kept that somebody looked.</summary>
    public IReadOnlyList<JournalRunner> ShowAll(HttpContext context)
    {
        var visible = Visible(context);
        foreach (var runner in visible)
            Keep(context, runner, SightingDeed.Saw, "the list of runners");
        return visible;
    }

    /// <summary>Where the first page leads: to the runner's own, or, for a coach, to all that she sees.</summary>
    public string Home(HttpContext context)
    {
        if (Viewer.Of(context)?.Account is not { } account)
            return PagePath.Of(journal.GetOrAddRunner(options.Runner));
        var visible = Visible(context);
        var own = visible.Where(runner => runner.Id == account.RunnerId).ToList();
        return own.Count == 1 && account.Role == AccountRole.Runner ? PagePath.Of(own[0]) : "/runners";
    }

    /// <summary>Fills <see cref="CurrentRunner"/> for every route below <c>/r/{runner}</c>, or ends the request with 404.</summary>
    public static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.RouteValues.TryGetValue(RouteValue, out object? value))
        {
            var access = context.RequestServices.GetRequiredService<RunnerAccess>();
            bool isNumber = long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None,
                CultureInfo.InvariantCulture, out long id);
            if (!isNumber || access.Find(context, id) is not { } runner)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            string path = context.Request.Path.Value!.TrimEnd('/'), hers = PagePath.Of(runner);
            string page = path.StartsWith(hers, StringComparison.Ordinal) ? path[hers.Length..] : "";
            var deed = OwnRequests.IsReading(context.Request.Method) ? SightingDeed.Saw : SightingDeed.Changed;
            access.Keep(context, runner, deed, page.Length > 0 ? page : "today");
            context.RequestServices.GetRequiredService<CurrentRunner>().Set(runner);
        }
        await next(context).ConfigureAwait(false);
    }

    // Before she is shown: nobody looks without its being kept.
    private void Keep(HttpContext context, JournalRunner runner, SightingDeed deed, string what)
    {
        if (Viewer.Of(context) is { Account: { } account } && account.RunnerId != runner.Id)
            journal.SaveSighting(runner, account.Name, deed, what, OneLook);
    }
}
