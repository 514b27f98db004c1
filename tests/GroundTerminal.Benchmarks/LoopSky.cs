using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;

namespace GroundTerminal.Benchmarks;

/// <summary>Some seconds of an emulated sky in a file of 16-bit samples, which a device repeats; and which frames are in it.</summary>
internal sealed class LoopSky
{
    private const double CenterHz = 437e6, Seconds = 12;

    private static readonly (string Name, double OffsetPart, string Modulation, double BaudRate, string Framing)[] Signals =
    [
        ("FSK9k6", 0.11, "FSK", 9600, "AX.25 G3RUH"),
        ("BPSK1k2", -0.23, "BPSK", 1200, "AX.25"),
        ("AFSK1k2", 0.31, "AFSK", 1200, "AX.25"),
        ("FSK4k8", -0.37, "FSK", 4800, "AX.25 G3RUH"),
    ];

    private readonly List<(long FirstSample, byte[] Payload)> _sent = [];
    private readonly double _rateHz;

    /// <summary>Makes the file.</summary>
    public LoopSky(double rateHz, string path)
    {
        _rateHz = rateHz;
        var radio = new EmulatedRadio(
            new EmulatedRadioOptions
            {
                SampleRateHz = rateHz,
                CenterFrequencyHz = CenterHz,
                NoiseDensityDbfsPerHz = -100,
                Pace = null,
                DurationSeconds = Seconds,
                Transmitters = [.. Signals.Select(s => new EmulatedTransmitterOptions
                {
                    Name = s.Name,
                    Signal = new Signal { Modulation = s.Modulation, BaudRate = s.BaudRate, Framing = s.Framing },
                    FrequencyHz = FrequencyHz(s.OffsetPart),
                    CarrierToNoiseDbHz = 72,
                    FrameIntervalSeconds = 0.5,
                    PayloadLength = 64,
                })],
            },
            TimeProvider.System);
        Length = Write(radio, path);
        foreach (EmulatedTransmitter transmitter in radio.Transmitters)
            Remember(transmitter);
    }

    /// <summary>Samples in the file.</summary>
    public long Length { get; }

    /// <summary>Frames that begin between two samples of the repeated stream; one that lies across the seam is none.</summary>
    public long Expected(long from, long to) => Before(to) - Before(from);

    /// <summary>Whether a payload was sent.</summary>
    public bool WasSent(byte[] payload) => _sent.Any(f => f.Payload.AsSpan().SequenceEqual(payload));

    /// <summary>A station that receives it from the test device of tests/soapy-module, as YAML.</summary>
    public string Station(string file, int httpPort, string store)
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"radio: {{ kind: soapy, device: 'driver=gttest,file={file},format=CS16', sample-rate: {_rateHz:0}, center-frequency: {CenterHz:0}, gain: 20 }}"));
        text.AppendLine("kiss-server: { listen: off }");
        text.AppendLine(Invariant($"http: {{ listen: '127.0.0.1:{httpPort}' }}"));
        text.AppendLine($"store: {{ path: {store} }}");
        text.AppendLine("channels:");
        foreach (var s in Signals)
            text.AppendLine(Invariant($"  - {{ name: {s.Name}, frequency: {FrequencyHz(s.OffsetPart):0}, modulation: {s.Modulation}, baud-rate: {s.BaudRate}, framing: {s.Framing} }}"));
        return text.ToString();
    }

    private static long Write(EmulatedRadio radio, string path)
    {
        using FileStream file = File.Create(path);
        var (block, numbers) = (new Complex32[65536], new short[2 * 65536]);
        long length = 0;
        while (radio.Read(block, out _, default) is var count and > 0)
        {
            SampleQuantization.ToInt16(MemoryMarshal.Cast<Complex32, float>(block.AsSpan(0, count)), numbers);
            file.Write(MemoryMarshal.AsBytes(numbers.AsSpan(0, 2 * count)));
            length += count;
        }
        return length;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private long Before(long sample) => (sample / Length * _sent.Count) + _sent.Count(f => f.FirstSample < sample % Length);

    private double FrequencyHz(double offsetPart) => Math.Round(CenterHz + (offsetPart * _rateHz));

    private void Remember(EmulatedTransmitter transmitter)
    {
        for (long i = 0; i < transmitter.FramesSent; i++)
        {
            SentFrame frame = transmitter.GetSentFrame(i);
            var payload = new byte[transmitter.PayloadLength];
            transmitter.WritePayload(frame.Counter, payload);
            if (frame.EndSample < Length)
                _sent.Add((frame.FirstSample, payload));
        }
    }
}
