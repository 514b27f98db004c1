using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;

namespace GroundTerminal.Tests.Support;

/// <summary>A generated signal, what receives it, and where its frames truly are.</summary>
internal sealed record Reception(TestSignalOptions Signal, ReceiverOptions Receiver, Func<TestSignal, float[]>? ToAudio, double GroupDelay)
{
    public static Reception Iq(TestSignalOptions signal) => new(signal, Options(signal, SampleKind.Iq), null, 0);

    /// <summary>The discriminator lies half a sample back, the 129 taps of the filter before it 64.</summary>
    public static Reception FmAudio(TestSignalOptions signal, double ifBandwidthHz) =>
        new(signal, Options(signal, SampleKind.Audio), s => s.ToFmAudio(ifBandwidthHz), ifBandwidthHz < signal.SampleRateHz ? 64.5 : 0.5);

    public static Reception SsbAudio(TestSignalOptions signal, double carrierHz) => new(signal, Options(signal, SampleKind.Audio), s => s.ToSsbAudio(carrierHz), 0);

    public static Reception AfskAudio(TestSignalOptions signal) => new(signal, Options(signal, SampleKind.Audio), s => s.ToAfskAudio(), 0);

    /// <summary>The usual test: three frames of 100 bytes, a quarter of a second apart or so.</summary>
    public static TestSignalOptions Make(string modulation, double baudRate, double sampleRateHz, double ebN0Db) => new()
    {
        SampleRateHz = sampleRateHz,
        Modulation = modulation,
        BaudRate = baudRate,
        Framing = modulation == "AFSK" ? "AX.25" : "AX.25 G3RUH",
        DeviationHz = modulation == "AFSK" ? 500 : null,
        AudioCarrierHz = modulation == "AFSK" ? 1700 : null,
        EbN0Db = ebN0Db,
        Frames = 3,
        PayloadLength = 100,
        IdleSymbols = 400,
    };

    public double SamplesPerSymbol => Signal.SampleRateHz / (Signal.BaudRate * (1 + (Signal.TimingPpm * 1e-6)));

    public string[] Payloads => [.. new TestSignal(Signal with { EbN0Db = null }).Payloads.Select(Convert.ToHexString)];

    /// <summary>The middle of each frame's first symbol after the opening flags, which are eight.</summary>
    public double[] FirstSamples()
    {
        var framer = FramingCatalog.Find(Signal.Framing)!.CreateFramer!(FramingOptions.Default);
        var modulator = ModulationCatalog.Find(Signal.Modulation)!.CreateModulator(new ModulatorOptions
        {
            SampleRateHz = Signal.SampleRateHz,
            BaudRate = Signal.BaudRate,
            DeviationHz = Signal.DeviationHz,
            GaussianBt = Signal.GaussianBt,
        });
        var (result, symbols, at) = (new List<double>(), new byte[20_000], 0);
        foreach (var payload in new TestSignal(Signal with { EbN0Db = null }).Payloads)
        {
            at += Signal.IdleSymbols;
            result.Add(((at + 64 + modulator.DelaySymbols) * SamplesPerSymbol) + GroupDelay);
            at += framer.Encode(payload, symbols);
        }
        return [.. result];
    }

    public Samples Generate() => Generate(new TestSignal(Signal));

    public FrameRecorder Receive() => Receive(Generate(), null);

    /// <summary>Feeds a new receiver, in one block or in the cuts given, and flushes it.</summary>
    public FrameRecorder Receive(Samples samples, IEnumerable<Range>? cuts)
    {
        var (receiver, recorder) = (new Receiver(Receiver), new FrameRecorder());
        foreach (var cut in cuts ?? [Range.All])
            samples.Feed(receiver, cut, recorder);
        receiver.Flush(recorder);
        recorder.Statistics = receiver.Statistics;
        return recorder;
    }

    private static ReceiverOptions Options(TestSignalOptions signal, SampleKind kind) => new()
    {
        SampleRateHz = signal.SampleRateHz,
        SampleKind = kind,
        Modulation = signal.Modulation,
        BaudRate = signal.BaudRate,
        DeviationHz = signal.DeviationHz,
        AudioCarrierHz = signal.AudioCarrierHz,
        Framings = [new FramingChoice(signal.Framing)],
    };

    private Samples Generate(TestSignal signal) => ToAudio is null ? new Samples(signal.ToIq(), null) : new Samples(null, ToAudio(signal));

    /// <summary>Complex or real samples.</summary>
    internal sealed record Samples(Complex32[]? Iq, float[]? Audio)
    {
        public int Length => Iq?.Length ?? Audio!.Length;

        public void Feed(Receiver receiver, Range cut, IReceivedFrameSink sink)
        {
            if (Iq is not null)
                receiver.Process(Iq.AsSpan(cut), sink);
            else
                receiver.Process(Audio.AsSpan(cut), sink);
        }

        /// <summary>The same with the sign of every sample turned round.</summary>
        public Samples Negated() => new(Iq?.Select(s => s * -1).ToArray(), Audio?.Select(a => -a).ToArray());
    }
}
