using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>One channel of a <see cref="Channelizer"/>: takes its bins out of each transform, filters, brings its centre to 0 Hz and lowers the rate.</summary>
/// <remarks>Output sample m is the signal at sample m·decimation of the stream exactly. The centre may lie between bins and move; the mixer's phase goes on without a jump. Allocates in the constructor only.</remarks>
public sealed class ChannelizerBand
{
    /// <summary>Output samples over which the mixer keeps one frequency while the centre moves.</summary>
    private const int GlidePiece = 64;
    private readonly ChannelizerPlan _plan;
    private readonly int _bins, _reach;
    private readonly float[] _gains, _re, _im, _mixedRe, _mixedIm;
    private readonly Fft _fft;
    private double _turns;

    /// <param name="plan">That of the channelizer.</param>
    /// <param name="decimation">A power of two, 1 to the plan's greatest.</param>
    /// <param name="gains">From <see cref="ChannelizerFilter.Gains"/> for this decimation; may be shared.</param>
    public ChannelizerBand(ChannelizerPlan plan, int decimation, float[] gains)
    {
        (_plan, Decimation, _gains) = (plan, decimation, gains);
        _bins = plan.Size / decimation;
        _reach = (_bins + ChannelizerFilter.TransitionBins) / 2;
        _fft = new Fft(_bins);
        (_re, _im, _mixedRe, _mixedIm) = (new float[_bins], new float[_bins], new float[_bins], new float[_bins]);
        OutputLength = plan.Hop / decimation;
    }

    /// <summary>How many times slower than the stream the channel is.</summary>
    public int Decimation { get; }

    /// <summary>Samples that each transform becomes.</summary>
    public int OutputLength { get; }

    /// <summary>Takes the channel out of the channelizer's last transform.</summary>
    /// <param name="channelizer">What made the transform.</param>
    /// <param name="fromHz">The channel's centre at the first sample that the transform is for, Hz from 0 Hz of the stream.</param>
    /// <param name="toHz">Its centre at the first sample of the next; it moves evenly between.</param>
    /// <param name="output">At least <see cref="OutputLength"/> long; sample i is sample First/decimation + i of the channel.</param>
    public void Extract(Channelizer channelizer, double fromHz, double toHz, Span<Complex32> output)
    {
        double from = fromHz / _plan.BinHz, to = toHz / _plan.BinHz;
        int bin = (int)Math.Round((from + to) / 2);
        Gather(channelizer.SpectrumRe, channelizer.SpectrumIm, bin);
        _fft.Inverse(_re, _im);
        Mix(bin, from, to);
        Join(_mixedRe.AsSpan(0, OutputLength), _mixedIm, output);
    }

    /// <summary>Forgets the mixer's phase.</summary>
    public void Reset() => _turns = 0;

    // The M bins about the centre, upper half first as the inverse transform wants them; then what is beyond ±M/2, which folds.
    private void Gather(ReadOnlySpan<float> re, ReadOnlySpan<float> im, int center)
    {
        int half = _bins / 2, fold = _reach - half + 1;
        Gather(re, im, center, 0, half, 0, add: false);
        Gather(re, im, center, -half, half, half, add: false);
        Gather(re, im, center, half, fold, half, add: true);
        Gather(re, im, center, -half - fold, fold, half - fold, add: true);
    }

    private void Gather(ReadOnlySpan<float> re, ReadOnlySpan<float> im, int center, int first, int count, int to, bool add)
    {
        int at = (center + first) & (_plan.Size - 1), whole = Math.Min(count, _plan.Size - at);
        Weigh(re.Slice(at, whole), im.Slice(at, whole), first + _bins, to, add);
        if (whole < count)
            Weigh(re[..(count - whole)], im[..(count - whole)], first + _bins + whole, to + whole, add);
    }

    private void Weigh(ReadOnlySpan<float> re, ReadOnlySpan<float> im, int gain, int to, bool add)
    {
        ReadOnlySpan<float> gains = _gains.AsSpan(gain, re.Length);
        Span<float> toRe = _re.AsSpan(to, re.Length), toIm = _im.AsSpan(to, re.Length);
        int i = 0;
        for (; !add && i + 8 <= re.Length; i += 8)
        {
            var g = Vector256.Create(gains[i..]);
            (Vector256.Create(re[i..]) * g).CopyTo(toRe[i..]);
            (Vector256.Create(im[i..]) * g).CopyTo(toIm[i..]);
        }
        for (; i < re.Length; i++)
        {
            (float r, float m) = (re[i] * gains[i], im[i] * gains[i]);
            (toRe[i], toIm[i]) = add ? (toRe[i] + r, toIm[i] + m) : (r, m);
        }
    }

    // The bin's own mixer starts anew with each transform; what is taken on from it is the running one.
    private void Mix(int bin, double from, double to)
    {
        int skip = _plan.Lead / Decimation, piece = from == to ? OutputLength : GlidePiece;
        double start = (double)bin * _plan.Lead / _plan.Size;
        for (int at = 0; at < OutputLength; at += piece)
        {
            int n = Math.Min(piece, OutputLength - at);
            double center = from + ((to - from) * (at + (n / 2.0)) / OutputLength);
            double turns = start + ((double)bin * at / _bins) - _turns;
            ComplexKernels.Mix(_re.AsSpan(skip + at, n), _im.AsSpan(skip + at, n), turns - Math.Round(turns), (bin - center) / _bins, _mixedRe.AsSpan(at), _mixedIm.AsSpan(at));
            _turns += center * n / _bins;
            _turns -= Math.Floor(_turns);
        }
    }

    private static void Join(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<Complex32> output)
    {
        ref float to = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(output[..re.Length]));
        int i = 0;
        for (; i + 8 <= re.Length; i += 8)
        {
            var (r, m) = (Vector256.Create(re[i..]), Vector256.Create(im[i..]));
            var (low, high) = (Vector256.Create(r.GetLower(), m.GetLower()), Vector256.Create(r.GetUpper(), m.GetUpper()));
            var together = Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7);
            Vector256.Shuffle(low, together).StoreUnsafe(ref to, (nuint)(2 * i));
            Vector256.Shuffle(high, together).StoreUnsafe(ref to, (nuint)((2 * i) + 8));
        }
        for (; i < re.Length; i++)
            output[i] = new Complex32(re[i], im[i]);
    }
}
