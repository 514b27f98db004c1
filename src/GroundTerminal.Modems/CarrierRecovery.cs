using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Complex symbols of BPSK in, real soft symbols out: carrier frequency and phase, feed-forward.</summary>
/// <remarks>
/// Frequency: the line that the symbols' square (at the power of one) has at twice the offset, by a transform over 128 symbols every 32, three of
/// them averaged. Phase: A. and A. Viterbi, "Nonlinear estimation of PSK-modulated carrier phase", IEEE Trans. Inf. Theory 29(4), 1983, over 32 symbols.
/// The sign is arbitrary and may change where the signal is lost.
/// </remarks>
internal sealed class CarrierRecovery
{
    private const int Block = 32;
    private const int Window = 128;
    private const int PhaseWindow = 32;
    private const int Node = 8;

    /// <summary>Symbols kept for what still looks back, and symbols that fit in all.</summary>
    private const int Kept = 256, Capacity = 1024;
    private readonly Fft _fft = new(Window);
    private readonly float[] _lineRe = new float[Window], _lineIm = new float[Window], _sum = new float[Window];
    private readonly float[][] _power = [new float[Window], new float[Window], new float[Window]];
    private readonly float[] _re = new float[Capacity], _im = new float[Capacity];
    private readonly float[] _squareRe = new float[Capacity], _squareIm = new float[Capacity];
    private readonly float[] _flatRe = new float[Capacity], _flatIm = new float[Capacity];
    private readonly float[] _turns = new float[Capacity];
    private readonly float[] _angles = new float[Block], _cos = new float[Block], _sin = new float[Block];
    private readonly float[] _soft = new float[Block];
    private long _base, _count, _spectra;
    private double _frequency, _phase;
    private float _residual;

    public CarrierRecovery() => Reset();

    /// <summary>Soft symbols that come out before the one that belongs to the first symbol taken.</summary>
    public const int Lead = Block / 2;

    /// <summary>Symbols of delay.</summary>
    public const int Latency = 4 * Window;

    /// <summary>The 32 soft symbols of the last call of <see cref="Add"/> that returned true; mean magnitude about 1.</summary>
    public Span<float> Soft => _soft;

    /// <summary>Carrier offset at these symbols, cycles a symbol, within ±0.25.</summary>
    public double Frequency => _frequency;

    /// <summary>Takes one symbol.</summary>
    /// <returns>True where 32 soft symbols have become known: those that follow the ones before without a gap.</returns>
    public bool Add(float re, float im)
    {
        if (_count - _base == Capacity)
            Slide();
        var at = (int)(_count - _base);
        (_re[at], _im[at]) = (re, im);
        _count++;
        // Spectrum s is centred on the middle of block s, and there is one every block.
        if (_count % Block != Lead)
            return false;
        var fresh = at + 1 - Block;
        ComplexKernels.DoublePhase(_re.AsSpan(fresh, Block), _im.AsSpan(fresh, Block), _squareRe.AsSpan(fresh), _squareIm.AsSpan(fresh));
        if (_count < (_spectra * Block) + Lead + (Window / 2))
            return false;
        Spectrum();
        _spectra++;
        if (_spectra < 2)
            return false;
        Derotate(StrongestLine());
        if (_spectra < 3)
            return false;
        Decide();
        return true;
    }

    public void Reset()
    {
        foreach (var buffer in (ReadOnlySpan<float[]>)[_re, _im, _squareRe, _squareIm, _flatRe, _flatIm, _turns])
            Array.Clear(buffer);
        foreach (var power in _power)
            Array.Clear(power);
        // Before the first symbol there are zeros.
        (_base, _count, _spectra, _frequency, _phase, _residual) = (-Kept, 0, 0, 0, 0, 0);
    }

    private void Slide()
    {
        foreach (var buffer in (ReadOnlySpan<float[]>)[_re, _im, _squareRe, _squareIm, _flatRe, _flatIm, _turns])
            buffer.AsSpan(Capacity - Kept).CopyTo(buffer);
        _base += Capacity - Kept;
    }

