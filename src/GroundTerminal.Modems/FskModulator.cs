using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Binary frequency shift keying with continuous phase (FSK; with a Gaussian pulse GFSK, and GMSK at a deviation of a quarter of the baud rate).</summary>
/// <remarks>
/// Symbol 1 is the tone at +deviation, symbol 0 the one at −deviation; a negative deviation swaps them. Without a deviation it is 0.3125·baud
/// (modulation index h = 2·deviation/baud = 0.625, what most 9600 baud satellites send). Constant envelope of 1.
/// </remarks>
public sealed class FskModulator : IModulator
{
    /// <summary>Deviation over baud rate where none is given.</summary>
    public const double DefaultDeviationRatio = 0.3125;

    private readonly FrequencyShiftPhase _phase;
    private readonly float[] _phases;

    /// <exception cref="ArgumentOutOfRangeException">A rate, the deviation or the bandwidth-time product is impossible.</exception>
    public FskModulator(ModulatorOptions options)
    {
        var deviationHz = options.DeviationHz ?? (DefaultDeviationRatio * options.BaudRate);
        _phase = new FrequencyShiftPhase(options.SampleRateHz, options.BaudRate, carrierHz: 0, deviationHz, options.GaussianBt);
        _phases = new float[_phase.MaxSamples(1)];
    }

    /// <summary>As the catalog knows it.</summary>
    public static ModulationDescriptor Descriptor { get; } = new(
        "FSK", "Continuous-phase binary FSK, rectangular or Gaussian pulse; Anderson, Aulin, Sundberg, Digital Phase Modulation, §2.1", o => new FskModulator(o))
    {
        CreateDemodulator = DemodulatorFactory.Fsk,
    };

    /// <inheritdoc/>
    public double DelaySymbols => _phase.DelaySymbols;

    /// <inheritdoc/>
    public int MaxOutput(int symbols) => _phase.MaxSamples(symbols);

    /// <inheritdoc/>
    public int Process(ReadOnlySpan<byte> symbols, Span<Complex32> output)
    {
        var written = 0;
        foreach (var symbol in symbols)
        {
            var count = _phase.NextSymbol(symbol, _phases);
            foreach (var phase in _phases.AsSpan(0, count))
            {
                var (sin, cos) = MathF.SinCos(phase);
                output[written++] = new Complex32(cos, sin);
            }
        }
        return written;
    }

    /// <inheritdoc/>
    public void Reset() => _phase.Reset();
}
