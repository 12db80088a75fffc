using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using PostpartumRun.Intervals;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary><c>pprun watch</c> as a process, on a disk that is pulled out: every activity once, and an end within two seconds.</summary>
public sealed class FolderServiceTest
{
    [Fact]
    public void It_lives_through_pieces_renames_unmounts_and_kills_and_logs_every_activity_once()
    {
        using var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("disk"));
        using var disk = new SmallDisk(pprun.File("disk"), "8m");
        Directory.CreateDirectory(pprun.File("disk/in"));
        using (var service = Start(pprun))
        {
            service.Wait("Started");
            // In two pieces, and then under another name.
            byte[] first = Activity(1);
            pprun.Write("disk/in/1.part.fit", first.AsSpan(0, first.Length / 2));
            using (var file = new FileStream(pprun.File("disk/in/1.part.fit"), FileMode.Append))
                file.Write(first.AsSpan(first.Length / 2));
            File.Move(pprun.File("disk/in/1.part.fit"), pprun.File("disk/in/1.fit"));
            Assert.Equal("logged", service.Wait("Imported").GetProperty("outcome").GetString());

            disk.PullOut();
            service.Wait("Gone");
            using var again = new SmallDisk(pprun.File("disk"), "8m");
            Directory.CreateDirectory(pprun.File("disk/in"));
            pprun.Write("disk/in/1.fit", first);
            pprun.Write("disk/in/2.fit", Activity(2));
            service.Wait("Back");
            Assert.Equal(["duplicate", "logged"], new[] { service.Wait("Imported"), service.Wait("Imported") }.Select(line => line.GetProperty("outcome").GetString()).Order());
            service.Send(Signal.Kill);
            again.PullOut();
        }
        using var third = new SmallDisk(pprun.File("disk"), "8m");
        Directory.CreateDirectory(pprun.File("disk/in"));
        pprun.Write("disk/in/1.fit", Activity(1));
        pprun.Write("disk/in/2.fit", Activity(2));
        pprun.Write("disk/in/3.fit", Activity(3));
        pprun.Write("disk/in/bad.fit", "no activity"u8);
        using (var service = Start(pprun))
        {
            Assert.Equal(["duplicate", "duplicate", "logged"], Enumerable.Range(0, 3).Select(_ => service.Wait("Imported").GetProperty("outcome").GetString()).Order());
            Assert.Equal("rejected", service.Wait("Imported").GetProperty("outcome").GetString());
            Assert.Contains("not-fit", File.ReadAllText(pprun.File(service.Wait("PutAside").GetProperty("quarantined").GetString() + ".txt")));
            var clock = Stopwatch.StartNew();
            service.Send(Signal.Terminate);
            // Being stopped is how a service ends.
            Assert.Equal(0, service.ExitCode());
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
        }
        Assert.Equal(3, ImportTest.Listed(pprun).Length);
        pprun.Run("log", "check", "--deep").Done();
    }

    [Fact]
    public void The_folder_itself_may_be_what_is_mounted_and_goes_and_comes_back()
    {
        using var pprun = new PprunProcess();
        using var first = new SmallDisk(pprun.File("watch"), "8m");
        pprun.Write("watch/1.fit", Activity(1));
        using var service = Start(pprun, "watch");
        Assert.Equal("logged", service.Wait("Imported").GetProperty("outcome").GetString());
        first.PullOut();
        // The folder that it was mounted on is still there.
        Assert.Equal(pprun.File("watch"), service.Wait("Gone").GetProperty("folder").GetString());
        using var again = new SmallDisk(pprun.File("watch"), "8m");
        service.Wait("Back");
        pprun.Write("watch/2.fit", Activity(2));
        Assert.Equal("logged", service.Wait("Imported").GetProperty("outcome").GetString());
        // One disk over the other, with no look in between: it is heard.
        using var over = new SmallDisk(pprun.File("watch"), "8m");
        pprun.Write("watch/3.fit", Activity(3));
        Assert.Equal("logged", service.Wait("Imported").GetProperty("outcome").GetString());
        service.Send(Signal.Terminate);
        Assert.Equal(0, service.ExitCode());
        Assert.Equal(3, ImportTest.Listed(pprun).Length);
    }

    [Fact]
    public async Task Its_metrics_go_where_the_environment_says()
    {
        using var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("in"));
        using var collector = new HttpListener();
        string address = Listen(collector);
        pprun.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = address;
        pprun.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        pprun.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "200";
        pprun.Write("in/1.fit", Activity(1));
        using var service = Start(pprun, "in");
        var missing = new HashSet<string> { "pprun.import.files", "logged", "pprun.import.stage.duration", "verify", "pprun.folder.waiting" };
        while (missing.Count > 0)
        {
            var context = await collector.GetContextAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            Assert.Equal("/v1/metrics", context.Request.Url!.AbsolutePath);
            using var sent = new StreamReader(context.Request.InputStream, System.Text.Encoding.Latin1);
            string told = await sent.ReadToEndAsync(TestContext.Current.CancellationToken);
            context.Response.Close();
            Assert.DoesNotContain("1.fit", told);
            missing.RemoveWhere(word => told.Contains(word, StringComparison.Ordinal));
        }
        // From here on nobody answers: it stops in time all the same.
        var clock = Stopwatch.StartNew();
        service.Send(Signal.Terminate);
        Assert.Equal(0, service.ExitCode());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
    }

    [Fact]
    public void Systemd_is_told_that_it_is_ready_that_it_lives_and_that_it_stops()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no systemd.");
        using var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("in"));
        using var systemd = new Systemd(pprun);
        using var service = Start(pprun, "in");
        Assert.Equal("READY=1", systemd.Hear());
        Assert.Equal("WATCHDOG=1", systemd.Hear());
        service.Send(Signal.Terminate);
        string? last;
        while ((last = systemd.Hear()) == "WATCHDOG=1")
        {
        }
        Assert.Equal("STOPPING=1", last);
        Assert.Equal(0, service.ExitCode());
    }

    [Fact]
    public void Systemd_hears_nothing_of_a_loop_that_hangs_until_it_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no systemd.");
        using var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("in"));
        using var systemd = new Systemd(pprun);
        // Its lines fill the pipe that nobody reads, and the loop stands where it writes the next.
        for (int i = 0; i < 2000; i++)
            pprun.Write($"in/{i:0000}.fit", "no activity"u8);
        using var service = Start(pprun, "in");
        Assert.Equal("READY=1", systemd.Hear());
        Assert.Equal("WATCHDOG=1", systemd.Hear());
        int heard = 0;
        // Ten a second, for three minutes: by then it hangs, or is wrongly said to live.
        while (heard < 1800 && systemd.Hear(TimeSpan.FromSeconds(3)) is not null)
            heard++;
        Assert.InRange(heard, 0, 1799);
        // Half of what the pipe holds.
        for (int i = 0; i < 100; i++)
            service.Wait("Imported");
        Assert.NotNull(systemd.Hear());
    }

    [Fact]
    public void Its_lines_are_for_people_or_values_of_their_kind_for_programs()
    {
        using var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("in"));
        pprun.Write("in/1.fit", Activity(1));
        using (var service = Start(pprun, "in"))
        {
            var line = service.Wait("Imported");
            Assert.Equal((JsonValueKind.Number, JsonValueKind.False), (line.GetProperty("activity").ValueKind, line.GetProperty("salvaged").ValueKind));
            Assert.Equal(JsonValueKind.Null, line.GetProperty("error").ValueKind);
        }
        using var process = pprun.StartProcess("watch", "in");
        Assert.EndsWith($"Watching {pprun.File("in")}.", process.StandardError.ReadLine());
        Assert.EndsWith("1.fit: duplicate, activity 1, salvaged no, error none.", process.StandardError.ReadLine());
        PprunProcess.Send(process, Signal.Terminate);
        process.WaitForExit();
    }

    private static string Listen(HttpListener listener)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        string address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        free.Stop();
        listener.Prefixes.Add(address);
        listener.Start();
        return address;
    }

    private static ServiceProcess Start(PprunProcess pprun, string folder = "disk/in") =>
        new(pprun.StartProcess("watch", folder, "--quarantine", "aside", "--give-up-after", "3", "--scan-every", "1", "--json"));

    private static byte[] Activity(int seed)
    {
        Assert.True(WorkoutText.TryParse("1:00 walk; 1:00 run", out var workout, out _));
        return new SimulatedActivity { Workout = SessionWorkouts.Of(workout, "me"), Start = new DateTimeOffset(2026, 6, 21, 7, 0, 0, TimeSpan.Zero).AddHours(seed), Seed = seed }.ToBytes();
    }

    /// <summary>What systemd does for a service: it gives it a socket to speak to, and wants to hear of it five times a second.</summary>
    private sealed class Systemd : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        private readonly byte[] _buffer = new byte[256];

        public Systemd(PprunProcess pprun)
        {
            _socket.Bind(new UnixDomainSocketEndPoint(pprun.File("notify")));
            pprun.Environment["NOTIFY_SOCKET"] = pprun.File("notify");
            pprun.Environment["WATCHDOG_USEC"] = "200000";
        }

        /// <summary>What it says next; null when it says nothing for so long, which is a minute unless said.</summary>
        public string? Hear(TimeSpan? within = null) =>
            _socket.Poll(within ?? TimeSpan.FromMinutes(1), SelectMode.SelectRead)
                ? System.Text.Encoding.UTF8.GetString(_buffer, 0, _socket.Receive(_buffer))
                : null;

        public void Dispose() => _socket.Dispose();
    }

    /// <summary>A service that runs, and the lines that it logs.</summary>
    private sealed class ServiceProcess(Process process) : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        /// <summary>Reads on to the next line of an event.</summary>
        public JsonElement Wait(string name)
        {
            using var late = new CancellationTokenSource(Patience);
            var seen = new List<string>();
            while (process.StandardError.ReadLineAsync(late.Token).AsTask().GetAwaiter().GetResult() is { } line)
            {
                seen.Add(line);
                var read = JsonDocument.Parse(line).RootElement;
                if (read.GetProperty("event").GetString() == name)
                    return read;
            }
            throw new InvalidOperationException($"It ended before {name}: {string.Join('\n', seen)}");
        }

        public void Send(Signal signal) => PprunProcess.Send(process, signal);

        public int ExitCode()
        {
            Assert.True(process.WaitForExit(Patience), "It does not end.");
            return process.ExitCode;
        }

        public void Dispose()
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