    private void Spectrum()
    {
        var start = (int)((_spectra * Block) + Lead - (Window / 2) - _base);
        _squareRe.AsSpan(start, Window).CopyTo(_lineRe);
        _squareIm.AsSpan(start, Window).CopyTo(_lineIm);
        _fft.Forward(_lineRe, _lineIm);
        ComplexKernels.Power(_lineRe, _lineIm, _power[(int)(_spectra % 3)]);
    }

    /// <summary>Frequency of block s − 1, cycles a symbol, from spectra s − 2, s − 1 and s.</summary>
    private double StrongestLine()
    {
        var (a, b, c) = (_power[0], _power[1], _power[2]);
        var best = 0;
        for (var k = 0; k < Window; k++)
        {
            _sum[k] = a[k] + b[k] + c[k];
            if (_sum[k] > _sum[best])
                best = k;
        }
        var (left, middle, right) = (MathF.Sqrt(_sum[(best - 1) & (Window - 1)]), MathF.Sqrt(_sum[best]), MathF.Sqrt(_sum[(best + 1) & (Window - 1)]));
        var curve = left - (2 * middle) + right;
        var bin = best + (curve < 0 ? 0.5 * (left - right) / curve : 0);
        return (bin > Window / 2 ? bin - Window : bin) / Window / 2;
    }

    /// <summary>Turns the squares between the centres of blocks s − 2 and s − 1 back by twice a phase whose frequency moves linearly between the two.</summary>
    private void Derotate(double frequency)
    {
        var start = (int)(((_spectra - 2) * Block) - Lead - _base);
        // The shorter way round: the frequency is known but for half a cycle a symbol.
        var change = frequency - _frequency;
        change -= Math.Round(change * 2) / 2;
        for (var i = 0; i < Block; i++)
        {
            _phase += frequency - change + (change * (i + 0.5) / Block);
            _phase -= Math.Floor(_phase);
            _turns[start + i] = (float)_phase;
            _angles[i] = -2 * (float)_phase;
        }
        Phasor.FromTurns(_angles, _cos, _sin);
        for (var i = 0; i < Block; i++)
        {
            var (a, b) = (_squareRe[start + i], _squareIm[start + i]);
            (_flatRe[start + i], _flatIm[start + i]) = ((a * _cos[i]) - (b * _sin[i]), (a * _sin[i]) + (b * _cos[i]));
        }
        _frequency = frequency;
    }

    /// <summary>Phase and decision for the block before the one just derotated.</summary>
    private void Decide()
    {
        var start = (int)(((_spectra - 3) * Block) - Lead - _base);
        for (var i = 0; i < Block; i += Node)
        {
            var first = start + i + (Node / 2) - (PhaseWindow / 2);
            var (re, im) = (Sum(_flatRe.AsSpan(first, PhaseWindow)), Sum(_flatIm.AsSpan(first, PhaseWindow)));
            var change = (MathF.Atan2(im, re) / (4 * MathF.PI)) - _residual;
            change -= MathF.Round(change * 2) / 2;
            for (var j = 0; j < Node; j++)
                _angles[i + j] = _turns[start + i + j] + _residual + (change * (j + 0.5f) / Node);
            _residual += change;
            _residual -= MathF.Floor(_residual);
        }
        Phasor.FromTurns(_angles, _cos, _sin);
        var scale = 0f;
        for (var i = 0; i < Block; i++)
        {
            _soft[i] = (_re[start + i] * _cos[i]) + (_im[start + i] * _sin[i]);
            scale += Math.Abs(_soft[i]);
        }
        var gain = scale > 0 ? Block / scale : 0;
        foreach (ref var symbol in _soft.AsSpan())
            symbol *= gain;
    }

    private static float Sum(ReadOnlySpan<float> x)
    {
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < x.Length; i += 8)
            sum += Vector256.Create(x.Slice(i, 8));
        return Vector256.Sum(sum);
    }
}
