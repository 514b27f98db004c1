using GroundTerminal.Coding.Framing;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;

namespace GroundTerminal.Benchmarks;

/// <summary>One curve: how the signal is made, what receives it, and the textbook detector it is held against (null where none applies).</summary>
internal sealed record SensitivityCase(
    string Name, TestSignalOptions Signal, ReceiverOptions Receiver, Func<TestSignal, float[]>? ToAudio, Func<double, double>? SymbolError, double FirstDb, double LastDb)
{
    private const double RateHz = 48000;

    public static IReadOnlyList<SensitivityCase> All { get; } =
    [
        Make("FSK 9k6, IQ", Defaults("FSK", 9600, "AX.25 G3RUH") with { OffsetHz = 400 }, null, FrameTheory.NonCoherentFsk, 6, 15),
        Make("FSK 9k6, FM audio", Defaults("FSK", 9600, "AX.25 G3RUH"), s => s.ToFmAudio(16000), FrameTheory.NonCoherentFsk, 8, 17),
        Make("AFSK 1k2, audio", Defaults("AFSK", 1200, "AX.25"), s => s.ToAfskAudio(), FrameTheory.NonCoherentFsk, 6, 15),
        Make("AFSK 1k2, FM audio", Defaults("AFSK", 1200, "AX.25"), s => s.ToFmAudio(12500), null, 8, 20),
        Make("AFSK 1k2, IQ", Defaults("AFSK", 1200, "AX.25") with { OffsetHz = 400 }, null, null, 8, 20),
        Make("BPSK 1k2, SSB audio", Defaults("BPSK", 1200, "AX.25 G3RUH"), s => s.ToSsbAudio(1500), FrameTheory.CoherentPsk, 4, 11),
        Make("BPSK 1k2, IQ", Defaults("BPSK", 1200, "AX.25 G3RUH") with { OffsetHz = 400 }, null, FrameTheory.CoherentPsk, 4, 11),
    ];

    /// <summary>The part of the frames that comes through.</summary>
    public double SuccessRate(double ebN0Db, int frames)
    {
        const int FramesAtOnce = 40;
        var good = 0;
        for (var done = 0; done < frames; done += FramesAtOnce)
            good += Receive(new TestSignal(Signal with { EbN0Db = ebN0Db, Frames = FramesAtOnce, Seed = (ulong)(1000 + done) }));
        return good / (Math.Ceiling(frames / (double)FramesAtOnce) * FramesAtOnce);
    }

    private static TestSignalOptions Defaults(string modulation, double baudRate, string framing) => new()
    {
        SampleRateHz = RateHz,
        Modulation = modulation,
        BaudRate = baudRate,
        Framing = framing,
        PayloadLength = 128,
        IdleSymbols = 300,
        TimingPpm = 20,
        AudioCarrierHz = modulation == "AFSK" ? 1700 : null,
        DeviationHz = modulation == "AFSK" ? 500 : null,
    };

    private static SensitivityCase Make(
        string name, TestSignalOptions signal, Func<TestSignal, float[]>? toAudio, Func<double, double>? symbolError, double firstDb, double lastDb)
    {
        var receiver = new ReceiverOptions
        {
            SampleRateHz = RateHz,
            SampleKind = toAudio is null ? SampleKind.Iq : SampleKind.Audio,
            Modulation = signal.Modulation,
            BaudRate = signal.BaudRate,
            DeviationHz = signal.DeviationHz,
            AudioCarrierHz = signal.AudioCarrierHz,
            Framings = [new FramingChoice(signal.Framing)],
        };
        return new SensitivityCase(name, signal, receiver, toAudio, symbolError, firstDb, lastDb);
    }

    private int Receive(TestSignal signal)
    {
        var (receiver, sink) = (new Receiver(Receiver), new Matcher(signal.Payloads));
        if (ToAudio is not null)
            receiver.Process(ToAudio(signal), sink);
        else
            receiver.Process(signal.ToIq(), sink);
        receiver.Flush(sink);
        return sink.Found.Count;
    }

    private sealed class Matcher(IReadOnlyList<byte[]> payloads) : IReceivedFrameSink
    {
        public HashSet<int> Found { get; } = [];

        public void OnFrame(in ReceivedFrame frame)
        {
            for (var i = 0; i < payloads.Count; i++)
            {
                if (frame.Payload.SequenceEqual(payloads[i]))
                    Found.Add(i);
            }
        }
    }
}
