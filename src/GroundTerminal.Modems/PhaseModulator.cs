using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>PCM/PM: symbols modulate the phase of a carrier that remains, directly, as Manchester code (split phase), or on a sine subcarrier.</summary>
/// <remarks>
/// exp(jβ·m(t)), m = ±1 for symbols 1 and 0; Manchester: +1 then −1 for a 1; subcarrier: ±sin(2πft) (CCSDS 401.0-B-32, §2.4.2 to 2.4.7). NOAA HRPT: split phase, 67°.
/// A sample within which a symbol ends has the mean of both, so that edges lie between samples.
/// </remarks>
public sealed class PhaseModulator : IModulator
{
    internal const double UsualIndex = 1.2, ManchesterIndex = 67 * Math.PI / 180;
    private readonly bool _manchester, _onSubcarrier;
    private readonly double _index, _step;
    private ModulatorClock _clock, _subcarrier;
    private float _before, _level;

    /// <param name="options">Rates, subcarrier and index.</param>
    /// <param name="manchester">Sends each symbol as two opposite halves.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the index is impossible.</exception>
    public PhaseModulator(ModulatorOptions options, bool manchester)
    {
        _manchester = manchester;
        _index = Index(options.ModulationIndexRadians, manchester);
        _clock = new ModulatorClock(options.SampleRateHz, options.BaudRate * (manchester ? 2 : 1), minSamplesPerSymbol: 1.5);
        _step = 1 / _clock.SamplesPerSymbol;
        _onSubcarrier = options.SubcarrierHz is not null;
        if (options.SubcarrierHz is { } subcarrierHz)
            _subcarrier = new ModulatorClock(options.SampleRateHz, subcarrierHz, minSamplesPerSymbol: 2);
    }

    /// <inheritdoc/>
    public double DelaySymbols => 0.5;

    internal static readonly ModulationDescriptor[] Descriptors =
    [
        Describe("PCM/PM", "Phase modulation with residual carrier, direct or on a sine subcarrier (CCSDS 401.0-B-32, 2.4)", manchester: false),
        Describe("PCM/PM Manchester", "Phase modulation with residual carrier, split phase (NOAA KLM User's Guide, 4.1: HRPT)", manchester: true),
    ];

    /// <summary>The peak phase deviation where none is given, radians.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The one given is impossible.</exception>
    internal static double Index(double? given, bool manchester)
    {
        var index = given ?? (manchester ? ManchesterIndex : UsualIndex);
        return index > 0 && index < Math.PI / 2 ? index : throw new ArgumentOutOfRangeException(nameof(given), index, "Modulation index: above 0 and below π/2 is expected.");
    }

    /// <inheritdoc/>
    public int MaxOutput(int symbols) => _clock.MaxSamples(_manchester ? 2 * symbols : symbols);

    /// <inheritdoc/>
    public int Process(ReadOnlySpan<byte> symbols, Span<Complex32> output)
    {
        var written = 0;
        foreach (var symbol in symbols)
        {
            var level = symbol != 0 ? 1 : -1;
            written += Send(level, output[written..]);
            if (_manchester)
                written += Send(-level, output[written..]);
        }
        return written;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _clock.Reset();
        _subcarrier.Reset();
        (_before, _level) = (0, 0);
    }

    private static ModulationDescriptor Describe(string name, string standard, bool manchester) => new(name, standard, o => new PhaseModulator(o, manchester))
    {
        HasCarrier = true,
        CreateDemodulator = o => PskFactory.CreateResidual(o, manchester),
    };

    private int Send(float level, Span<Complex32> output)
    {
        (_before, _level) = (_level, level);
        var count = 0;
        do
        {
            var f = _clock.Fraction;
            var mean = f < _step ? ((f * _level) + ((_step - f) * _before)) / _step : _level;
            if (_onSubcarrier)
            {
                mean *= Math.Sin(Math.Tau * _subcarrier.Fraction);
                _subcarrier.Advance();
            }
            output[count++] = Complex32.FromPhase(_index * mean);
        }
        while (!_clock.Advance());
        return count;
    }
}
