using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>FSK below the voice of an FM transmitter, as LilacSat-2's 300 baud beside its repeater: a low-pass filter at two thirds of the baud rate, then the receiver for FSK from FM audio.</summary>
/// <remarks>Voice begins at 300 Hz. Filtered in two steps: down to some 16 samples a symbol, then sharply (53 dB from 0.77 times the baud rate on). Cut-off and width as in gr-satellites' FSK demodulator.</remarks>
internal sealed class FskSubaudio : IDemodulator
{
    private const int Chunk = 1024;
    private const double SamplesPerSymbol = 16, DefaultDeviationRatio = 2, VoiceTopHz = 3000;
    private const double Cutoff = 2.0 / 3, Transition = Cutoff / 4;
    private readonly FirFilter? _decimator;
    private readonly FirFilter _lowPass;
    private readonly FskAudioDemodulator _receiver;
    private readonly Rescaler _rescaler;
    private readonly float[] _decimated = new float[Chunk + 1], _filtered = new float[Chunk + 1];

    private FskSubaudio(ReceiverOptions options)
    {
        var perSymbol = options.SampleRateHz / options.BaudRate;
        var decimation = Math.Max(1, (int)(perSymbol / SamplesPerSymbol));
        var delay = 0.0;
        if (decimation > 1)
        {
            var wide = FilterDesign.LowPass(SamplesPerSymbol / 2 / perSymbol, (int)(perSymbol / 2) | 1);
            _decimator = new FirFilter(wide, decimation);
            delay = (wide.Length - 1) / 2.0;
        }
        perSymbol /= decimation;
        var sharp = FilterDesign.LowPass(Cutoff / perSymbol, (int)(3.3 * perSymbol / Transition) | 1);
        _lowPass = new FirFilter(sharp);
        delay += (sharp.Length - 1) / 2.0 * decimation;
        _receiver = new FskAudioDemodulator(options.SampleRateHz / decimation, options.BaudRate);
        _rescaler = new Rescaler(decimation, -delay);
        FlushSamples = (int)(delay + (_receiver.FlushSamples * (double)decimation));
    }

    /// <summary>As the catalog knows it.</summary>
    public static ModulationDescriptor Descriptor { get; } = new(
        "FSK subaudio", "Binary FSK below the voice band of an FM carrier", o => new FskModulator(o with { DeviationHz = o.DeviationHz ?? (DefaultDeviationRatio * o.BaudRate) }))
    {
        HasCarrier = true,
        // Without voice the keying alone is a narrow signal, received below an FM receiver's threshold.
        CreateDemodulator = o => o.SampleKind == SampleKind.Audio
            ? new FskSubaudio(o)
            : new SideBySideDemodulator(DemodulatorFactory.Fsk(o with { DeviationHz = o.DeviationHz ?? (DefaultDeviationRatio * o.BaudRate) }), new FmIqDemodulator(o, VoiceTopHz, audio => new FskSubaudio(audio))),
    };

    public int Hypotheses => _receiver.Hypotheses;

    public int FlushSamples { get; }

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink)
    {
        _rescaler.Set(sink);
        for (; !samples.IsEmpty; samples = samples[Math.Min(Chunk, samples.Length)..])
        {
            var chunk = samples[..Math.Min(Chunk, samples.Length)];
            if (_decimator is not null)
                chunk = _decimated.AsSpan(0, _decimator.Process(chunk, _decimated));
            _receiver.Process(_filtered.AsSpan(0, _lowPass.Process(chunk, _filtered)), _rescaler);
        }
    }

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink) => throw new InvalidOperationException("This demodulator takes audio.");

    public void Reset()
    {
        _decimator?.Reset();
        _lowPass.Reset();
        _receiver.Reset();
    }

    /// <summary>Brings positions from the receiver's rate to the input's.</summary>
    private sealed class Rescaler(double decimation, double offset) : ISymbolSink
    {
        private ISymbolSink? _sink;

        public void Set(ISymbolSink sink) => _sink = sink;

        public void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch) =>
            _sink!.OnSymbols(hypothesis, symbols, new SymbolBatch((batch.FirstSample * decimation) + offset, batch.SamplesPerSymbol * decimation, batch.FrequencyHz));
    }
}
