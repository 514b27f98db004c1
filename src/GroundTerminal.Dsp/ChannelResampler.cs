namespace GroundTerminal.Dsp;

/// <summary>Brings a channel to 0 Hz, filters it and changes its rate by any ratio. Output sample m is the signal at input sample m·inputRate/outputRate exactly, for ever.</summary>
/// <remarks>
/// A mixer, a decimating Kaiser low-pass to at least twice the output rate, and an interpolated polyphase low-pass (F. Harris, Multirate Signal Processing for
/// Communication Systems, §7.6). Flat to ±0.4 of the lower rate; what is beyond ±0.6 of it is below −75 dB. Rates are held in steps of 2⁻²⁰ Hz, as VITA 49.2 writes them.
/// </remarks>
public sealed class ChannelResampler
{
    private const int Chunk = 512;
    private const double StopBandDb = 80, RateSteps = 1 << 20;
    private readonly UInt128 _inRate, _outRate;
    private readonly int _decimation, _delay;
    private readonly bool _passes;
    private readonly Mixer _mixer;
    private readonly ComplexFirFilter? _decimator;
    private readonly ArbitraryResampler _resampler;
    private readonly Complex32[] _mixed = new Complex32[Chunk], _decimated = new Complex32[Chunk];

    /// <param name="inputRateHz">Rate of the input, Hz.</param>
    /// <param name="offsetHz">What comes to 0 Hz, Hz from 0 Hz of the input.</param>
    /// <param name="outputRateHz">Rate of the output, Hz; 1/4096 to 64 times the input's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the offset is outside its range.</exception>
    public ChannelResampler(double inputRateHz, double offsetHz, double outputRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputRateHz is >= 1 and <= 1e9, true, nameof(inputRateHz));
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputRateHz >= inputRateHz / 4096 && outputRateHz <= inputRateHz * 64, true, nameof(outputRateHz));
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Abs(offsetHz) <= inputRateHz / 2, true, nameof(offsetHz));
        (_inRate, _outRate) = ((UInt128)Math.Round(inputRateHz * RateSteps), (UInt128)Math.Round(outputRateHz * RateSteps));
        double ratio = inputRateHz / outputRateHz;
        _passes = _inRate == _outRate && offsetHz == 0;
        _decimation = Math.Max(1, (int)(ratio / 2));
        if (_decimation > 1)
        {
            _delay = (int)Math.Ceiling((FilterDesign.KaiserTaps((1.0 / _decimation) - (1 / ratio), StopBandDb) - 1) / (2.0 * _decimation));
            float[] taps = FilterDesign.LowPass(0.5 / _decimation, (2 * _delay * _decimation) + 1, StopBandDb);
            _decimator = new ComplexFirFilter(taps, _decimation);
        }
        var filter = new PolyphaseTable(0.5 * Math.Min(1, _decimation / ratio), 0.2 * Math.Min(1, _decimation / ratio), StopBandDb);
        _resampler = new ArbitraryResampler(filter, (_inRate << 64) / (_outRate * (uint)_decimation));
        _mixer = new Mixer(-offsetHz / inputRateHz);
        Reset();
    }

    /// <summary>Index of the input sample that comes next.</summary>
    public long NextInput { get; private set; }

    /// <summary>Index of the output sample that comes next.</summary>
    public long NextOutput { get; private set; }

    /// <summary>Rate of the output as it is, Hz.</summary>
    public double OutputRateHz => (double)_outRate / RateSteps;

    /// <summary>Input samples that an output sample waits for at most.</summary>
    public int DelayInputs => (_resampler.Delay + _delay) * _decimation;

    /// <summary>Where an output sample lies.</summary>
    /// <param name="output">Its index.</param>
    /// <param name="input">Input sample.</param>
    /// <returns>Input samples from that one.</returns>
    public double InputsBetween(long input, long output)
    {
        Int128 steps = ((Int128)output * (Int128)_inRate) - ((Int128)input * (Int128)_outRate);
        return (double)steps / (double)_outRate;
    }

    /// <summary>Most outputs that so many inputs can become.</summary>
    public int MaxOutput(int inputs) => (int)(inputs * (double)_outRate / (double)_inRate) + (int)((uint)_decimation * (double)_outRate / (double)_inRate) + 2;

    /// <summary>Resamples.</summary>
    /// <param name="output">At least MaxOutput(input.Length) long; must not overlap the input.</param>
    /// <returns>Outputs written.</returns>
    public int Process(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        if (_passes)
            return Pass(input, output);
        var written = 0;
        while (!input.IsEmpty)
        {
            int n = Math.Min(input.Length, Chunk);
            written += Step(input[..n], output[written..]);
            input = input[n..];
        }
        return written;
    }

    /// <summary>What is still inside, as if zeros followed; <see cref="Restart"/> has to come next.</summary>
    /// <param name="output">At least MaxOutput(DelayInputs) long.</param>
    /// <returns>Outputs written.</returns>
    public int Drain(Span<Complex32> output)
    {
        if (_passes)
            return 0;
        long ends = FirstOutputFrom(NextInput), begins = NextOutput;
        int written = 0, n;
        for (int left = DelayInputs; left > 0; left -= n)
        {
            n = Math.Min(left, Chunk);
            _mixed.AsSpan(0, n).Clear();
            written += Step(_mixed.AsSpan(0, n), output[written..]);
        }
        return (int)Math.Clamp(ends - begins, 0, written);
    }

    /// <summary>Begins anew at another input sample: what is before it counts as zeros. The grid of outputs stays.</summary>
    /// <param name="nextInput">Index of the input sample that comes next, 0 or more.</param>
    public void Restart(long nextInput)
    {
        _decimator?.Reset();
        (NextInput, NextOutput) = (nextInput, FirstOutputFrom(nextInput));
        UInt128 from = ((UInt128)NextOutput * _inRate) - ((UInt128)nextInput * _outRate);
        _resampler.Restart((from << 64) / (_outRate * (uint)_decimation) + ((UInt128)_delay << 64));
        _mixer.StartAt(nextInput);
    }

    /// <summary>Begins anew at input sample 0.</summary>
    public void Reset() => Restart(0);

    // The whole band at its own rate needs no filter.
    private int Pass(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        input.CopyTo(output);
        (NextInput, NextOutput) = (NextInput + input.Length, NextOutput + input.Length);
        return input.Length;
    }

    private long FirstOutputFrom(long input) => (long)((((UInt128)input * _outRate) + _inRate - 1) / _inRate);

    private int Step(ReadOnlySpan<Complex32> input, Span<Complex32> output)
    {
        NextInput += input.Length;
        _mixer.Process(input, _mixed);
        int count = _decimator?.Process(_mixed.AsSpan(0, input.Length), _decimated) ?? 0;
        int written = _resampler.Process(_decimator is null ? _mixed.AsSpan(0, input.Length) : _decimated.AsSpan(0, count), output);
        NextOutput += written;
        return written;
    }
}
