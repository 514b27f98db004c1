using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Phase shift keying with root-raised-cosine pulses, two or three coded bits a symbol: QPSK, offset QPSK and 8PSK.</summary>
/// <remarks>
/// QPSK and OQPSK: the first bit on I, the second on Q, 1 positive and 0 negative; OQPSK's Q is half a symbol late (CCSDS 401.0-B-32, §2.4.10).
/// 8PSK: Gray map, <see cref="EightPskMap"/>. Unit mean power for random symbols.
/// </remarks>
public sealed class PskModulator : IModulator
{
    private const int Span = PulseTable.Span;
    private readonly int _bits;
    private readonly bool _offset;
    private readonly PulseTable _pulse;
    private readonly float[] _re = new float[2 * Span], _im = new float[2 * Span];
    private ModulatorClock _clock;
    private int _newest;
    private int _gathered, _count;

    /// <param name="options">Rates and roll-off.</param>
    /// <param name="bitsPerSymbol">2 or 3.</param>
    /// <param name="offset">Sends Q half a symbol late.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the roll-off is impossible.</exception>
    public PskModulator(ModulatorOptions options, int bitsPerSymbol, bool offset)
    {
        (_bits, _offset) = (bitsPerSymbol, offset);
        _clock = new ModulatorClock(options.SampleRateHz, options.BaudRate, minSamplesPerSymbol: 1.5);
        _pulse = PulseTable.RootRaisedCosine(options.RollOff);
    }

    /// <inheritdoc/>
    public double DelaySymbols => _bits * ((Span / 2.0) + (_offset ? 0.25 : 0));

    /// <summary>As the catalog knows them: QPSK, OQPSK, 8PSK.</summary>
    internal static readonly ModulationDescriptor[] Descriptors =
    [
        Describe("QPSK", "Quadrature phase shift keying, root-raised-cosine pulse (CCSDS 401.0-B-32, 2.4.10)", 2, offset: false),
        Describe("OQPSK", "Offset quadrature phase shift keying, root-raised-cosine pulse (CCSDS 401.0-B-32, 2.4.10)", 2, offset: true),
        Describe("8PSK", "Eight-phase shift keying, Gray map, root-raised-cosine pulse", 3, offset: false),
    ];

    /// <inheritdoc/>
    public int MaxOutput(int symbols) => _clock.MaxSamples(((symbols + _bits - 1) / _bits) + 1);

    /// <inheritdoc/>
    public int Process(ReadOnlySpan<byte> symbols, Span<Complex32> output)
    {
        var written = 0;
        foreach (var symbol in symbols)
        {
            _gathered = (_gathered << 1) | (symbol != 0 ? 1 : 0);
            if (++_count < _bits)
                continue;
            written += Send(_bits == 3 ? EightPskMap.Point(_gathered) : Quarter(_gathered), output[written..]);
            (_gathered, _count) = (0, 0);
        }
        return written;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _clock.Reset();
        Array.Clear(_re);
        Array.Clear(_im);
        (_newest, _gathered, _count) = (0, 0, 0);
    }

    private static Complex32 Quarter(int bits) => new(((bits & 2) - 1) * MathF.Sqrt(0.5f), (((bits & 1) * 2) - 1) * MathF.Sqrt(0.5f));

    private static ModulationDescriptor Describe(string name, string standard, int bits, bool offset) => new(name, standard, o => new PskModulator(o, bits, offset))
    {
        BitsPerSymbol = bits,
        CreateDemodulator = o => PskFactory.Create(o, bits == 3 ? PskKind.EightPhase : offset ? PskKind.OffsetQuadrature : PskKind.Quadrature),
    };

    private int Send(Complex32 point, Span<Complex32> output)
    {
        _newest = _newest == 0 ? Span - 1 : _newest - 1;
        _re[_newest] = _re[_newest + Span] = point.Re;
        _im[_newest] = _im[_newest + Span] = point.Im;
        var inPhase = Vector512.LoadUnsafe(ref _re[_newest]);
        var now = Vector512.LoadUnsafe(ref _im[_newest]);
        var before = Vector512.LoadUnsafe(ref _im[_newest + 1]);
        var count = 0;
        do
        {
            var f = _clock.Fraction;
            var quadrature = !_offset ? _pulse.Sum(now, f) : f < 0.5 ? _pulse.Sum(before, f + 0.5) : _pulse.Sum(now, f - 0.5);
            output[count++] = new Complex32(_pulse.Sum(inPhase, f), quadrature);
        }
        while (!_clock.Advance());
        return count;
    }
}
