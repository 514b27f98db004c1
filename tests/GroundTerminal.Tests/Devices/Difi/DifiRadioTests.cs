using System.Net;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Difi;

[Collection(nameof(AloneCollection))]
public class DifiRadioTests
{
    private static readonly RadioSettings Settings = new() { SampleRateHz = 1e6, CenterFrequencyHz = 437_505_000 };
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(100);
    private readonly int _port = DifiOverLossyNetworkTests.FreePort();

    [Theory]
    [InlineData("")]
    [InlineData("4991")]
    [InlineData("http://x:1")]
    [InlineData("udp://0.0.0.0:4991?stream=x")]
    [InlineData("udp://0.0.0.0:4991?bits=17")]
    [InlineData("udp://0.0.0.0:4991?color=red")]
    public void An_address_that_makes_no_sense_is_refused(string address) =>
        Assert.Contains("expected udp://", Assert.Throws<InputException>(() => RadioCatalog.Find("difi")!.Create(address)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_change_of_rate_ends_the_stream_and_one_of_frequency_is_noted()
    {
        using IRadioStream stream = Open("?bits=16");
        using DifiSender same = Sender(o => o), tuned = Sender(o => o with { FrequencyHz = 437_600_000 }), slower = Sender(o => o with { SampleRateHz = 500_000 });
        Feed(same, 0);
        Assert.Equal(8000, ReadAll(stream));
        Feed(tuned, 1_000_000);
        ReadAll(stream);
        Assert.Contains("437600000 Hz", Assert.Single(stream.Notes, n => n.Contains("changed", StringComparison.Ordinal)), StringComparison.Ordinal);
        Feed(slower, 2_000_000);
        RadioException lost = Assert.Throws<RadioException>(() => ReadAll(stream));
        Assert.Equal(RadioFailure.Lost, lost.Failure);
        Assert.Contains("500000 Hz", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_streams_and_garbage_are_left_out_and_a_second_listener_is_told()
    {
        using IRadioStream stream = Open("?bits=16&stream=0x1234");
        RadioException busy = Assert.Throws<RadioException>(() => Open(""));
        Assert.Equal(RadioFailure.Busy, busy.Failure);
        using DifiSender other = Sender(o => o with { StreamId = 9 }), own = Sender(o => o);
        using var raw = new UdpPacketOutput(Address);
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            byte[] garbage = new byte[random.Next(1, 60)];
            random.NextBytes(garbage);
            raw.TrySend(garbage);
        }
        Feed(other, 0);
        Feed(own, 0);
        Assert.Equal(8000, ReadAll(stream));
    }

    /// <summary>A multicast group on the loopback interface.</summary>
    [Fact]
    public void A_multicast_group_is_joined()
    {
        var group = new DifiAddress("udp", "239.255.77.77", _port) { Interface = IPAddress.Loopback };
        using IRadioStream stream = RadioCatalog.Find("difi")!.Create($"{group}?bits=16&interface=127.0.0.1").Open(Settings);
        using var sender = new DifiSender(DifiPacketTests.Options(16), new UdpPacketOutput(group));
        Feed(sender, 0);
        Assert.Equal(8000, ReadAll(stream));
    }

    [Fact]
    public void Opened_and_closed_fifty_times_nothing_is_left_open()
    {
        for (int i = 0; i < 3; i++)
            Open("?bits=8").Dispose();
        int before = Directory.GetFiles("/proc/self/fd").Length;
        for (int i = 0; i < 50; i++)
            Open("?bits=8").Dispose();
        Assert.True(SpinWait.SpinUntil(() => Directory.GetFiles("/proc/self/fd").Length <= before + 10, 10_000));
    }

    private DifiAddress Address => new("udp", "127.0.0.1", _port);

    private IRadioStream Open(string options) =>
        new GroundTerminal.Devices.Radios.Difi.DifiRadioDevice(DifiAddress.TryParse(Address + options)!) { Wait = TimeSpan.FromMilliseconds(20) }.Open(Settings);

    private DifiSender Sender(Func<DifiSenderOptions, DifiSenderOptions> change) => new(change(DifiPacketTests.Options(16)), new UdpPacketOutput(Address));

    private static void Feed(DifiSender sender, long at)
    {
        sender.OnSamples(new Complex32[8000], new SampleBlockInfo(at, DateTimeOffset.UnixEpoch.AddSeconds(1e6 + (at * 1e-6)), TimeSpan.Zero, 0));
        sender.OnGap(0);
    }

    private static long ReadAll(IRadioStream stream)
    {
        var buffer = new Complex32[5000];
        long count = 0;
        for (int silent = 0; silent < 5;)
        {
            RadioRead read = stream.Read(buffer, Timeout);
            silent = read.Count == 0 ? silent + 1 : 0;
            count += read.Count;
        }
        return count;
    }
}
