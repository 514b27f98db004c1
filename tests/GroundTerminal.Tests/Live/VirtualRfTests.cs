using System.Net;
using System.Net.Sockets;
using GroundTerminal.Configuration;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Live;
using GroundTerminal.Tests.Devices.Difi;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Live;

public sealed class VirtualRfTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>Emulated radio → channel with virtual RF → DIFI by UDP → a second station whose radio that is: the same frames in both stores.</summary>
    [Theory]
    [InlineData("16")]
    [InlineData("8")]
    public async Task A_second_station_demodulates_the_same_frames(string bits)
    {
        int port = DifiOverLossyNetworkTests.FreePort();
        StationConfiguration first = Load("first.yaml", Emulated + $"""
                virtual-rf:
                  to: udp://127.0.0.1:{port}
                  sample-rate: 48000
                  bits: {bits}
                  stream-id: 7
            """);
        StationConfiguration second = Load("second.yaml", $"""
            radio:
              kind: difi
              device: udp://127.0.0.1:{port}?stream=7
              sample-rate: 48000
              center-frequency: 436.470e6
            """ + "\n" + Channel);
        await SameFrames(first, second, port);
    }

    private async Task SameFrames(StationConfiguration first, StationConfiguration second, int port)
    {
        Task<LiveStation> opening = Task.Run(() => LiveStation.StartAsync(second, Options("second.db"), TimeProvider.System));
        Assert.True(SpinWait.SpinUntil(() => DifiOverLossyNetworkTests.IsBound(port), Limit));
        List<string> sent, received;
        long gaps;
        await using (LiveStation a = await LiveStation.StartAsync(first, Options("first.db"), TimeProvider.System))
        await using (LiveStation b = await opening.WaitAsync(Limit))
        {
            Assert.True(SpinWait.SpinUntil(() => Frames(a).Count >= 12, Limit));
            sent = Frames(a)[..12];
            SpinWait.SpinUntil(() => Frames(b).Contains(sent[^1]), TimeSpan.FromSeconds(20));
            (received, gaps) = ([.. Frames(b).Where(sent.Contains)], b.Status.Read().Stream.Gaps);
        }
        // A machine under load may lose datagrams in its own buffers; a gap spoils one frame at most.
        Assert.Equal(sent.Where(received.Contains), received);
        Assert.InRange(sent.Count - received.Count, 0, gaps);
    }

    /// <summary>A channel of a satellite that is followed sends while its contact lasts, and the others do not.</summary>
    [Fact]
    public async Task Samples_go_out_in_contacts_only()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 22 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var to = new DifiAddress("udp", "127.0.0.1", ((IPEndPoint)socket.LocalEndPoint!).Port);
        StationConfiguration shipped = ConfigurationReader.Load(null).Configuration with { KissServer = null, Http = null };
        StationConfiguration configuration = shipped with
        {
            Channels = [.. shipped.Channels.Select((c, i) => c with { VirtualRf = new VirtualRfConfiguration(to, null, 8, (uint)i, Demodulate: false, KeepsDoppler: i == 0, 1500, PosixTime: false) })],
        };
        await using LiveStation station = await LiveStation.StartAsync(configuration, Options("sky.db") with { Speed = 4 }, TimeProvider.System);
        var (buffer, ids, count) = (new byte[2000], new HashSet<uint>(), 0);
        socket.ReceiveTimeout = 30_000;
        while (count < 300)
        {
            int length = socket.Receive(buffer);
            VitaHeader header = DifiPacketTests.Parse(buffer[..length]);
            ids.Add(header.StreamId!.Value);
            count++;
        }
        // Which satellite comes first depends on the time of day.
        uint id = Assert.Single(ids);
        Assert.Equal(configuration.Channels[(int)id].Name + " virtual RF", Assert.Single(station.Status.Read().Channels, c => c.Listening).Name);
        Assert.All(configuration.Channels, c => Assert.Contains(station.Status.Read().Channels, s => s.Name == c.Name + " virtual RF"));
    }

    /// <summary>The radio's whole band, as a second station's radio: the same samples but for 16 bits, so the same frames.</summary>
    [Fact]
    public async Task The_whole_band_is_sent_as_well()
    {
        int port = DifiOverLossyNetworkTests.FreePort();
        StationConfiguration first = Load("first.yaml", Emulated + $"difi:\n  - to: udp://127.0.0.1:{port}\n");
        StationConfiguration second = Load("second.yaml", $"radio: {{ kind: difi, device: \"udp://127.0.0.1:{port}\", sample-rate: 250e3, center-frequency: 436.5e6 }}\n" + Channel);
        await SameFrames(first, second, port);
    }

    [Theory]
    [InlineData("to: ftp://x:1", "virtual-rf.to")]
    [InlineData("to: udp://127.0.0.1:0", "virtual-rf.to")]
    [InlineData("{ to: udp://127.0.0.1:9, sample-rate: 48000.5 }", "virtual-rf.sample-rate")]
    public void What_makes_no_sense_is_refused_with_its_key(string section, string key)
    {
        string text = section.StartsWith('{') ? $"    virtual-rf: {section}\n" : $"    virtual-rf:\n      {section}\n";
        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => Load("bad.yaml", Emulated + text));
        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    private const string Channel = """
        channels:
          - name: 9k6
            frequency: 436.470e6
            modulation: FSK
            baud-rate: 9600
            deviation: 3000
            framing: AX.25 G3RUH

        """;

    private const string Emulated = """
        radio:
          kind: emulated
          sample-rate: 250e3
          center-frequency: 436.5e6
          transmitters:
            - name: 9k6
              frequency: 436.470e6
              modulation: FSK
              baud-rate: 9600
              deviation: 3000
              framing: AX.25 G3RUH
              level: 75
              frame-interval: 0.7

        """ + Channel;

    private static List<string> Frames(LiveStation station) => [.. station.Store.Since(0, 1000).Select(f => Convert.ToHexString(f.Payload))];

    private RunOptions Options(string store) => new() { StorePath = _directory.File(store), RealTime = false, Speed = 1, DurationSeconds = 600 };

    private StationConfiguration Load(string name, string text)
    {
        File.WriteAllText(_directory.File(name), text + "\nhttp: { listen: off }\nkiss-server: { listen: off }\n");
        return ConfigurationReader.Load(_directory.File(name)).Configuration;
    }
}
