using System.Globalization;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Live;
using GroundTerminal.Orbit;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Benchmarks;

/// <summary>What became of the frames of a <see cref="DayBenchmark"/>: sent against received, and how well their Doppler was known.</summary>
internal sealed class DayFrames
{
    private readonly EmulatedRadio _radio;
    private readonly List<Frame> _received = [];
    private readonly IReadOnlyList<Contact> _contacts;
    private readonly DateTimeOffset _start;

    public DayFrames(LiveStation station, IReadOnlyList<Contact> contacts)
    {
        (_radio, _contacts) = ((EmulatedRadio)station.Radio, contacts);
        while (station.Store.Since(_received.Count > 0 ? _received[^1].Id : 0, 4096) is { Count: > 0 } more)
            _received.AddRange(more);
        var first = _received[0];
        _start = first.Time!.Value - TimeSpan.FromSeconds(first.Sample / _radio.SampleRateHz);
    }

    public void Report()
    {
        var (above, inContacts, got, wrong) = (0L, 0L, 0L, 0L);
        var errors = new List<double>();
        var kinds = new SortedDictionary<string, (long Sent, long Got)>();
        foreach (var transmitter in _radio.Transmitters)
        {
            var frames = _received.Where(f => f.Transmitter == transmitter.Options.Name).ToList();
            var payloads = frames.Select(f => Convert.ToHexString(f.Payload)).ToHashSet();
            var all = Payloads(transmitter);
            wrong += payloads.Count(p => !all.Contains(p));
            for (var i = Math.Max(0, transmitter.FramesSent - (1 << 14)); i < transmitter.FramesSent; i++)
            {
                var sent = transmitter.GetSentFrame(i);
                var payload = new byte[transmitter.PayloadLength];
                transmitter.WritePayload(sent.Counter, payload);
                var isReceived = payloads.Contains(Convert.ToHexString(payload));
                above++;
                if (!IsInContact(transmitter, sent))
                    continue;
                inContacts++;
                got += isReceived ? 1 : 0;
                var kind = $"{transmitter.Options.Signal.Modulation} {transmitter.Options.Signal.BaudRate}";
                var (sentBefore, gotBefore) = kinds.GetValueOrDefault(kind);
                kinds[kind] = (sentBefore + 1, gotBefore + (isReceived ? 1 : 0));
            }
            errors.AddRange(frames.Select(f => Math.Abs(f.DopplerHz - TrueDopplerHz(transmitter, f))));
        }
        errors.Sort();
        Console.WriteLine();
        Console.WriteLine("| frames | number |");
        Console.WriteLine("| --- | --- |");
        Console.WriteLine($"| sent while above the horizon | {above} |");
        Console.WriteLine($"| sent whole within a contact that was held | {inContacts} |");
        Console.WriteLine(Invariant($"| of these received | {got} ({100.0 * got / Math.Max(1, inContacts):0.00} %) |"));
        foreach (var (kind, (s, g)) in kinds)
            Console.WriteLine(Invariant($"| {kind}: {g} of {s} | {100.0 * g / s:0.00} % |"));
        Console.WriteLine($"| stored | {_received.Count} |");
        Console.WriteLine($"| stored that were not sent so | {wrong} |");
        Console.WriteLine();
        Console.WriteLine(Invariant($"Doppler taken off against that of the emulated path at the frame's time: p50 {errors[errors.Count / 2]:0.000} Hz, p99 {errors[errors.Count * 99 / 100]:0.000} Hz, worst {errors[^1]:0.000} Hz."));
    }

    /// <summary>All that it ever sent; the log has only the last of them.</summary>
    private static HashSet<string> Payloads(EmulatedTransmitter transmitter)
    {
        var payload = new byte[transmitter.PayloadLength];
        var last = transmitter.FramesSent > 0 ? transmitter.GetSentFrame(transmitter.FramesSent - 1).Counter + 1 : 0;
        var all = new HashSet<string>();
        for (uint counter = 0; counter <= last; counter++)
        {
            transmitter.WritePayload(counter, payload);
            all.Add(Convert.ToHexString(payload));
        }
        return all;
    }

    private bool IsInContact(EmulatedTransmitter transmitter, SentFrame sent)
    {
        var (from, to) = (_start.AddSeconds(sent.FirstSample / _radio.SampleRateHz), _start.AddSeconds(sent.EndSample / _radio.SampleRateHz));
        return _contacts.Any(c => c.Satellite == transmitter.Options.Name && from >= c.Start && to <= c.End);
    }

    private double TrueDopplerHz(EmulatedTransmitter transmitter, Frame frame) =>
        Propagation.DopplerShiftHz(transmitter.Options.FrequencyHz, transmitter.Options.Range.At(frame.Sample / _radio.SampleRateHz).RangeRateKmPerS);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
