using System.Collections.Concurrent;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;
using GroundTerminal.Satellites;
using GroundTerminal.Station;

namespace GroundTerminal.Tests.Satellites;

/// <summary>Every transmitter of the catalogue, emulated at Eb/N0 = 12 dB with Doppler, and received with what the catalogue says of it.</summary>
/// <remarks>
/// Eb is that of an information bit: the code's rate is charged to it, sync word and check are not, unless frames have one size. FSK and PSK are complex baseband; AFSK, whose FM carrier needs more than
/// that to be above the FM threshold, is audio. Transmitters alike in all but name and frequency are run once.
/// </remarks>
public class EveryTransmitterTests
{
    private const double EbN0Db = 12;
    private const int Frames = 3;
    private static readonly ulong Seed = ulong.Parse(Environment.GetEnvironmentVariable("GROUNDTERMINAL_SEED") ?? "3");

    /// <summary>Of HSU-SAT1's code; its header in the clear and its start and stop bits are not charged to it.</summary>
    private const double HsuSat1Rate = 0.5;

    [Fact]
    public void All_frames_come_back()
    {
        var transmitters = SatelliteCatalog.LoadBuiltIn().Satellites.SelectMany(s => s.Transmitters.Select(t => (Satellite: s.Name, Transmitter: t))).ToArray();
        var groups = transmitters.GroupBy(t => (t.Transmitter.Modulation, t.Transmitter.BaudRate, t.Transmitter.DeviationHz, t.Transmitter.AudioCarrierHz, TransmitterFraming.Of(t.Transmitter))).ToArray();
        var failures = new ConcurrentBag<string>();
        // A channel interleaver spreads a frame over 16 s: its framing has a test of its own.
        Parallel.ForEach(groups.Where(g => !g.Key.Item5.Options.ChannelInterleaver), group =>
        {
            var (satellite, transmitter) = group.First();
            if (Try(transmitter, Seed) is { } failure)
                failures.Add($"{satellite}, {transmitter.Name} and {group.Count() - 1} alike ({transmitter.Modulation} {transmitter.BaudRate} {transmitter.DeviationHz} {transmitter.Framing}): {failure}");
        });
        Assert.True(transmitters.Length >= 674, $"{transmitters.Length} transmitters");
        Assert.True(failures.IsEmpty, $"{failures.Count} of {groups.Length} kinds:{Environment.NewLine}{string.Join(Environment.NewLine, failures.Order())}");
    }

    private static string? Try(Transmitter transmitter, ulong seed)
    {
        if (TransmitterSupport.WhyNot(transmitter) is { } reason)
            return reason;
        var signal = Signal(transmitter, seed);
        var audio = transmitter.Modulation == "AFSK";
        var test = new TestSignal(signal);
        var receiver = new Receiver(new ReceiverOptions
        {
            SampleRateHz = signal.SampleRateHz,
            SampleKind = audio ? SampleKind.Audio : SampleKind.Iq,
            Modulation = transmitter.Modulation,
            BaudRate = transmitter.BaudRate,
            DeviationHz = transmitter.DeviationHz,
            AudioCarrierHz = transmitter.AudioCarrierHz,
            RollOff = signal.RollOff,
            ModulationIndexRadians = signal.ModulationIndexRadians,
            Framings = [TransmitterFraming.Of(transmitter)],
            SearchBandwidthHz = audio ? null : 2 * (signal.OffsetHz + Math.Abs(signal.DriftHzPerS * test.SymbolCount / transmitter.BaudRate)),
        });
        var found = new Collector();
        if (audio)
            receiver.Process(test.ToAfskAudio(), found);
        else
            receiver.Process(test.ToIq(), found);
        receiver.Flush(found);
        var sent = test.Payloads.Select(Convert.ToHexString).ToArray();
        return sent.SequenceEqual(found.Payloads) ? null : $"{found.Payloads.Count(sent.Contains)} of {Frames} frames, {found.Payloads.Count(p => !sent.Contains(p))} wrong {string.Join(' ', found.Payloads.Where(p => !sent.Contains(p)).Take(1))}";
    }

    private static TestSignalOptions Signal(Transmitter transmitter, ulong seed)
    {
        var framing = TransmitterFraming.Of(transmitter);
        var framer = FramingCatalog.Find(framing.Name)!.CreateFramer!(framing.Options);
        var (length, codeRate) = Coding(framing.Name, framer);
        var rate = Math.Max(12_000, 8 * (transmitter.BaudRate + Math.Abs(transmitter.DeviationHz ?? 0)));
        return new TestSignalOptions
        {
            SampleRateHz = transmitter.Modulation == "AFSK" ? 48_000 : rate,
            Modulation = transmitter.Modulation,
            BaudRate = transmitter.BaudRate,
            DeviationHz = transmitter.DeviationHz,
            AudioCarrierHz = transmitter.AudioCarrierHz,
            RollOff = TransmitterSupport.SignalOf(transmitter).RollOff,
            ModulationIndexRadians = TransmitterSupport.SignalOf(transmitter).ModulationIndexRadians,
            Framing = framing.Name,
            FramingOptions = framing.Options,
            EbN0Db = EbN0Db + (10 * Math.Log10(codeRate)),
            OffsetHz = 0.1 * rate,
            DriftHzPerS = -Math.Min(100 * transmitter.FrequencyHz / 437e6, 100),
            TimingPpm = 20,
            Frames = Frames,
            PayloadLength = length,
            Seed = seed,
        };
    }

    /// <summary>A frame of one size is used whole; of other framings, what each further byte costs is the rate of the code, and frames are short: at 12 dB a frame of 20 bytes without a code is lost once in some 150 at a modulation index of 1.</summary>
    private static (int Length, double CodeRate) Coding(string name, IFramer framer)
    {
        var (least, most) = (framer.MinPayloadLength, Math.Max(framer.MinPayloadLength, Math.Min(framer.MaxPayloadLength, 230)));
        var (few, many) = (Symbols(framer, least), Symbols(framer, most));
        if (least == most)
            return (most, name == "HSU-SAT1" ? HsuSat1Rate : Math.Min(1, 8.0 * most / many));
        // Frames filled up to one size are as good as their payload is long.
        var rate = Math.Min(1, many == few ? 8.0 * most / many : 8.0 * (most - least) / (many - few));
        return (Math.Clamp(many > few ? 20 : 64, least, most), rate);
    }

    private static int Symbols(IFramer framer, int length)
    {
        var payload = new byte[length];
        return framer.Encode(payload.AsSpan(0, framer.Conform(payload)), new byte[framer.MaxOutput(length)]);
    }

    private sealed class Collector : IReceivedFrameSink
    {
        public List<string> Payloads { get; } = [];

        public void OnFrame(in ReceivedFrame frame) => Payloads.Add(Convert.ToHexString(frame.Payload));
    }
}
