using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Live;

namespace GroundTerminal.Tests.Live;

public sealed class LiveStationTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-live-");
    private readonly StationConfiguration _shipped = ConfigurationReader.Load(null).Configuration with
    {
        KissServer = new IPEndPoint(IPAddress.Loopback, 0),
        Http = new IPEndPoint(IPAddress.Loopback, 0),
    };

    private RunOptions Options => new() { Unpaced = true, StorePath = Path.Combine(_folder.FullName, "frames.db"), RealTime = false, DurationSeconds = 60 };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_shipped_configuration_runs_without_a_gap_and_its_threads_allocate_nothing_after_the_first_second()
    {
        // Eight times real time: a minute and a half of signal in eleven seconds.
        StationStatus last = await Run(_shipped, Options with { Unpaced = false, Speed = 8, DurationSeconds = 90 });

        Assert.Equal((0, 0, 0), (last.Stream.Gaps, last.Stream.LostByRadio, last.Stream.DroppedSamples));
        Assert.Equal((0, 0), (last.Loop.RadioThreadAllocatedBytes, last.Loop.LoopThreadAllocatedBytes));
        Assert.True(last.Stream.Samples >= 90 * 250_000);
        Assert.Equal(last.Channels.Sum(c => c.Frames), last.Store.Stored);
        // The first of four satellites is above the horizon, and its frames come every 1 to 3 s; the other channels rest.
        ChannelStatus heard = Assert.Single(last.Channels, c => c.Frames > 0);
        Assert.True(heard.Frames >= 25, $"{heard.Name}: {heard.Frames} frames");
        Assert.InRange(last.Antenna!.BeamErrorDegrees ?? 0, 0, 3);
        Assert.Equal(0, last.Store.Dropped);
    }

    [Fact]
    public async Task A_KISS_client_gets_the_frames_that_the_store_holds()
    {
        await using LiveStation station = await LiveStation.StartAsync(_shipped, Options with { Unpaced = false, Speed = 8 }, TimeProvider.System);
        using var client = new TcpClient();
        await client.ConnectAsync(station.KissEndpoint!);
        List<string> received = await ReadKiss(client, 10);
        IReadOnlyList<string> stored = [.. station.Store.Since(0, 10_000).Select(f => Convert.ToHexStringLower(f.Payload))];
        Assert.Subset(stored.ToHashSet(), received.ToHashSet());
    }

    [Fact]
    public async Task Stopping_takes_less_than_two_seconds_and_stores_what_was_received()
    {
        var station = await LiveStation.StartAsync(_shipped, Options with { Unpaced = false, Speed = 1 }, TimeProvider.System);
        await station.Feed.Next.WaitAsync(Limit);
        Task stopping = station.DisposeAsync().AsTask();
        await stopping.WaitAsync(TimeSpan.FromSeconds(2));
        StationStatus last = station.Status.Read();
        Assert.Equal(last.Channels.Sum(c => c.Frames), last.Store.Stored);
    }

    [Fact]
    public async Task Frames_stored_before_anybody_looked_are_shown_too_and_those_of_earlier_runs_are_not()
    {
        await Run(_shipped, Options);
        await using LiveStation station = await LiveStation.StartAsync(_shipped, Options, TimeProvider.System);
        long before = station.Store.Last(1).Single().Id;
        for (Task next = station.Feed.Next; station.Store.Last(1).Single().Id < before + 10; next = station.Feed.Next)
            await next.WaitAsync(Limit);
        using var shown = new StringWriter();
        using var display = new JsonLog(shown, TimeProvider.System);
        StationStatus last = await new RunLoop(station, new LivePackets(_shipped), display, Options).RunAsync(Task.Delay(Timeout.Infinite)).WaitAsync(Limit);
        Assert.Equal(last.Store.Stored, shown.ToString().Split('\n').Count(l => l.StartsWith("{\"event\":\"frame\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Channels_spread_over_two_threads_give_the_same_frames()
    {
        // Another store each, and the same seconds of signal: the emulated sky is the same each time.
        List<string> one = await FramesOfFirstMinute("one.db", 1), two = await FramesOfFirstMinute("two.db", 2);
        Assert.NotEmpty(one);
        Assert.Equal(one, two);
    }

    [Theory]
    [InlineData(true, "kiss-server.listen")]
    [InlineData(false, "http.listen")]
    public async Task A_port_in_use_is_refused_with_its_key_and_the_remedy(bool kiss, string key)
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        var taken = (IPEndPoint)other.LocalEndPoint!;
        StationConfiguration configuration = kiss ? _shipped with { KissServer = taken } : _shipped with { Http = taken };
        InputException refused = await Assert.ThrowsAsync<InputException>(() => LiveStation.StartAsync(configuration, Options, TimeProvider.System));
        Assert.StartsWith(key, refused.Message);
        Assert.Contains("another port", refused.Message);
    }

    [Fact]
    public async Task A_channel_outside_the_band_is_refused()
    {
        StationConfiguration configuration = _shipped with { Channels = [_shipped.Channels[0] with { FrequencyHz = 145e6 }] };
        InputException refused = await Assert.ThrowsAsync<InputException>(() => LiveStation.StartAsync(configuration, Options, TimeProvider.System));
        Assert.Contains("outside the radio's band", refused.Message);
    }

    [Fact]
    public async Task The_report_holds_the_figures_of_the_last_status()
    {
        string report = Path.Combine(_folder.FullName, "report.json");
        StationStatus last = await Run(_shipped, Options with { ReportPath = report, DurationSeconds = 5 });
        using JsonDocument read = JsonDocument.Parse(File.ReadAllText(report));
        Assert.Equal(last.Stream.Samples, read.RootElement.GetProperty("stream").GetProperty("samples").GetInt64());
        Assert.Equal(last.Loop.WorstIterationMicroseconds, read.RootElement.GetProperty("loop").GetProperty("worstIterationMicroseconds").GetDouble());
    }

    private static async Task<StationStatus> Run(StationConfiguration configuration, RunOptions options, TimeProvider? clock = null)
    {
        await using LiveStation station = await LiveStation.StartAsync(configuration, options, clock ?? TimeProvider.System);
        using var display = new JsonLog(TextWriter.Null, TimeProvider.System);
        var loop = new RunLoop(station, new LivePackets(configuration), display, options);
        StationStatus last = await loop.RunAsync(Task.Delay(Timeout.Infinite)).WaitAsync(Limit);
        loop.WriteReport(last);
        return last;
    }

    private static async Task<List<string>> ReadKiss(TcpClient client, int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        var decoder = new KissDecoder();
        var frames = new List<string>();
        byte[] buffer = new byte[4096];
        while (frames.Count < count)
        {
            int received = await client.GetStream().ReadAsync(buffer, limit.Token);
            Assert.NotEqual(0, received);
            Decode(decoder, buffer.AsSpan(0, received), frames);
        }
        return frames;
    }

    private static void Decode(KissDecoder decoder, ReadOnlySpan<byte> bytes, List<string> frames)
    {
        while (decoder.TryRead(ref bytes, out KissFrame frame))
            frames.Add(Convert.ToHexStringLower(frame.Payload));
    }

    private async Task<List<string>> FramesOfFirstMinute(string store, int threads)
    {
        string path = Path.Combine(_folder.FullName, store);
        await Run(_shipped, Options with { StorePath = path, LoopThreads = threads }, new Evening());
        using var reopened = new GroundTerminal.Station.Frames.FrameStore(path);
        return [.. reopened.Since(0, 10_000).Where(f => f.Sample < 55 * 250_000).OrderBy(f => f.Sample).Select(f => $"{f.Sample} {f.Transmitter} {Convert.ToHexString(f.Payload)}")];
    }

    /// <summary>Each run begins at the same time, and so with the same pass.</summary>
    private sealed class Evening : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 18, 0, 0, TimeSpan.Zero);
    }
}
