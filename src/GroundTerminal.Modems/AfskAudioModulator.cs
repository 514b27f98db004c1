namespace GroundTerminal.Modems;

/// <summary>Audio frequency shift keying as audio: two tones with continuous phase, what goes into an FM transmitter and comes out of an FM receiver.</summary>
/// <remarks>Symbol 1 is the tone at centre + deviation; a negative deviation swaps them. Amplitude 1 (mean square ½). Bell 202: centre 1700 Hz, deviation 500 Hz, 1200 baud.</remarks>
public sealed class AfskAudioModulator
{
    private readonly FrequencyShiftPhase _phase;
    private readonly float[] _phases;

    /// <exception cref="ArgumentOutOfRangeException">A rate is impossible or a tone is above half the sample rate.</exception>
    public AfskAudioModulator(ModulatorOptions options)
    {
        _phase = new FrequencyShiftPhase(
            options.SampleRateHz, options.BaudRate, options.AudioCarrierHz ?? 1700, options.DeviationHz ?? 500, gaussianBt: null);
        _phases = new float[_phase.MaxSamples(1)];
    }

    /// <summary>From the first sample to the middle of the first symbol, in symbols.</summary>
    public double DelaySymbols => _phase.DelaySymbols;

    /// <summary>Most samples that so many symbols can become.</summary>
    public int MaxOutput(int symbols) => _phase.MaxSamples(symbols);

    /// <summary>Modulates.</summary>
    /// <param name="symbols">One a byte, 0 or 1.</param>
    /// <param name="audio">At least <see cref="MaxOutput"/> long.</param>
    /// <returns>Samples written.</returns>
    public int Process(ReadOnlySpan<byte> symbols, Span<float> audio)
    {
        var written = 0;
        foreach (var symbol in symbols)
        {
            var count = _phase.NextSymbol(symbol, _phases);
            foreach (var phase in _phases.AsSpan(0, count))
                audio[written++] = MathF.Cos(phase);
        }
        return written;
    }

    /// <summary>Back to the state after construction.</summary>
    public void Reset() => _phase.Reset();
}
