using System.Diagnostics;
using System.Text.Json;

namespace GroundTerminal.EndToEnd;

/// <summary><c>groundterminal emulate radio</c> of the published program over a sky of one transmitter: a numbered frame four times a second.</summary>
internal sealed class EmulatedRadioProgram : IDisposable
{
    public const double RateHz = 250e3, CentreHz = 437.5e6, OffsetHz = 30e3;
    public const string Transmitter = "modulation: FSK, baud-rate: 9600, deviation: 3000, framing: AX.25 G3RUH";

    /// <summary>A configuration's sky; <c>channels</c> hears it.</summary>
    public static readonly string Sky = $$"""
        station: { name: sky }
        radio:
          kind: emulated
          sample-rate: 250e3
          center-frequency: 437.5e6
          noise-density: -80
          transmitters:
            - { name: one, frequency: 437.53e6, {{Transmitter}}, level: 66, frame-interval: 0.25, payload: "frame {n}", pass: { max-elevation: 80, start: 0.5 } }
        """;

    public static readonly string Channels = $$"""
        channels:
          - { name: one, satellite: SAT-1, frequency: 437.53e6, {{Transmitter}} }
        kiss-server: { listen: off }
        http: { listen: off }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-radio-");
    private readonly Process _process;

    public EmulatedRadioProgram(params string[] arguments)
    {
        string path = Path.Combine(_folder.FullName, "sky.yaml");
        File.WriteAllText(path, Sky + "\n" + Channels);
        _process = GroundTerminalProgram.Start(["emulate", "radio", path, "--listen", "127.0.0.1:0", "--json", .. arguments]);
        Address = Next("listening").GetProperty("listen").GetString()!;
    }

    public string Address { get; }

    /// <summary>The next line of a kind.</summary>
    public JsonElement Next(string kind)
    {
        while (true)
        {
            string line = _process.StandardOutput.ReadLineAsync().WaitAsync(Limit).Result ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());
            JsonElement read = JsonDocument.Parse(line).RootElement;
            if (read.GetProperty("event").GetString() == kind)
                return read;
        }
    }

    /// <summary>Ctrl-C.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Interrupt()
    {
        Signals.Send(_process, Signals.Interrupt);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Numbers of frames "frame {n}" in payloads given as hexadecimal digits.</summary>
    public static int[] Numbers(IEnumerable<string> payloads) =>
        [.. payloads.Select(p => int.Parse(System.Text.Encoding.ASCII.GetString(Convert.FromHexString(p)).Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture))];
}
