using PostpartumRun.Cli;

return await Application.RunAsync(args, Terminal.OfProcess(), TimeProvider.System);
