using System.CommandLine;
using System.Text;
using PostpartumRun.Cli.Views;
using PostpartumRun.Plans;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun plan check</c>, <c>audit</c> and <c>new</c>: plans of one's own.</summary>
internal static class PlanFileCommands
{
    private const string SchemaName = "plan.schema.json";

    public static void AddTo(Command plan, CommandContext context)
    {
        plan.Subcommands.Add(CreateCheck(context));
        plan.Subcommands.Add(CreateAudit(context));
        plan.Subcommands.Add(CreateNew(context));
    }

    private static Command CreateCheck(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A plan file." };
        var command = new Command("check", "Check a plan file: every error at once, with line and column.") { file };
        command.SetAction(result =>
        {
            var loaded = PlanSource.Read(result.GetValue(file)!);
            bool isJson = context.IsJson(result);
            foreach (var error in loaded.Errors)
            {
                if (isJson)
                    context.Terminal.Json(JsonLine.Of(new PlanErrorLine(error.File, error.Line, error.Column, error.Message), CliJson.Default.PlanErrorLine));
                else
                    context.Terminal.Message($"pprun: {error}");
            }
            if (loaded.Plan is not { } plan)
                return ExitCode.UnreadableInput;
            if (!isJson)
                context.Terminal.Line($"[green]good[/]  {Terminal.Escape(plan.Name)}, revision {plan.Revision}, {plan.Weeks.Length} weeks. [grey]Its steps: pprun plan audit {Terminal.Escape(result.GetValue(file)!)}[/]");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateAudit(CommandContext context)
    {
        var file = new Argument<string?>("FILE") { Description = "A plan file. [default: the built-in eight weeks]", Arity = ArgumentArity.ZeroOrOne };
        var bridge = new Option<string?>("--bridge") { Description = "Write a plan into this file whose steps change one thing each, so that its audit is clean.", HelpName = "FILE" };
        var command = new Command("audit", "Hold the steps of a plan against the rules of progression: which rule each breaks, with the figures. Limits that were set for the runner hold.") { file, bridge };
        command.SetAction(result =>
        {
            var plan = PlanSource.Load(result.GetValue(file), context.Terminal);
            string? path = result.GetValue(bridge);
            if (File.Exists(path))
                throw CommandException.Usage($"{path} is there already: choose another name.");
            var policy = context.Policy(result);
            var findings = PlanAudit.Of(plan, policy);
            bool isJson = context.IsJson(result);
            new AuditView(context.Terminal).Print(plan, findings, policy, result.GetValue(context.Runner)!, isJson);
            if (path is null)
            {
                if (!isJson && !findings.IsEmpty)
                    context.Terminal.Line("[grey]A plan whose steps change one thing each: pprun plan audit --bridge FILE[/]");
                return ExitCode.Done;
            }
            if (!PlanBridge.TryBridge(plan, out var bridged, out string? error, policy))
                throw CommandException.Usage($"{plan.Name} cannot be bridged: {error}.");
            OutputFile.Write(path, Encoding.UTF8.GetBytes(PlanWriter.Write(bridged)));
            context.Terminal.Message($"pprun: wrote {path}: {bridged.Weeks.Length} weeks, where there were {plan.Weeks.Length}. No week has to be done in a week.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateNew(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The plan file to write." };
        var command = new Command("new", "Begin a plan of your own from the built-in one; its schema beside it lets editors complete it.") { file };
        command.SetAction(result =>
        {
            string path = result.GetValue(file)!;
            if (string.IsNullOrWhiteSpace(path) || Directory.Exists(path))
                throw CommandException.Usage($"'{path}' is no name of a file to write.");
            string schema = Path.Combine(Path.GetDirectoryName(path) ?? "", SchemaName);
            if (File.Exists(path))
                throw CommandException.Usage($"{path} is there already: choose another name.");
            OutputFile.Write(path, Encoding.UTF8.GetBytes($"# yaml-language-server: $schema={SchemaName}\n{PlanFile.BuiltInText}"));
            OutputFile.Write(schema, Encoding.UTF8.GetBytes(PlanFile.SchemaText));
            context.Terminal.Line($"[green]wrote[/] {Terminal.Escape(path)} and {Terminal.Escape(schema)}. [grey]Change it, then: pprun plan check {Terminal.Escape(path)}[/]");
            return ExitCode.Done;
        });
        return command;
    }
}
