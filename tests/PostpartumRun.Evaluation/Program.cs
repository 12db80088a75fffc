using PostpartumRun.Evaluation;

return Options.TryParse(args, out var options, out string? problem) ? Printing.Run(options) : Printing.Usage(problem);
