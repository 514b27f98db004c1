using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Live;
using GroundTerminal.Tests.Station.Frames;

namespace GroundTerminal.Tests.Live;

public class LivePacketsTests
{
    private const string Channels = """
        radio: { kind: file, path: x.wav }
        channels:
          - { name: a, satellite: S, modulation: FSK, baud-rate: 9600, framing: CCSDS Concatenated, frequency: 437e6, transport: KISS }
          - { name: b, satellite: S, modulation: FSK, baud-rate: 9600, framing: AX.25, frequency: 437e6 }

        """;

    [Fact]
    public void Packets_end_in_later_frames_of_their_channel()
    {
        var packets = new LivePackets(ConfigurationReader.Parse(Channels, "test").Configuration);
        Assert.Equal([], Process(packets, "a", "c000aabb"));
        Assert.Null(Process(packets, "b", "cc"));
        Assert.Equal(["aabbdd"], Process(packets, "a", "ddc0"));
        Assert.Empty(packets.Flush());
    }

    [Fact]
    public void What_cannot_be_is_refused_with_its_key()
    {
        Assert.Contains("transport", Assert.Throws<ConfigurationException>(() => ConfigurationReader.Parse(Channels.Replace("KISS", "KIIS", StringComparison.Ordinal), "test")).Message, StringComparison.Ordinal);
        var configuration = ConfigurationReader.Parse(Channels + "files: { directory: /proc/none/files }\n", "test").Configuration;
        Assert.Contains("files.directory", Assert.Throws<InputException>(() => new LivePackets(configuration)).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string>? Process(LivePackets packets, string channel, string payload)
    {
        var (carried, files) = packets.Process(FrameSamples.Make(1) with { Satellite = "S", Transmitter = channel, Payload = Convert.FromHexString(payload) });
        Assert.Null(files);
        return carried;
    }
}
