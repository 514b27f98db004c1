namespace GroundTerminal.Dsp;

/// <summary>Changes the rate of a complex stream by any ratio: output m is the filtered signal at input sample m·step.</summary>
/// <remarks>An interpolated polyphase low-pass: F. Harris, Multirate Signal Processing for Communication Systems, §7.6.</remarks>
public sealed class ArbitraryResampler
{
    private readonly PolyphaseTable _filter;
    private readonly SampleWindow _window;
    private readonly UInt128 _step;

    /// <summary>A resampler flat to ±0.4 of the lower rate; what is beyond ±0.6 of it is in the stop band.</summary>
    /// <param name="ratio">Output rate over input rate, 1/256 to 256.</param>
    /// <param name="stopBandDb">Attenuation in the stop band, dB, above 50.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is outside its range.</exception>
    public ArbitraryResampler(double ratio, double stopBandDb = 60)
        : this(new PolyphaseTable(0.5 * Math.Min(1, Checked(ratio)), 0.2 * Math.Min(1, ratio), stopBandDb), (UInt128)(18446744073709551616.0 / ratio))
    {
    }

    /// <summary>A resampler with a filter of one's own.</summary>
    /// <param name="filter">The filter, at the input's rate.</param>
    /// <param name="step">Input samples from one output to the next, in steps of 2⁻⁶⁴; at least 1/256 of a sample.</param>
    public ArbitraryResampler(PolyphaseTable filter, UInt128 step)
    {
        (_filter, _step) = (filter, step);
        _window = new SampleWindow(filter.Length);
    }

    /// <summary>Input samples that an output waits for at most.</summary>
    public int Delay => (_filter.Length / 2) + 1;

    /// <summary>Most outputs that so many inputs can become.</summary>
    public int MaxOutput(int inputs) => (int)(((UInt128)(uint)inputs << 64) / _step) + 2;

    /// <summary>Resamples.</summary>
    /// <param name="output">At least MaxOutput(input.Length) long; must not overlap the input.</param>
    /// <returns>Outputs written.</returns>
    public int Process(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var n = Math.Min(input.Length, SampleWindow.Chunk);
            _window.Add(input[..n]);
            for (; _window.Reaches; _window.Position += _step)
                output[written++] = _filter.Interpolate(_window.Re, _window.Im, _window.Fraction);
            _window.Drop();
            input = input[n..];
        }
        return written;
    }

    /// <summary>Begins anew; the stream before is zeros.</summary>
    public void Reset() => Restart(0);

    /// <summary>Begins anew.</summary>
    /// <param name="first">Where the first output lies, in steps of 2⁻⁶⁴ samples from the input sample that comes next.</param>
    public void Restart(UInt128 first) => _window.Restart(first);

    private static double Checked(double ratio)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ratio is >= 1.0 / 256 and <= 256, true, nameof(ratio));
        return ratio;
    }
}
