using System.Globalization;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>Decides who may see whose pages. Without accounts, whoever sits at this machine may see its whole log.</summary>
internal sealed class RunnerAccess(JournalStore journal)
{
    /// <summary>The route's part that names a runner.</summary>
    public const string RouteValue = "runner";

    /// <summary>The runner of a number, if this request may see her; null as if there were none.</summary>
    public JournalRunner? Find(HttpContext context, long id)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Visible(context).Where(runner => runner.Id == id).Select(runner => (JournalRunner?)runner).FirstOrDefault();
    }

    /// <summary>All runners that this request may see, by name.</summary>
    public IReadOnlyList<JournalRunner> Visible(HttpContext context) => journal.ListRunners();

    /// <summary>Fills <see cref="CurrentRunner"/> for every route below <c>/r/{runner}</c>, or ends the request with 404.</summary>
    public static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.RouteValues.TryGetValue(RouteValue, out object? value))
        {
            var access = context.RequestServices.GetRequiredService<RunnerAccess>();
            bool isNumber = long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out long id);
            if (!isNumber || access.Find(context, id) is not { } runner)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            context.RequestServices.GetRequiredService<CurrentRunner>().Set(runner);
        }
        await next(context).ConfigureAwait(false);
    }
}
