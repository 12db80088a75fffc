using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary>The options of an export: what, where to, in what form, and on which days.</summary>
internal sealed class ExportOptions
{
    private const int MostWeeks = 12;

    public ExportOptions(Command command)
    {
        foreach (var option in new Option[] { Week, Session, Workout, To, Replace, Device, Format, Start, Days, For })
            command.Options.Add(option);
        Device.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && DeviceTable.Find(token.Value) is null)
                result.AddError($"There is no device '{token.Value}': there are {string.Join(", ", DeviceTable.All.Select(device => device.Name))}");
        });
        Format.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!Enum.TryParse<ExportFormat>(token.Value, ignoreCase: true, out _) || token.Value.Any(char.IsDigit)))
                result.AddError($"There is no format '{token.Value}': there are fit, zwo, intervals and ics");
        });
        ReadBy(Start, RunnerSettings.Start);
        ReadBy(Days, RunnerSettings.Days);
        For.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int weeks) || weeks is < 1 or > MostWeeks))
                result.AddError($"--for is a number of weeks from 1 to {MostWeeks}, not '{token.Value}'");
        });
        command.Validators.Add(Validate);
    }

    public Option<int?> Week { get; } = new("--week") { Description = "All sessions of this week.", HelpName = "N" };

    public Option<string?> Session { get; } = new("--session") { Description = "One session, as 6:3-2.", HelpName = "ID" };

    public Option<string?> Workout { get; } = new("--workout")
    {
        Description = "A workout of your own, as \"5:00 walk; 6x(1:00 run; 2:00 walk)\", or a FIT workout file.",
        HelpName = "TEXT",
    };

    public Option<string> To { get; } = new("--to")
    {
        Description = "The folder to write into, or 'watch' for the one that is plugged in.",
        HelpName = "DIR",
        Required = true,
    };

    public Option<bool> Replace { get; } = new("--replace") { Description = "Remove from the watch what was exported onto it before, and nothing else." };

    public Option<string?> Device { get; } = new("--device")
    {
        Description = "What the watch takes: common, compact, older or plain. [default: common]",
        HelpName = "NAME",
    };

    public Option<string?> Format { get; } = new("--format") { Description = "fit, zwo, intervals or ics. [default: fit]", HelpName = "NAME" };

    public Option<string?> Start { get; } = new("--start") { Description = "Schedule the sessions from this day on, as 2026-09-07.", HelpName = "DATE" };

    public Option<string?> Days { get; } = new("--days") { Description = "The days for runs, as mon,wed,sat. [default: the runner's own]", HelpName = "DAYS" };

    public Option<string?> For { get; } = new("--for")
    {
        Description = "Schedule the week so many weeks over: no calendar moves on to the next. [default: 1]",
        HelpName = "N",
    };

    public DeviceProfile DeviceOf(ParseResult result) => result.GetValue(Device) is { } name ? DeviceTable.Find(name)! : DeviceTable.All[0];

    public ExportFormat FormatOf(ParseResult result) =>
        result.GetValue(Format) is { } name ? Enum.Parse<ExportFormat>(name, ignoreCase: true) : ExportFormat.Fit;

    public DateOnly? StartOf(ParseResult result) => result.GetValue(Start) is { } text ? RunnerSettings.Date(text.Trim()) : null;

    public IReadOnlyCollection<DayOfWeek>? DaysOf(ParseResult result) =>
        result.GetValue(Days) is { } text && RunnerSettings.TryRead(RunnerSettings.Days, text, out string? days, out _)
            ? RunnerSettings.RunDays(days)
            : null;

    public int WeeksOf(ParseResult result) => result.GetValue(For) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 1;

    private static void ReadBy(Option<string?> option, string setting) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !RunnerSettings.TryRead(setting, token.Value, out _, out string? error))
            result.AddError($"--{error.TrimEnd('.')}");
    });

    private void Validate(CommandResult result)
    {
        int given = new Option[] { Week, Session, Workout }.Count(option => result.GetResult(option) is not null);
        if (given != 1)
            result.AddError("Say what to export: one of --week 4, --session 6:3-2 or --workout \"5:00 walk; 6x(1:00 run; 2:00 walk)\".");
        bool isScheduled = result.GetResult(Start) is not null, isCalendar = IsFormat(result, ExportFormat.Ics);
        if (isScheduled && result.GetResult(Workout) is not null)
            result.AddError("--start places sessions of the plan on days: it goes with --week or --session.");
        if (!isScheduled && (result.GetResult(Days) ?? result.GetResult(For)) is not null)
            result.AddError("--days and --for say on which days from --start on: give it too, as --start 2026-09-07.");
        if (isCalendar && !isScheduled)
            result.AddError("A calendar needs days: give --start 2026-09-07, and --days mon,wed,sat.");
        if (result.GetValue(To) == NamedWatch.PluggedIn && result.GetResult(Format) is not null && !IsFormat(result, ExportFormat.Fit))
            result.AddError("A watch takes FIT files alone: give --to a folder for other formats.");
    }

    private bool IsFormat(CommandResult result, ExportFormat format) =>
        result.GetResult(Format)?.Tokens is [var token] && token.Value.Equals(format.ToString(), StringComparison.OrdinalIgnoreCase);
}
