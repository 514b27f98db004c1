using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>The analysis half of overlap-save filtering: cuts a stream into overlapping blocks and transforms them. A real stream is done two blocks at a time.</summary>
/// <remarks>
/// Overlap-save: A. Oppenheim and R. Schafer, Discrete-Time Signal Processing, 3rd ed., §8.7.3. Two real blocks a and b are one complex block a + jb,
/// whose transform holds both: A[k] = (Z[k] + Z*[N−k])/2, B[k] = (Z[k] − Z*[N−k])/2j. Every block serves any number of <see cref="BandExtractor"/>s.
/// </remarks>
public sealed class SpectrumAnalyzer
{
    private readonly Fft _fft;
    private readonly float[] _re, _im;
    private int _filled;

    /// <param name="size">N, samples a block: a power of two.</param>
    /// <param name="real">Whether the stream is real.</param>
    public SpectrumAnalyzer(int size, bool real)
    {
        _fft = new Fft(size);
        (Size, Real) = (size, real);
        Hop = size / 8 * 7;
        Step = real ? 2 * Hop : Hop;
        (_re, _im) = (new float[size + Hop], new float[size]);
        (SpectrumRe, SpectrumIm) = (new float[size], new float[size]);
        Reset();
    }

    /// <summary>N.</summary>
    public int Size { get; }

    /// <summary>Samples from one block to the next.</summary>
    public int Hop { get; }

    /// <summary>Samples from one transform to the next: one hop, or two where the stream is real.</summary>
    public int Step { get; }

    /// <summary>Whether the stream is real.</summary>
    public bool Real { get; }

    /// <summary>Real parts of the last transform.</summary>
    public float[] SpectrumRe { get; }

    /// <summary>Imaginary parts of the last transform.</summary>
    public float[] SpectrumIm { get; }

    /// <summary>How many transforms were made. Transform t starts at sample t·Step − (N − Hop)/2 of the stream; before sample 0 there are zeros.</summary>
    public long Count { get; private set; }

    /// <summary>Takes samples until a transform is made or there are no more.</summary>
    /// <param name="samples">On return, what is left.</param>
    /// <returns>True where a transform was made.</returns>
    public bool Next(ref ReadOnlySpan<float> samples)
    {
        var n = Math.Min(samples.Length, Size + Hop - _filled);
        samples[..n].CopyTo(_re.AsSpan(_filled));
        _filled += n;
        samples = samples[n..];
        if (_filled < Size + Hop)
            return false;
        _re.AsSpan(0, Size).CopyTo(SpectrumRe);
        _re.AsSpan(Hop, Size).CopyTo(SpectrumIm);
        _fft.Forward(SpectrumRe, SpectrumIm);
        _filled = Size + Hop - Step;
        _re.AsSpan(Step, _filled).CopyTo(_re);
        Count++;
        return true;
    }

    /// <summary>Takes samples until a transform is made or there are no more.</summary>
    /// <param name="samples">On return, what is left.</param>
    /// <returns>True where a transform was made.</returns>
    public bool Next(ref ReadOnlySpan<Complex32> samples)
    {
        var n = Math.Min(samples.Length, Size - _filled);
        ComplexKernels.Split(samples[..n], _re.AsSpan(_filled), _im.AsSpan(_filled));
        _filled += n;
        samples = samples[n..];
        if (_filled < Size)
            return false;
        _re.AsSpan(0, Size).CopyTo(SpectrumRe);
        _im.AsSpan(0, Size).CopyTo(SpectrumIm);
        _fft.Forward(SpectrumRe, SpectrumIm);
        _filled = Size - Step;
        _re.AsSpan(Step, _filled).CopyTo(_re);
        _im.AsSpan(Step, _filled).CopyTo(_im);
        Count++;
        return true;
    }

    /// <summary>Power of the last transform, bin by bin.</summary>
    /// <param name="power">For a complex stream N long, from −Fs/2 up; for a real one N/2 long, from 0 up, both blocks added.</param>
    public void Power(Span<float> power)
    {
        if (Real)
        {
            PowerOfReal(power);
            return;
        }
        ComplexKernels.Power(SpectrumRe.AsSpan(Size / 2), SpectrumIm.AsSpan(Size / 2), power);
        ComplexKernels.Power(SpectrumRe.AsSpan(0, Size / 2), SpectrumIm.AsSpan(0, Size / 2), power[(Size / 2)..]);
    }

    /// <summary>Forgets the stream so far.</summary>
    public void Reset()
    {
        Array.Clear(_re);
        Array.Clear(_im);
        _filled = (Size - Hop) / 2;
        Count = 0;
    }

    private void PowerOfReal(Span<float> power)
    {
        var reverse = Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0);
        power[0] = (SpectrumRe[0] * SpectrumRe[0]) + (SpectrumIm[0] * SpectrumIm[0]);
        var k = 1;
        for (; k + 8 <= Size / 2; k += 8)
        {
            var (a, b) = (Vector256.Create(SpectrumRe.AsSpan(k, 8)), Vector256.Create(SpectrumIm.AsSpan(k, 8)));
            var (c, d) = (Vector256.Create(SpectrumRe.AsSpan(Size - k - 7, 8)), Vector256.Create(SpectrumIm.AsSpan(Size - k - 7, 8)));
            ((a * a) + (b * b) + Vector256.Shuffle((c * c) + (d * d), reverse)).CopyTo(power[k..]);
        }
        for (; k < Size / 2; k++)
            power[k] = (SpectrumRe[k] * SpectrumRe[k]) + (SpectrumIm[k] * SpectrumIm[k]) + (SpectrumRe[Size - k] * SpectrumRe[Size - k]) + (SpectrumIm[Size - k] * SpectrumIm[Size - k]);
    }
}
