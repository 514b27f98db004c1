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
    private const double CenterHz = 437e6;

    private readonly IReadOnlyList<LoopSignal> _signals;
    private readonly List<(int Signal, long FirstSample, byte[] Payload)> _sent = [];
    private readonly double _rateHz;

    /// <summary>Makes the file.</summary>
    public LoopSky(double rateHz, string path, IReadOnlyList<LoopSignal> signals, double seconds)
    {
        (_rateHz, _signals) = (rateHz, signals);
        var radio = new EmulatedRadio(
            new EmulatedRadioOptions
            {
                SampleRateHz = rateHz,
                CenterFrequencyHz = CenterHz,
                NoiseDensityDbfsPerHz = -100,
                Pace = null,
                DurationSeconds = seconds,
                Transmitters = [.. signals.Select(s => new EmulatedTransmitterOptions
                {
                    Name = s.Name,
                    Signal = new Signal { Modulation = s.Modulation, BaudRate = s.BaudRate, DeviationHz = s.DeviationHz, Framing = s.Framing },
                    FrequencyHz = FrequencyHz(s.OffsetPart),
                    CarrierToNoiseDbHz = s.CarrierToNoiseDbHz,
                    FrameIntervalSeconds = s.FrameIntervalSeconds,
                    PayloadLength = 64,
                })],
            },
            TimeProvider.System);
        Length = Write(radio, path);
        for (int i = 0; i < signals.Count; i++)
            Remember(i, radio.Transmitters[i]);
    }

    /// <summary>Four of different kinds.</summary>
    public static IReadOnlyList<LoopSignal> Usual { get; } =
    [
        new("FSK9k6", 0.11, "FSK", 9600, "AX.25 G3RUH"),
        new("BPSK1k2", -0.23, "BPSK", 1200, "AX.25"),
        new("AFSK1k2", 0.31, "AFSK", 1200, "AX.25"),
        new("FSK4k8", -0.37, "FSK", 4800, "AX.25 G3RUH"),
    ];

    /// <summary>Samples in the file.</summary>
    public long Length { get; }

    /// <summary>Frames that begin between two samples of the repeated stream; one that lies across the seam is none.</summary>
    public long Expected(long from, long to) => Before(to) - Before(from);

    /// <summary>Those frames: what sent each, its first sample, what it holds.</summary>
    public IEnumerable<(string Name, long FirstSample, byte[] Payload)> Sent(long from, long to)
    {
        for (long turn = from / Length; turn * Length < to; turn++)
        {
            foreach ((int signal, long first, byte[] payload) in _sent)
            {
                long at = first + (turn * Length);
                if (at >= from && at < to)
                    yield return (_signals[signal].Name, at, payload);
            }
        }
    }

    /// <summary>The same of one transmitter.</summary>
    public long Expected(string name, long from, long to) => Before(name, to) - Before(name, from);

    /// <summary>Whether a payload was sent.</summary>
    public bool WasSent(byte[] payload) => _sent.Any(f => f.Payload.AsSpan().SequenceEqual(payload));

    /// <summary>A station that receives it from the test device of tests/soapy-module, as YAML.</summary>
    /// <param name="file">The samples.</param>
    /// <param name="httpPort">Of its status page.</param>
    /// <param name="store">Its frame store.</param>
    /// <param name="channels">How many of the transmitters it receives; 0 for all.</param>
    public string Station(string file, int httpPort, string store, int channels = 0)
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"radio: {{ kind: soapy, device: 'driver=gttest,file={file},format=CS16', sample-rate: {_rateHz:0}, center-frequency: {CenterHz:0}, gain: 20 }}"));
        text.AppendLine("kiss-server: { listen: off }");
        text.AppendLine(Invariant($"http: {{ listen: '127.0.0.1:{httpPort}' }}"));
        text.AppendLine($"store: {{ path: {store} }}");
        text.AppendLine("channels:");
        foreach (LoopSignal s in _signals.Take(channels > 0 ? channels : _signals.Count))
            text.AppendLine(Invariant($"  - {{ name: {s.Name}, frequency: {FrequencyHz(s.OffsetPart):0}, modulation: {s.Modulation}, baud-rate: {s.BaudRate}, framing: {s.Framing}{(s.DeviationHz is { } hz ? $", deviation: {hz:0}" : "")} }}"));
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

    private long Before(string name, long sample)
    {
        var own = _sent.Where(f => _signals[f.Signal].Name == name).ToArray();
        return (sample / Length * own.Length) + own.Count(f => f.FirstSample < sample % Length);
    }

    private double FrequencyHz(double offsetPart) => Math.Round(CenterHz + (offsetPart * _rateHz));

    private void Remember(int signal, EmulatedTransmitter transmitter)
    {
        for (long i = 0; i < transmitter.FramesSent; i++)
        {
            SentFrame frame = transmitter.GetSentFrame(i);
            var payload = new byte[transmitter.PayloadLength];
            transmitter.WritePayload(frame.Counter, payload);
            if (frame.EndSample < Length)
                _sent.Add((signal, frame.FirstSample, payload));
        }
    }
}
