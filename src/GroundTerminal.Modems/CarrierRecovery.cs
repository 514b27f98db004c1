using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Complex symbols of BPSK in, real soft symbols out: carrier frequency and phase, feed-forward.</summary>
/// <remarks>
/// Frequency: the line that the symbols' square (at the power of one) has at twice the offset, by a transform over 128 symbols every 32, three of
/// them averaged. Phase: A. and A. Viterbi, "Nonlinear estimation of PSK-modulated carrier phase", IEEE Trans. Inf. Theory 29(4), 1983, over 33 symbols.
/// The sign is arbitrary and may change where the signal is lost.
/// </remarks>
internal sealed class CarrierRecovery
{
    private const int Block = 32;
    private const int Window = 128;
    private const int Transform = 256;
    private const int Ring = 512;
    private const int HalfPhaseWindow = 16;
    private const int Node = 8;
    private readonly Fft _fft = new(Transform);
    private readonly float[] _re = new float[Transform], _im = new float[Transform];
    private readonly float[][] _power = [new float[Transform], new float[Transform], new float[Transform]];
    private readonly Complex32[] _symbols = new Complex32[Ring];
    private readonly float[] _turns = new float[Ring];
    private readonly Complex32[] _squares = new Complex32[Ring];
    private readonly float[] _soft = new float[Block];
    private long _count, _spectra, _blocks;
    private double _frequency, _phase;
    private float _residual;

    /// <summary>Soft symbols that come out before the one that belongs to the first symbol taken.</summary>
    public const int Lead = Block / 2;

    /// <summary>Symbols of delay.</summary>
    public static int Latency => 4 * Window;

    /// <summary>The 32 soft symbols of the last call of <see cref="Add"/> that returned true; mean magnitude about 1.</summary>
    public ReadOnlySpan<float> Soft => _soft;

    /// <summary>Carrier offset at these symbols, cycles a symbol, within ±0.25.</summary>
    public double Frequency { get; private set; }

    /// <summary>Takes one symbol.</summary>
    /// <returns>True where 32 soft symbols have become known: those that follow the ones before without a gap.</returns>
    public bool Add(Complex32 symbol)
    {
        _symbols[(int)(_count & (Ring - 1))] = symbol;
        _count++;
        // Spectrum s is centred on the middle of block s.
        if (_count < (_spectra * Block) + (Block / 2) + (Window / 2))
            return false;
        Spectrum();
        _spectra++;
        return _spectra >= 2 && Frequencies() && Phases();
    }

    public void Reset()
    {
        Array.Clear(_symbols);
        Array.Clear(_squares);
        foreach (var power in _power)
            Array.Clear(power);
        (_count, _spectra, _blocks, _frequency, _phase, _residual) = (0, 0, 0, 0, 0, 0);
    }

    private void Spectrum()
    {
        var start = (_spectra * Block) + (Block / 2) - (Window / 2);
        for (var i = 0; i < Window; i++)
        {
            var square = start + i < 0 ? default : Square(_symbols[(int)((start + i) & (Ring - 1))]);
            (_re[i], _im[i]) = (square.Re, square.Im);
        }
        Array.Clear(_re, Window, Transform - Window);
        Array.Clear(_im, Window, Transform - Window);
        _fft.Forward(_re, _im);
        var power = _power[(int)(_spectra % 3)];
        for (var k = 0; k < Transform; k++)
            power[k] = (_re[k] * _re[k]) + (_im[k] * _im[k]);
    }

    /// <summary>y²/|y|.</summary>
    private static Complex32 Square(Complex32 y)
    {
        var magnitude = y.Magnitude;
        return magnitude > 0 ? y * y * (1 / magnitude) : default;
    }

    /// <summary>Frequency of block s − 1 from spectra s − 2, s − 1 and s; then derotates the symbols between the centres of the two blocks before.</summary>
    private bool Frequencies()
    {
        var (a, b, c) = (_power[0], _power[1], _power[2]);
        var best = 0;
        for (var k = 1; k < Transform; k++)
        {
            if (a[k] + b[k] + c[k] > a[best] + b[best] + c[best])
                best = k;
        }
        float At(int k) => MathF.Sqrt(a[k & (Transform - 1)] + b[k & (Transform - 1)] + c[k & (Transform - 1)]);
        var (left, middle, right) = (At(best - 1), At(best), At(best + 1));
        var curve = left - (2 * middle) + right;
        var bin = best + (curve < 0 ? 0.5 * (left - right) / curve : 0);
        var frequency = (bin > Transform / 2 ? bin - Transform : bin) / Transform / 2;
        var block = _spectra - 2;
        Derotate((block * Block) - (Block / 2), frequency);
        _frequency = frequency;
        return block >= 1;
    }

    private void Derotate(long start, double frequency)
    {
        // The shorter way round: the frequency is known but for half a cycle a symbol.
        var change = frequency - _frequency;
        change -= Math.Round(change * 2) / 2;
        for (var i = 0; i < Block; i++)
        {
            var at = (int)((start + i) & (Ring - 1));
            _phase += frequency - change + (change * (i + 0.5) / Block);
            _phase -= Math.Floor(_phase);
            _turns[at] = (float)_phase;
            var symbol = start + i < 0 ? default : _symbols[at];
            _squares[at] = Square(symbol) * Complex32.FromPhase(-4 * Math.PI * _phase);
        }
    }

    /// <summary>Phase and decision for the block of which, and of whose neighbours, all squares are known.</summary>
    private bool Phases()
    {
        var start = ((_spectra - 4) * Block) + (Block / 2);
        var scale = 0f;
        for (var i = 0; i < Block; i += Node)
        {
            var sum = default(Complex32);
            var center = start + i + (Node / 2);
            for (var j = -HalfPhaseWindow; j <= HalfPhaseWindow; j++)
                sum += _squares[(int)((center + j) & (Ring - 1))];
            var phase = sum.Phase / (4 * MathF.PI);
            var change = phase - _residual;
            change -= MathF.Round(change * 2) / 2;
            for (var j = 0; j < Node; j++)
            {
                var at = (int)((start + i + j) & (Ring - 1));
                var turn = _turns[at] + _residual + (change * (j + 0.5f) / Node);
                var (sin, cos) = MathF.SinCos(2 * MathF.PI * turn);
                var y = _symbols[at];
                _soft[i + j] = (y.Re * cos) + (y.Im * sin);
                scale += y.Magnitude;
            }
            _residual += change;
            _residual -= MathF.Floor(_residual);
        }
        var gain = scale > 0 ? Block / scale : 0;
        for (var i = 0; i < Block; i++)
            _soft[i] *= gain;
        Frequency = _frequency;
        _blocks++;
        return true;
    }
}
