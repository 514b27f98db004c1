using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Binary phase shift keying with root-raised-cosine pulses: BPSK, and with differential encoding, Manchester code, or both.</summary>
/// <remarks>
/// Symbol 1 is phase 0 and symbol 0 is phase π. Differential (DBPSK): symbol 1 keeps the phase of the symbol before and 0 turns it by π, so that
/// yₖ·conj(yₖ₋₁) is positive for 1; with Manchester code it is the other way round (1 turns, 0 keeps): both as gr-satellites' demodulator has them.
/// Manchester: a symbol of value a is the two chips +a, −a, each with a root-raised-cosine pulse at twice the baud rate.
/// Unit mean power for random symbols. The signal is real: baseband at 0 Hz, phase 0.
/// </remarks>
public sealed class BpskModulator : IModulator
{
    private const int Span = PulseTable.Span;
    private readonly bool _differential, _manchester;
    private readonly PulseTable _pulse;
    private readonly float[] _recent = new float[2 * Span];
    private ModulatorClock _clock;
    private int _newest;
    private float _level = 1;

    /// <param name="options">Rates and roll-off.</param>
    /// <param name="differential">Encodes differentially.</param>
    /// <param name="manchester">Sends each symbol as two opposite chips.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the roll-off is impossible.</exception>
    public BpskModulator(ModulatorOptions options, bool differential, bool manchester)
    {
        _differential = differential;
        _manchester = manchester;
        _clock = new ModulatorClock(options.SampleRateHz, options.BaudRate * (manchester ? 2 : 1), minSamplesPerSymbol: 2);
        _pulse = PulseTable.RootRaisedCosine(options.RollOff);
    }

    /// <summary>As the catalog knows them: BPSK, DBPSK, and both with Manchester code.</summary>
    internal static readonly ModulationDescriptor[] Descriptors =
    [
        Describe("BPSK", differential: false, manchester: false),
        Describe("DBPSK", differential: true, manchester: false),
        Describe("BPSK Manchester", differential: false, manchester: true),
        Describe("DBPSK Manchester", differential: true, manchester: true),
    ];

    /// <inheritdoc/>
    public double DelaySymbols => _manchester ? (Span / 4.0) + 0.25 : Span / 2.0;

    /// <inheritdoc/>
    public int MaxOutput(int symbols) => _clock.MaxSamples(_manchester ? 2 * symbols : symbols);

    /// <inheritdoc/>
    public int Process(ReadOnlySpan<byte> symbols, Span<Complex32> output)
    {
        var written = 0;
        foreach (var symbol in symbols)
        {
            var keeps = (symbol != 0) != _manchester;
            _level = !_differential ? (symbol != 0 ? 1 : -1) : keeps ? _level : -_level;
            written += SendChip(_level, output[written..]);
            if (_manchester)
                written += SendChip(-_level, output[written..]);
        }
        return written;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _clock.Reset();
        Array.Clear(_recent);
        (_newest, _level) = (0, 1);
    }

    private static ModulationDescriptor Describe(string name, bool differential, bool manchester) => new(
        name,
        "Binary phase shift keying, root-raised-cosine pulse" + (differential ? ", differentially encoded" : "") + (manchester ? ", Manchester code" : ""),
        o => new BpskModulator(o, differential, manchester))
    {
        CreateDemodulator = o => DemodulatorFactory.Bpsk(o, differential, manchester),
    };

    private int SendChip(float level, Span<Complex32> output)
    {
        _newest = _newest == 0 ? Span - 1 : _newest - 1;
        _recent[_newest] = _recent[_newest + Span] = level;
        var chips = Vector512.LoadUnsafe(ref _recent[_newest]);
        var count = 0;
        do
        {
            output[count++] = new Complex32(_pulse.Sum(chips, _clock.Fraction), 0);
        }
        while (!_clock.Advance());
        return count;
    }
}
