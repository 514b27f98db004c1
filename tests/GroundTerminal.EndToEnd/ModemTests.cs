using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GroundTerminal.Benchmarks;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.EndToEnd;

/// <summary>Modems of the user's own in the built program.</summary>
public sealed class ModemTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-modem-");

    private string Store => Path.Combine(_folder.FullName, "frames.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableTheory]
    [InlineData("process")]
    [InlineData("thread")]
    public async Task The_example_library_stores_the_frames_that_the_stations_own_receiver_stores(string isolation)
    {
        Skip.IfNot(File.Exists("/usr/bin/cc"), "there is no C compiler (cc): apt-get install gcc libc6-dev");
        string library = Path.Combine(_folder.FullName, "libfsk_ax25.so"), report = Path.Combine(_folder.FullName, "report.json");
        using (Process cc = Process.Start("/usr/bin/cc", ["-O2", "-fPIC", "-shared", "-o", library, Path.Combine(Repository.Root, "hw/modem-plugin/example/fsk_ax25.c"), "-lm"]))
            await cc.WaitForExitAsync();
        string configuration = Write($"modem: {{ kind: plugin, library: {library}, options: 'baud=1200', isolation: {isolation} }}");
        var run = await GroundTerminalProgram.Run(null, "run", configuration, "--store", Store, "--speed", "4", "--duration", "40", "--log-format", "json", "--report", report);
        Assert.True(run.ExitCode == 0, run.Error);
        string[] own = Payloads("own"), mine = Payloads("mine");
        Assert.InRange(own.Length, 15, 20);
        Assert.Equal(own, mine);
        JsonElement channel = JsonDocument.Parse(await File.ReadAllTextAsync(report)).RootElement.GetProperty("channels")[1];
        Assert.Equal(mine.Length, channel.GetProperty("frames").GetInt64());
        Assert.Equal((0, 0), (channel.GetProperty("modem").GetProperty("restarts").GetInt64(), channel.GetProperty("modem").GetProperty("lostSamples").GetInt64()));
        using var store = new FrameStore(Store);
        foreach (Frame frame in store.Since(0, 1000).Where(f => f.Transmitter == "mine"))
        {
            Frame same = store.Since(0, 1000).First(f => f.Transmitter == "own" && f.Payload.AsSpan().SequenceEqual(frame.Payload));
            // The receiver names the first symbol after eight flags, the example the end of its flag, a filter's delay later.
            Assert.InRange((frame.Time!.Value - same.Time!.Value).TotalMilliseconds, -10, 30);
        }
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("kiss-tcp")]
    public async Task Frames_that_a_program_outside_sends_are_stored_with_its_channel(string kind)
    {
        int port = FreePort();
        string configuration = Write($"modem: {{ kind: external, frames: '{kind} 127.0.0.1:{port}' }}");
        using Process run = GroundTerminalProgram.Start("run", configuration, "--store", Store, "--log-format", "json");
        await run.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        byte[] frame = [1, 0xC0, 3, 4, 5];
        await Send(kind, port, frame);
        string? line;
        do
            line = await run.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        while (line is not null && !(line.Contains("\"event\":\"frame\"", StringComparison.Ordinal) && line.Contains("\"mine\"", StringComparison.Ordinal)));
        Signals.Send(run, Signals.Terminate);
        await run.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        using var store = new FrameStore(Store);
        Frame stored = Assert.Single(store.Since(0, 1000), f => f.Transmitter == "mine");
        Assert.Equal(frame, stored.Payload);
        Assert.False(stored.Checked);
        Assert.InRange((DateTimeOffset.UtcNow - stored.Time!.Value).TotalSeconds, 0, 60);
    }

    private static async Task Send(string kind, int port, byte[] frame)
    {
        if (kind == "udp")
        {
            using var udp = new UdpClient();
            await udp.SendAsync(frame, new IPEndPoint(IPAddress.Loopback, port));
            return;
        }
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, port);
        byte[] encoded = new byte[Kiss.MaxOutput(frame.Length)];
        await tcp.GetStream().WriteAsync(encoded.AsMemory(0, Kiss.Encode(frame, encoded)));
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private string[] Payloads(string channel)
    {
        using var store = new FrameStore(Store);
        return [.. store.Since(0, 1000).Where(f => f.Transmitter == channel).Select(f => Convert.ToHexString(f.Payload))];
    }

    private string Write(string modem)
    {
        string path = Path.Combine(_folder.FullName, "station.yaml");
        File.WriteAllText(path, $$"""
            radio:
              kind: emulated
              sample-rate: 96e3
              center-frequency: 437e6
              transmitters:
                - { name: t, frequency: 437.01e6, modulation: FSK, baud-rate: 1200, deviation: 600, framing: AX.25, level: 62, frame-interval: 2, pass: { max-elevation: 80, start: 0.45, time-scale: 0.1 } }
            channels:
              - { name: own, frequency: 437.01e6, modulation: FSK, baud-rate: 1200, deviation: 600, framing: AX.25 }
              - { name: mine, frequency: 437.01e6, modulation: FSK, baud-rate: 1200, deviation: 600, framing: AX.25, {{modem}} }
            kiss-server: { listen: off }
            http: { listen: off }

            """);
        return path;
    }
}
