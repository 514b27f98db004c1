using System.Text.Json;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.EndToEnd;

/// <summary>The published program twice, with libSoapySDR and Debian's module between: one emulates a Red Pitaya, the other is a station that has one.</summary>
public sealed class RedPitayaProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-redpitaya-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableFact]
    public async Task A_station_stores_every_frame_that_the_emulated_sky_sends()
    {
        RedPitayaSky.NeedModule();
        using var radio = new EmulatedRadioProgram("--protocol", "redpitaya");
        string configuration = Path.Combine(_folder.FullName, "station.yaml"), store = Path.Combine(_folder.FullName, "frames.db");
        string channels = EmulatedRadioProgram.Channels.Replace("frequency: 437.53e6,", "frequency: 10.03e6, search-bandwidth: 24e3,", StringComparison.Ordinal);
        string[] at = radio.Address.Split(':');
        File.WriteAllText(configuration, $"radio: {{ kind: soapy, device: 'driver=redpitaya,addr={at[0]},port={at[1]}', sample-rate: 250e3, center-frequency: 10e6 }}\n{channels}");
        var (exitCode, _, error) = await GroundTerminalProgram.Run(null, "run", configuration, "--store", store, "--duration", "6", "--log-format", "json", "--no-real-time");
        Assert.True(exitCode == 0, error);
        using var frames = new FrameStore(store);
        int[] numbers = EmulatedRadioProgram.Numbers(frames.Since(0, 1000).Select(f => Convert.ToHexString(f.Payload)));
        Assert.True(numbers.Length >= 20, $"{numbers.Length} frames in 6 s");
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Length), numbers);
        JsonElement gone = radio.Next("disconnected");
        Assert.Equal((250e3, 437.5e6), (gone.GetProperty("sampleRateHz").GetDouble(), gone.GetProperty("centerFrequencyHz").GetDouble()));
        Assert.Equal(0, await radio.Interrupt());
    }
}
