using System.Net;
using System.Net.Sockets;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Devices.Radios.RtlTcp;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Radios.RtlTcp;

public sealed class RtlTcpDeviceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly RadioSettings Settings = new() { SampleRateHz = RtlTcpSky.RateHz, CenterFrequencyHz = RtlTcpSky.CenterHz };

    [Fact]
    public void It_is_in_the_catalog() => Assert.Equal("rtl_tcp at 127.0.0.1:1234", RadioCatalog.Find("rtl_tcp")!.Create("").Description);

    [Theory]
    [InlineData("dongle")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:70000")]
    public void What_is_no_address_is_refused(string device) => Assert.Contains("HOST:PORT", Assert.Throws<InputException>(() => RtlTcpDevice.Create(device)).Message);

    [Fact]
    public void Frames_of_the_sky_come_back_equal_through_server_and_client()
    {
        using var sky = new RtlTcpSky();
        using IRadioStream stream = RtlTcpDevice.Create(sky.Address).Open(Settings);
        var recorder = new FrameRecorder();
        var receiver = new Receiver(new ReceiverOptions
        {
            SampleRateHz = stream.SampleRateHz,
            SampleKind = SampleKind.Iq,
            Modulation = "FSK",
            BaudRate = 9600,
            Framings = [new FramingChoice("AX.25 G3RUH")],
            OffsetHz = RtlTcpSky.CarrierHz - RtlTcpSky.CenterHz,
            SearchBandwidthHz = 20e3,
        });
        var block = new Complex32[2048];
        for (long samples = 0; samples < 5 * RtlTcpSky.RateHz;)
        {
            RadioRead read = stream.Read(block, Patience);
            Assert.True(read.Count > 0);
            receiver.Process(block.AsSpan(0, read.Count), recorder);
            samples += read.Count;
        }
        receiver.Flush(recorder);

        // What was sent before the stream was taken up is not heard, and the last frame may be cut; of what lies between nothing is missing.
        string[] sent = [.. Enumerable.Range(0, (int)sky.Radio!.Transmitters[0].FramesSent).Select(i =>
        {
            var payload = new byte[sky.Radio.Transmitters[0].PayloadLength];
            sky.Radio.Transmitters[0].WritePayload((uint)i, payload);
            return Convert.ToHexString(payload);
        })];
        string[] heard = recorder.Payloads;
        int first = Array.IndexOf(sent, heard[0]);
        Assert.InRange(first, 1, 5);
        Assert.Equal(sent.Skip(first).Take(heard.Length), heard);
        Assert.InRange(heard.Length, 18, 20);
        Assert.Equal(0, sky.Server.SamplesLost);
    }

    [Fact]
    public void All_settings_go_out_as_commands()
    {
        using var server = new ScriptedRtlTcp(5);
        var settings = Settings with
        {
            GainDb = 20,
            CorrectionPpm = -3,
            BiasTee = true,
            StageGainsDb = new Dictionary<string, double> { ["IF2"] = -3 },
            Others = new Dictionary<string, string> { ["agc"] = "on", ["direct-sampling"] = "q", ["offset-tuning"] = "1" },
        };
        using IRadioStream stream = server.Device.Open(settings);
        string[] commands = server.Commands;
        Assert.Equal(
            ["020003D090", "05FFFFFFFD", "0900000002", "0A00000001", "011A13B860", "0700000000", "0800000001", "0E00000001", "0300000001", "04000000C5", "060002FFE2"],
            commands);
        Assert.Contains("19.7", Assert.Single(stream.Notes));
        Assert.Contains("R820T", stream.Description);
        Assert.Equal(250_000, stream.SampleRateHz, 0.001);
    }

    [Fact]
    public void Samples_are_whole_however_the_bytes_are_cut()
    {
        using var server = new ScriptedRtlTcp(5);
        using IRadioStream stream = server.Device.Open(Settings);
        var random = new Random(1);
        byte[] sent = [.. Enumerable.Range(0, 20_000).Select(_ => (byte)random.Next(256))];
        server.Send(sent, () => random.Next(1, 700));
        var (all, block) = (new List<Complex32>(), new Complex32[999]);
        while (all.Count < sent.Length / 2)
            all.AddRange(block.AsSpan(0, stream.Read(block, Patience).Count));
        Assert.Equal(sent.Select(b => (b - 128) / 128f), all.SelectMany(s => new[] { s.Re, s.Im }));
    }

    [Fact]
    public void A_wait_ends_in_time_with_what_there_is()
    {
        using var server = new ScriptedRtlTcp(5);
        using IRadioStream stream = server.Device.Open(Settings);
        Assert.Equal(0, stream.Read(new Complex32[10], TimeSpan.FromMilliseconds(20)).Count);
        server.Send([1, 2, 3], () => 3);
        Assert.Equal(1, stream.Read(new Complex32[10], TimeSpan.FromMilliseconds(200)).Count);
        server.Send([4], () => 1);
        var one = new Complex32[1];
        Assert.Equal(1, stream.Read(one, Patience).Count);
        Assert.Equal(new Complex32(-125 / 128f, -124 / 128f), one[0]);
    }

    [Fact]
    public void The_end_of_the_connection_is_told_after_the_last_sample()
    {
        using var server = new ScriptedRtlTcp(5);
        using IRadioStream stream = server.Device.Open(Settings);
        server.Send([1, 2, 3, 4], () => 4);
        server.Dispose();
        Assert.Equal(2, stream.Read(new Complex32[10], Patience).Count);
        Assert.Equal(RadioFailure.Lost, Assert.Throws<RadioException>(() => stream.Read(new Complex32[10], Patience)).Failure);
    }

    [Theory]
    [InlineData("", RadioFailure.Busy)]
    [InlineData("RTL0", RadioFailure.Busy)]
    [InlineData("220 mail.example.org ready", RadioFailure.Protocol)]
    public void A_server_of_something_else_is_told_apart(string greeting, RadioFailure expected)
    {
        using var server = new ScriptedRtlTcp(greeting);
        Assert.Equal(expected, Assert.Throws<RadioException>(() => server.Device.Open(Settings)).Failure);
    }

    [Fact]
    public void No_server_is_Absent_with_the_remedy()
    {
        using var port = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        RadioException e = Assert.Throws<RadioException>(() => RtlTcpDevice.Create(port.LocalEndPoint!.ToString()!).Open(Settings));
        Assert.Equal(RadioFailure.Absent, e.Failure);
        Assert.Contains("rtl_tcp -a", e.Message);
    }
}
