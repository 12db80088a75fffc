using BenchmarkDotNet.Running;
using PostpartumRun.Benchmarks;

// guard: every row within its limit, or a non-zero exit code; guard --put-off FILE writes down what is worth another try, and guard --again FILE
// is that try, some minutes later. report: the same at length, into docs/benchmarks.md.
// Anything else is BenchmarkDotNet's own command line: --filter '*Walk*', --list flat, --disasm …
return args switch
{
    ["guard", "--put-off", var file] => Guard.Run(Limits.Load(Checkout.Limits), GuardPace.Short, Console.Out, file),
    ["guard", "--again", var file] => Guard.RunAgain(Limits.Load(Checkout.Limits), GuardPace.Short, Console.Out, file),
    ["guard", .. var rows] => Guard.Run(Limits.Load(Checkout.Limits).Of(rows), GuardPace.Short, Console.Out),
    ["report"] => Report.Write(Limits.Load(Checkout.Limits), Checkout.Report, Console.Out),
    _ => Switch(args),
};

static int Switch(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Bytewise).Assembly).Run(args);
    return 0;
}
