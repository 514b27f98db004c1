namespace GroundTerminal.Dsp;

/// <summary>The half of a filter bank that all channels share: transforms a wide stream piece by piece. <see cref="ChannelizerBand"/> takes one channel out of each transform.</summary>
/// <remarks>
/// Pieces lie on a grid of whole hops by the index of samples since the stream began, so how the stream is cut into calls changes no bit, and after a loss the grid is the same.
/// Overlap-save: A. Oppenheim and R. Schafer, Discrete-Time Signal Processing, 3rd ed., §8.7.3. Allocates in the constructor only.
/// </remarks>
public sealed class Channelizer
{
    private readonly Fft _fft;
    private readonly float[] _re, _im, _spectrumRe, _spectrumIm;
    private long _piece;
    private int _filled;

    /// <param name="plan">Sizes.</param>
    public Channelizer(ChannelizerPlan plan)
    {
        Plan = plan;
        _fft = new Fft(plan.Size);
        (_re, _im) = (new float[plan.Size], new float[plan.Size]);
        (_spectrumRe, _spectrumIm) = (new float[plan.Size], new float[plan.Size]);
        Restart(0);
    }

    /// <summary>Sizes.</summary>
    public ChannelizerPlan Plan { get; }

    /// <summary>Index of the first sample that the last transform is for; it is for <see cref="ChannelizerPlan.Hop"/> samples.</summary>
    public long First { get; private set; }

    /// <summary>Index of the first sample that the next transform will be for.</summary>
    public long Next => _piece * Plan.Hop;

    /// <summary>Real parts of the last transform.</summary>
    public ReadOnlySpan<float> SpectrumRe => _spectrumRe;

    /// <summary>Imaginary parts of the last transform.</summary>
    public ReadOnlySpan<float> SpectrumIm => _spectrumIm;

    /// <summary>Begins anew at a sample: what is before it counts as zeros.</summary>
    /// <param name="sample">Index of the sample that comes next, 0 or more.</param>
    public void Restart(long sample)
    {
        _piece = sample / Plan.Hop;
        _filled = (int)(sample - Next) + Plan.Lead;
        _re.AsSpan(0, _filled).Clear();
        _im.AsSpan(0, _filled).Clear();
    }

    /// <summary>Takes samples until a transform is made or there are no more.</summary>
    /// <param name="samples">On return, what is left.</param>
    /// <returns>True where a transform was made.</returns>
    public bool Process(ref ReadOnlySpan<Complex32> samples)
    {
        int n = Math.Min(samples.Length, Plan.Size - _filled);
        ComplexKernels.Split(samples[..n], _re.AsSpan(_filled), _im.AsSpan(_filled));
        _filled += n;
        samples = samples[n..];
        if (_filled < Plan.Size)
            return false;
        Transform();
        return true;
    }

    /// <summary>Makes the next transform as if zeros followed; <see cref="Restart"/> has to come after the last of them.</summary>
    public void Drain()
    {
        _re.AsSpan(_filled).Clear();
        _im.AsSpan(_filled).Clear();
        _filled = Plan.Size;
        Transform();
    }

    private void Transform()
    {
        _re.CopyTo(_spectrumRe, 0);
        _im.CopyTo(_spectrumIm, 0);
        _fft.Forward(_spectrumRe, _spectrumIm);
        First = Next;
        _piece++;
        _filled = Plan.Size - Plan.Hop;
        _re.AsSpan(Plan.Hop, _filled).CopyTo(_re);
        _im.AsSpan(Plan.Hop, _filled).CopyTo(_im);
    }
}
