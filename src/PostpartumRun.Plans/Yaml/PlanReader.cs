using System.Collections.Immutable;
using System.Globalization;

namespace PostpartumRun.Plans;

/// <summary>
/// Makes a plan of a file's nodes. It goes on after an error, with something in the place of what is wrong, so that one reading finds
/// them all; what it gives is to be used only if the source has no errors.
/// </summary>
internal sealed partial class PlanReader(YamlSource source)
{
    private const int MaxText = 2_000;
    private const int MaxWeeks = 520;

    private readonly List<PlanWeek> _weeks = [];

    public TrainingPlan? Read(YamlNode root)
    {
        var plan = Fields(root, "a plan",
            "name", "revision", "source", "informs", "readiness", "stop-signs", "progress", "hold", "ease", "life", "weeks");
        if (plan is null)
            return null;
        return new()
        {
            Name = Text(plan, "name"),
            Revision = Number(plan, "revision", 1, int.MaxValue),
            Source = OptionalText(plan, "source"),
            Informs = Text(plan, "informs"),
            Readiness = Readiness(plan),
            StopSigns = Criteria(plan, "stop-signs", "signs"),
            Progress = Criteria(plan, "progress", "conditions"),
            Hold = Criteria(plan, "hold", "signs"),
            Weeks = Weeks(plan),
            Ease = Ease(plan),
            Life = Texts(plan, "life", required: true),
        };
    }

    private PlanReadiness Readiness(YamlMap plan)
    {
        var map = Group(plan, "readiness", "intro", "needs", "if-not", "usual-start-weeks", "timing", "background");
        return map is null ? new("", [], "", default, [], []) : new(
            Text(map, "intro"),
            Points(map, "needs"),
            Text(map, "if-not"),
            Range(map, "usual-start-weeks", 0, 200),
            Texts(map, "timing", required: true),
            Texts(map, "background", required: false));
    }

    private PlanCriteria Criteria(YamlMap plan, string key, string points)
    {
        var map = Group(plan, key, "advice", points);
        return map is null ? new("", []) : new(Text(map, "advice"), Points(map, points));
    }

    private PlanEase Ease(YamlMap plan)
    {
        var map = Group(plan, "ease", "from-week", "ways");
        return map is null ? new(1, []) : new(Number(map, "from-week", 1, Math.Max(1, _weeks.Count)), Points(map, "ways"));
    }

    private ImmutableArray<PlanPoint> Points(YamlMap map, string key)
    {
        var ids = new Dictionary<string, int>();
        var points = ImmutableArray.CreateBuilder<PlanPoint>();
        foreach (var item in Items(map, key, required: true))
        {
            if (Fields(item, $"an entry of '{key}'", "id", "text") is { } point)
                points.Add(new(Id(point, ids), Text(point, "text")));
        }
        return points.ToImmutable();
    }

    private ImmutableArray<PlanWeek> Weeks(YamlMap plan)
    {
        foreach (var item in Items(plan, "weeks", required: true))
        {
            if (_weeks.Count == MaxWeeks)
            {
                source.Fail(item, string.Create(CultureInfo.InvariantCulture, $"a plan has at most {MaxWeeks} weeks"));
                break;
            }
            _weeks.Add(Week(item));
        }
        return [.. _weeks];
    }
}
