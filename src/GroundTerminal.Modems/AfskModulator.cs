using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Audio frequency shift keying on an FM carrier (AFSK), as complex baseband.</summary>
/// <remarks>The audio of <see cref="AfskAudioModulator"/> moves the carrier by ±<see cref="ModulatorOptions.FmDeviationHz"/> at its peaks, without pre-emphasis. Constant envelope of 1.</remarks>
public sealed class AfskModulator : IModulator
{
    private readonly AfskAudioModulator _audio;
    private readonly float[] _samples;
    private readonly double _turnsPerUnit;
    private float _lastAudio;
    private double _turns;

    /// <exception cref="ArgumentOutOfRangeException">A rate, tone or deviation is impossible.</exception>
    public AfskModulator(ModulatorOptions options)
    {
        if (!(options.FmDeviationHz > 0 && options.FmDeviationHz < options.SampleRateHz / 2))
            throw new ArgumentOutOfRangeException(nameof(options), options.FmDeviationHz, "FM deviation: above 0 and below half the sample rate is expected.");
        _audio = new AfskAudioModulator(options);
        _samples = new float[_audio.MaxOutput(1)];
        _turnsPerUnit = options.FmDeviationHz / options.SampleRateHz / 2;
    }

    /// <summary>As the catalog knows it.</summary>
    public static ModulationDescriptor Descriptor { get; } = new(
        "AFSK", "Audio FSK (Bell 202 tones unless given) on an FM carrier, no pre-emphasis", o => new AfskModulator(o))
    {
        HasCarrier = true,
        CreateDemodulator = DemodulatorFactory.Afsk,
    };

    /// <inheritdoc/>
    public double DelaySymbols => _audio.DelaySymbols;

    /// <inheritdoc/>
    public int MaxOutput(int symbols) => _audio.MaxOutput(symbols);

    /// <inheritdoc/>
    public int Process(ReadOnlySpan<byte> symbols, Span<Complex32> output)
    {
        var written = 0;
        for (var i = 0; i < symbols.Length; i++)
        {
            var count = _audio.Process(symbols.Slice(i, 1), _samples);
            foreach (var audio in _samples.AsSpan(0, count))
                output[written++] = Integrate(audio);
        }
        return written;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _audio.Reset();
        (_lastAudio, _turns) = (0, 0);
    }

    /// <summary>The integral of the audio by the trapezoidal rule is the carrier's phase.</summary>
    private Complex32 Integrate(float audio)
    {
        _turns += _turnsPerUnit * (audio + _lastAudio);
        _turns -= Math.Round(_turns);
        _lastAudio = audio;
        var (sin, cos) = MathF.SinCos((float)(Math.Tau * _turns));
        return new Complex32(cos, sin);
    }
}
