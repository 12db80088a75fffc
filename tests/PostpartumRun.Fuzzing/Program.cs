using System.Globalization;
using PostpartumRun.Fuzzing;
using SharpFuzz;

Coverage.Attach();
return args switch
{
    ["instrument", .. var assemblies] => Instrument(assemblies),
    ["run", var name, var seconds, var work, .. var seeds] => Run(name, Seconds(seconds), work, seeds),
    ["work", var name, var seconds, var seed, var work, .. var seeds] =>
        Work(name, Seconds(seconds), ulong.Parse(seed, CultureInfo.InvariantCulture), work, seeds),
    ["replay", var name, .. var files] => Replay(name, files),
    ["afl", var name] => Afl(name),
    ["targets"] => Say(string.Join('\n', FuzzTargets.All().Select(target => target.Name))),
    _ => Say("run TARGET SECONDS WORKFOLDER [SEEDFOLDER…] | replay TARGET FILE… | afl TARGET | instrument ASSEMBLY… | targets", 2),
};

static int Instrument(string[] assemblies)
{
    foreach (string assembly in assemblies)
        Fuzzer.Instrument(assembly, _ => true, Options.Value);
    return 0;
}

static int Run(string name, TimeSpan time, string work, string[] seeds)
{
    if (FuzzTargets.Find(name) is null)
        return Say($"There is no target {name}.", 2);
    var folders = new FuzzFolders(work, name, seeds);
    int before = Finds(folders);
    new Supervisor(name, folders, [work, .. seeds]).Run(time);
    return Finds(folders) > before ? 1 : 0;
}

static int Finds(FuzzFolders folders) => Directory.GetFiles(Path.Combine(folders.Folder, "finds")).Length;

static int Work(string name, TimeSpan time, ulong seed, string work, string[] seeds)
{
    new FuzzLoop(FuzzTargets.Find(name)!, new FuzzFolders(work, name, seeds), seed).Run(time);
    return 0;
}

static int Replay(string name, string[] files)
{
    foreach (string file in files)
        FuzzReplay.Run(FuzzTargets.Find(name)!, File.ReadAllBytes(file));
    return Say($"{files.Length} inputs read by {name}.");
}

static int Afl(string name)
{
    IFuzzTarget? target = null;
    Fuzzer.Run(stream =>
    {
        using var input = new MemoryStream();
        stream.CopyTo(input);
        (target ??= FuzzTargets.Find(name)!).Run(input.GetBuffer().AsSpan(0, (int)input.Length));
    });
    return 0;
}

static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));

static int Say(string text, int code = 0)
{
    Console.WriteLine(text);
    return code;
}
