using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.EndToEnd;

/// <summary>The transmitter as an operator and a KISS client use it: the program's own <c>decode</c> reads what it wrote.</summary>
public sealed class TransmitTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-transmit-");

    private string Sent => Path.Combine(_folder.FullName, "sent.sigmf-data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Armed_by_an_operator_it_sends_frames_of_commands_and_of_KISS_clients_and_decode_reads_them()
    {
        await using StationProgram station = await StationProgram.Start(t => t + Transmitter("none"));
        string ax25 = Frame(1), kiss = Frame(2), file = Path.Combine(_folder.FullName, "frame.bin");
        await File.WriteAllBytesAsync(file, Convert.FromHexString(Frame(3)));

        var refused = await station.Order("transmit", "send", "--channel", "9k6", "--hex", ax25);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("not armed", refused.Error);
        Assert.Equal(0, new FileInfo(Sent).Length);

        Assert.Contains("armed until", (await station.Order("transmit", "arm", "--for", "2min")).Output);
        Assert.Contains("was sent", (await station.Order("transmit", "send", "--channel", "9k6", "--hex", ax25)).Output);
        await SendKiss(station, port: 0, kiss);
        await WaitForSent(station, 2);
        Assert.Contains("was sent", (await station.Order("transmit", "send", "--channel", "9k6", "--file", file)).Output);

        JsonElement status = await station.Get("api/v1/transmit");
        Assert.Equal(3, status.GetProperty("framesSent").GetInt64());
        Assert.Equal(1, status.GetProperty("refused").GetProperty("notArmed").GetInt64());
        Assert.True(status.GetProperty("secondsOnAir").GetDouble() > 0.6);

        Assert.Contains("inhibited", (await station.Order("transmit", "disarm")).Output);
        long written = new FileInfo(Sent).Length;
        Assert.Equal(2, (await station.Order("transmit", "send", "--channel", "9k6", "--hex", ax25)).ExitCode);
        Assert.Equal(written, new FileInfo(Sent).Length);

        var decoded = await GroundTerminalProgram.Run(null, "decode", Sent, "--modulation", "FSK", "--baud-rate", "9600", "--framing", "AX.25 G3RUH", "--json");
        string[] payloads = [.. decoded.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).Where(e => e.TryGetProperty("payload", out _)).Select(e => e.GetProperty("payload").GetString()!)];
        Assert.Equal([ax25, kiss, Frame(3)], payloads);
    }

    [Fact]
    public async Task A_contact_that_is_needed_and_not_under_way_keeps_it_silent()
    {
        await using StationProgram station = await StationProgram.Start(t => t + Transmitter("required"));
        await station.Order("transmit", "arm", "--for", "2min");
        var refused = await station.Order("transmit", "send", "--channel", "9k6", "--hex", Frame(1));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("no contact with DEMO-4", refused.Error);
        Assert.Contains("no contact", (await station.Order("transmit", "status")).Output);
        Assert.Equal(0, new FileInfo(Sent).Length);
    }

    [Fact]
    public async Task In_a_contact_with_the_antenna_on_the_satellite_it_is_sent_and_afterwards_no_more()
    {
        string uplinks = string.Concat(Enumerable.Range(1, 4).Select(n => $"    - {{ name: up DEMO-{n}, satellite: DEMO-{n}, frequency: 145.9e6, modulation: FSK, baud-rate: 9600, framing: AX.25 G3RUH, min-elevation: 0 }}\n"));
        await using StationProgram station = await StationProgram.Start(t => t + Transmitter("required") + uplinks);
        JsonElement contact = await station.NextContact("Pass");
        string uplink = $"up {contact.GetProperty("satellite").GetString()}";
        await station.AntennaWhen(a => a.GetProperty("beamErrorDegrees") is { ValueKind: JsonValueKind.Number } error && error.GetDouble() < 5);
        await station.Order("transmit", "arm", "--for", "2min");
        Assert.Contains("was sent", (await station.Order("transmit", "send", "--channel", uplink, "--hex", Frame(7))).Output);

        await station.Order("contacts", "--cancel", contact.GetProperty("id").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture));
        long written = new FileInfo(Sent).Length;
        var refused = await station.Order("transmit", "send", "--channel", uplink, "--hex", Frame(8));
        Assert.Equal((2, written), (refused.ExitCode, new FileInfo(Sent).Length));

        var decoded = await GroundTerminalProgram.Run(null, "decode", Sent, "--modulation", "FSK", "--baud-rate", "9600", "--framing", "AX.25 G3RUH", "--json");
        JsonElement frame = JsonDocument.Parse(decoded.Output.Split('\n')[0]).RootElement;
        Assert.Equal(Frame(7), frame.GetProperty("payload").GetString());
    }

    [SkippableFact]
    public async Task Through_SoapySDR_the_radio_that_receives_sends()
    {
        string module = SoapyTestDevice.Folder(), air = Path.Combine(_folder.FullName, "air.cs16");
        string configuration = $$"""
            radio: { kind: soapy, device: 'driver=gttest,tx={{air}}', sample-rate: 250e3, center-frequency: 437e6, gain: 20 }
            kiss-server: { listen: off }
            http: { listen: 127.0.0.1:0 }
            channels:
              - { name: down, frequency: 437e6, modulation: FSK, baud-rate: 9600, framing: AX.25 G3RUH }
            """ + Transmitter("none").Replace("path:", "radio: radio\n  path:", StringComparison.Ordinal).Replace("145.9e6", "437.1e6", StringComparison.Ordinal);
        await using (StationProgram station = await StationProgram.Start(_ => configuration, ("SOAPY_SDR_PLUGIN_PATH", module)))
        {
            Assert.Equal(2, (await station.Order("transmit", "send", "--channel", "9k6", "--hex", Frame(1))).ExitCode);
            Assert.False(File.Exists(air) && new FileInfo(air).Length > 0, "something was radiated before the operator armed it");
            await station.Order("transmit", "arm", "--for", "1min");
            Assert.Contains("was sent", (await station.Order("transmit", "send", "--channel", "9k6", "--hex", Frame(2))).Output);
            JsonElement status = await station.Get("api/v1/status");
            Assert.Equal(0, status.GetProperty("stream").GetProperty("gaps").GetInt64());
            Assert.True(status.GetProperty("stream").GetProperty("samples").GetInt64() > 0);
        }
        var decoded = await GroundTerminalProgram.Run(null, "decode", air, "--format", "cs16", "--sample-rate", "48e3", "--modulation", "FSK", "--baud-rate", "9600", "--framing", "AX.25 G3RUH", "--json");
        Assert.Equal(Frame(2), JsonDocument.Parse(decoded.Output.Split('\n')[0]).RootElement.GetProperty("payload").GetString());
    }

    [Fact]
    public async Task Without_the_configurations_word_it_cannot_be_armed()
    {
        await using StationProgram station = await StationProgram.Start(t => t + Transmitter("none").Replace("enabled: true", "enabled: false", StringComparison.Ordinal));
        var refused = await station.Order("transmit", "arm", "--for", "2min");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("transmit.enabled", refused.Error);
    }

    private static string Frame(int number)
    {
        byte[] frame = new byte[50];
        GroundTerminal.Emulator.Transmission.EmulatedPayload.Write(frame, (uint)number, "GT1SAT", "GT1GND");
        return Convert.ToHexStringLower(frame);
    }

    private static async Task SendKiss(StationProgram station, int port, string hex)
    {
        string listen = (await station.Get("api/v1/transmit")).GetProperty("listen").GetString()!;
        using var client = new TcpClient();
        await client.ConnectAsync(System.Net.IPEndPoint.Parse(listen));
        byte[] buffer = new byte[1000];
        int length = Kiss.Encode(Convert.FromHexString(hex), buffer);
        buffer[1] = (byte)(port << 4);
        await client.GetStream().WriteAsync(buffer.AsMemory(0, length));
    }

    private static async Task WaitForSent(StationProgram station, int frames)
    {
        long started = Stopwatch.GetTimestamp();
        while ((await station.Get("api/v1/transmit")).GetProperty("framesSent").GetInt64() < frames)
        {
            Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds < 30);
            await Task.Delay(50);
        }
    }

    private string Transmitter(string contact) => $$"""

        transmit:
          enabled: true
          path: {{Sent}}
          sample-rate: 48000
          listen: 127.0.0.1:0
          channels:
            - { name: 9k6, satellite: DEMO-4, frequency: 145.9e6, modulation: FSK, baud-rate: 9600, framing: AX.25 G3RUH, contact: {{contact}} }

        """;
}
