using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Discrete Fourier transform of a power-of-two length. Unnormalised in both directions.</summary>
/// <remarks>
/// X[k] = Σ x[n]·exp(−j2πkn/N). Stockham's self-sorting algorithm, radix 8 with passes of radix 4 and 2 where the length asks for them:
/// C. Van Loan, Computational Frameworks for the Fast Fourier Transform, SIAM 1992, §1.7. Not safe for use by two threads at once.
/// </remarks>
public sealed class Fft
{
    private readonly FftStage[] _stages;
    private readonly FftReference? _short;
    private readonly float[] _aRe, _aIm, _bRe, _bIm;

    /// <param name="size">N: a power of two, 4 to 2²⁴.</param>
    /// <exception cref="ArgumentOutOfRangeException">size is not one of these.</exception>
    public Fft(int size)
    {
        if (size < 4 || size > 1 << 24 || (size & (size - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(size), size, "The length of a transform is a power of two, 4 to 2^24.");
        Size = size;
        (_aRe, _aIm, _bRe, _bIm) = (new float[size], new float[size], new float[size], new float[size]);
        _stages = FftStage.Plan(size);
        _short = size < FftStage.LeastVectorSize ? new FftReference(size) : null;
    }

    /// <summary>N.</summary>
    public int Size { get; }

    /// <summary>Transforms in place.</summary>
    /// <param name="re">Real parts, N long.</param>
    /// <param name="im">Imaginary parts, N long.</param>
    public void Forward(Span<float> re, Span<float> im)
    {
        if (_short is not null)
        {
            _short.Forward(re, im);
            return;
        }
        ref var xr = ref MemoryMarshal.GetReference(re[..Size]);
        ref var xi = ref MemoryMarshal.GetReference(im[..Size]);
        if (Vector256.IsHardwareAccelerated)
            Run<SplitLayout, Lanes8>(ref xr, ref xi, ref xr, ref xi);
        else
            Run<SplitLayout, Lanes4>(ref xr, ref xi, ref xr, ref xi);
    }

    /// <summary>The inverse transform, times N, in place.</summary>
    /// <param name="re">Real parts, N long.</param>
    /// <param name="im">Imaginary parts, N long.</param>
    public void Inverse(Span<float> re, Span<float> im) => Forward(im, re);

    /// <summary>Transforms interleaved samples.</summary>
    /// <param name="input">N long.</param>
    /// <param name="output">N long; may be the input itself.</param>
    public void Forward(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        if (_short is not null)
        {
            ForwardShort(input, output);
            return;
        }
        var from = MemoryMarshal.Cast<Complex32, float>(input[..Size]);
        var to = MemoryMarshal.Cast<Complex32, float>(output[..Size]);
        ref var x = ref MemoryMarshal.GetReference(from);
        ref var y = ref MemoryMarshal.GetReference(to);
        if (Vector256.IsHardwareAccelerated)
            Run<InterleavedLayout, Lanes8>(ref x, ref x, ref y, ref y);
        else
            Run<InterleavedLayout, Lanes4>(ref x, ref x, ref y, ref y);
    }

    private void ForwardShort(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        ComplexKernels.Split(input[..Size], _aRe, _aIm);
        _short!.Forward(_aRe, _aIm);
        for (var k = 0; k < Size; k++)
            output[k] = new Complex32(_aRe[k], _aIm[k]);
    }

    /// <summary>Each stage from one of two work places to the other, but the first from the input and the last to the output.</summary>
    private void Run<TLayout, TLanes>(ref float xr, ref float xi, ref float yr, ref float yi)
        where TLayout : IFftLayout
        where TLanes : struct, ILanes<TLanes>
    {
        ref var ar = ref MemoryMarshal.GetArrayDataReference(_aRe);
        ref var ai = ref MemoryMarshal.GetArrayDataReference(_aIm);
        ref var br = ref MemoryMarshal.GetArrayDataReference(_bRe);
        ref var bi = ref MemoryMarshal.GetArrayDataReference(_bIm);
        _stages[0].First<TLayout, TLanes>(ref xr, ref xi, ref ar, ref ai);
        for (var i = 1; i < _stages.Length - 1; i++)
        {
            _stages[i].Next<TLanes>(ref ar, ref ai, ref br, ref bi);
            ref var swap = ref ar;
            ar = ref br;
            br = ref swap;
            swap = ref ai;
            ai = ref bi;
            bi = ref swap;
        }
        _stages[^1].Last<TLayout, TLanes>(ref ar, ref ai, ref yr, ref yi);
    }
}
