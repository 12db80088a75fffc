using PostpartumRun.Web;

return await WebCommandLine.RunAsync(args, TimeProvider.System).ConfigureAwait(false);
