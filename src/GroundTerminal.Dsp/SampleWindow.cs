namespace GroundTerminal.Dsp;

/// <summary>The part of a complex stream that an interpolator still needs, as split parts, and where in it the next instant lies.</summary>
/// <remarks>The instant is counted in steps of 2⁻⁶⁴ samples, so that a ratio of rates does not drift.</remarks>
internal sealed class SampleWindow
{
    /// <summary>Samples taken in at once at most.</summary>
    public const int Chunk = 1024;

    private readonly int _half;
    private readonly float[] _re, _im;
    private int _filled;

    /// <param name="length">Samples that an instant needs, half of them before and half after: even.</param>
    public SampleWindow(int length)
    {
        _half = length / 2;
        (_re, _im) = (new float[length + Chunk + 8], new float[length + Chunk + 8]);
        Restart(0);
    }

    /// <summary>The next instant, in steps of 2⁻⁶⁴ samples from the window's first.</summary>
    public UInt128 Position { get; set; }

    /// <summary>True where the samples about the instant are there.</summary>
    public bool Reaches => (int)(Position >> 64) + _half < _filled;

    /// <summary>The fraction of the instant.</summary>
    public ulong Fraction => (ulong)Position;

    /// <summary>Real parts from half the length before the instant on.</summary>
    public ReadOnlySpan<float> Re => _re.AsSpan((int)(Position >> 64) - _half + 1);

    /// <summary>Imaginary parts so.</summary>
    public ReadOnlySpan<float> Im => _im.AsSpan((int)(Position >> 64) - _half + 1);

    /// <summary>Takes samples in.</summary>
    /// <param name="input">At most <see cref="Chunk"/>.</param>
    public void Add(ReadOnlySpan<Complex32> input)
    {
        ComplexKernels.Split(input, _re.AsSpan(_filled), _im.AsSpan(_filled));
        _filled += input.Length;
    }

    /// <summary>Drops what no instant needs any more.</summary>
    public void Drop()
    {
        int drop = Math.Min((int)(Position >> 64) - _half + 1, _filled);
        if (drop <= 0)
            return;
        _re.AsSpan(drop, _filled - drop).CopyTo(_re);
        _im.AsSpan(drop, _filled - drop).CopyTo(_im);
        _filled -= drop;
        Position -= (UInt128)(uint)drop << 64;
    }

    /// <summary>Begins anew; the stream before is zeros.</summary>
    /// <param name="first">The first instant, in steps of 2⁻⁶⁴ samples from the sample that comes next.</param>
    public void Restart(UInt128 first)
    {
        Array.Clear(_re);
        Array.Clear(_im);
        _filled = _half;
        Position = first + ((UInt128)(uint)_half << 64);
    }
}
