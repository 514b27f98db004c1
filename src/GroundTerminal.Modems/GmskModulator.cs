using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Gaussian minimum shift keying, precoded so that a coherent receiver's decisions are the symbols themselves.</summary>
/// <remarks>
/// CCSDS 413.0-G-3: aₖ = (−1)ᵏ·dₖ·dₖ₋₁ shifts the frequency by a quarter of the symbol rate, through a Gaussian filter of BT 0.5 (0.25 for near Earth's category A).
/// Without precoding it is FSK with a deviation of a quarter of the baud rate and <see cref="ModulatorOptions.GaussianBt"/>.
/// </remarks>
public sealed class GmskModulator : IModulator
{
    internal const double UsualBt = 0.5;
    private readonly FskModulator _modulator;
    private readonly byte[] _precoded = new byte[1];
    private bool _odd;
    private int _before;

    /// <param name="options">Rates and BT product.</param>
    public GmskModulator(ModulatorOptions options) =>
        _modulator = new FskModulator(options with { DeviationHz = options.BaudRate / 4, GaussianBt = options.GaussianBt ?? UsualBt });

    /// <inheritdoc/>
    public double DelaySymbols => _modulator.DelaySymbols;

    internal static ModulationDescriptor Descriptor { get; } = new("GMSK", "Gaussian minimum shift keying, received coherently, precoded (CCSDS 413.0-G-3) or not", o => new GmskModulator(o))
    {
        CreateDemodulator = o => PskFactory.Create(o, PskKind.GaussianMinimumShift),
    };

    /// <inheritdoc/>
    public int MaxOutput(int symbols) => _modulator.MaxOutput(symbols);

    /// <inheritdoc/>
    public int Process(ReadOnlySpan<byte> symbols, Span<Complex32> output)
    {
        var written = 0;
        foreach (var symbol in symbols)
        {
            var bit = symbol != 0 ? 1 : 0;
            _precoded[0] = (byte)(1 ^ bit ^ _before ^ (_odd ? 1 : 0));
            (_before, _odd) = (bit, !_odd);
            written += _modulator.Process(_precoded, output[written..]);
        }
        return written;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _modulator.Reset();
        (_before, _odd) = (0, false);
    }
}
