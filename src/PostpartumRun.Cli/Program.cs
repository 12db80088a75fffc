using PostpartumRun.Cli;

var terminal = Terminal.OfProcess();
using var interruption = new Interruption(terminal, TimeSpan.FromSeconds(2));
return await Application.RunAsync(args, terminal, TimeProvider.System, interruption.Token);
