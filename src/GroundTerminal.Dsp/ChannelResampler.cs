using System.Runtime.Intrinsics;

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
    private readonly UInt128 _inRate, _outRate, _step;
    private readonly double _turnsPerSample;
    private readonly int _decimation, _delay;
    private readonly bool _passes;
    private readonly FirFilter? _decimateRe, _decimateIm;
    private readonly PolyphaseTable _table;
    private readonly float[] _turnRe = new float[Chunk], _turnIm = new float[Chunk], _mixRe = new float[Chunk], _mixIm = new float[Chunk];
    private readonly float[] _inRe = new float[Chunk], _inIm = new float[Chunk], _re, _im;
    private double _turns;
    private int _inChunk, _filled;
    private UInt128 _position;

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
        _step = (_inRate << 64) / (_outRate * (uint)_decimation);
        if (_decimation > 1)
        {
            _delay = (int)Math.Ceiling((FilterDesign.KaiserTaps((1.0 / _decimation) - (1 / ratio), StopBandDb) - 1) / (2.0 * _decimation));
            float[] taps = FilterDesign.LowPass(0.5 / _decimation, (2 * _delay * _decimation) + 1, StopBandDb);
            (_decimateRe, _decimateIm) = (new FirFilter(taps, _decimation), new FirFilter(taps, _decimation));
        }
        _table = new PolyphaseTable(0.5 * Math.Min(1, _decimation / ratio), 0.2 * Math.Min(1, _decimation / ratio), StopBandDb);
        (_re, _im) = (new float[_table.Length + Chunk + 8], new float[_table.Length + Chunk + 8]);
        _turnsPerSample = -offsetHz / inputRateHz;
        for (var i = 0; i < Chunk; i++)
            (_turnRe[i], _turnIm[i]) = Turn(i * _turnsPerSample);
        Reset();
    }

    /// <summary>Index of the input sample that comes next.</summary>
    public long NextInput { get; private set; }

    /// <summary>Index of the output sample that comes next.</summary>
    public long NextOutput { get; private set; }

    /// <summary>Rate of the output as it is, Hz.</summary>
    public double OutputRateHz => (double)_outRate / RateSteps;

    /// <summary>Input samples that an output sample waits for at most.</summary>
    public int DelayInputs => ((_table.Length / 2) + _delay + 1) * _decimation;

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
            int n = Math.Min(input.Length, Chunk - _inChunk);
            ComplexKernels.Split(input[..n], _inRe, _inIm);
            written += Step(n, output[written..]);
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
            n = Math.Min(left, Chunk - _inChunk);
            _inRe.AsSpan(0, n).Clear();
            _inIm.AsSpan(0, n).Clear();
            written += Step(n, output[written..]);
        }
        return (int)Math.Clamp(ends - begins, 0, written);
    }

    /// <summary>Begins anew at another input sample: what is before it counts as zeros. The grid of outputs stays.</summary>
    /// <param name="nextInput">Index of the input sample that comes next, 0 or more.</param>
    public void Restart(long nextInput)
    {
        _decimateRe?.Reset();
        _decimateIm?.Reset();
        _re.AsSpan().Clear();
        _im.AsSpan().Clear();
        (NextInput, NextOutput) = (nextInput, FirstOutputFrom(nextInput));
        UInt128 from = ((UInt128)NextOutput * _inRate) - ((UInt128)nextInput * _outRate);
        _filled = _table.Length / 2;
        _position = (from << 64) / (_outRate * (uint)_decimation) + ((UInt128)(_delay + _filled) << 64);
        _turns = nextInput * _turnsPerSample;
        (_turns, _inChunk) = (_turns - Math.Floor(_turns), 0);
        StartChunk();
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

    private int Step(int count, Span<Complex32> output)
    {
        Mix(count);
        NextInput += count;
        _inChunk += count;
        if (_inChunk == Chunk)
        {
            _turns += Chunk * _turnsPerSample;
            (_turns, _inChunk) = (_turns - Math.Floor(_turns), 0);
            StartChunk();
        }
        Span<float> re = _re.AsSpan(_filled), im = _im.AsSpan(_filled);
        if (_decimateRe is null)
        {
            _inRe.AsSpan(0, count).CopyTo(re);
            _inIm.AsSpan(0, count).CopyTo(im);
            _filled += count;
        }
        else
        {
            _decimateRe.Process(_inRe.AsSpan(0, count), re);
            _filled += _decimateIm!.Process(_inIm.AsSpan(0, count), im);
        }
        return Interpolate(output);
    }

    private int Interpolate(Span<Complex32> output)
    {
        int half = _table.Length / 2, written = 0;
        int at = (int)(_position >> 64);
        for (; at + half < _filled; at = (int)(_position >> 64))
        {
            output[written++] = _table.Interpolate(_re.AsSpan(at - half + 1), _im.AsSpan(at - half + 1), (ulong)_position);
            _position += _step;
        }
        NextOutput += written;
        int drop = Math.Min(at - half + 1, _filled);
        if (drop <= 0)
            return written;
        _re.AsSpan(drop, _filled - drop).CopyTo(_re);
        _im.AsSpan(drop, _filled - drop).CopyTo(_im);
        _filled -= drop;
        _position -= (UInt128)drop << 64;
        return written;
    }

    // Each sample is turned by a factor that depends on its index alone, so that cutting the stream changes no bit.
    private void Mix(int count)
    {
        Span<float> re = _inRe.AsSpan(0, count), im = _inIm.AsSpan(0, count);
        ReadOnlySpan<float> turnRe = _mixRe.AsSpan(_inChunk, count), turnIm = _mixIm.AsSpan(_inChunk, count);
        var i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256<float> a = Vector256.Create<float>(re[i..]), b = Vector256.Create<float>(im[i..]), c = Vector256.Create(turnRe[i..]), s = Vector256.Create(turnIm[i..]);
            ((a * c) - (b * s)).CopyTo(re[i..]);
            ((a * s) + (b * c)).CopyTo(im[i..]);
        }
        for (; i < count; i++)
            (re[i], im[i]) = ((re[i] * turnRe[i]) - (im[i] * turnIm[i]), (re[i] * turnIm[i]) + (im[i] * turnRe[i]));
    }

    private void StartChunk()
    {
        (float re, float im) = Turn(_turns);
        for (var i = 0; i < Chunk; i += 8)
        {
            Vector256<float> a = Vector256.Create(_turnRe, i), b = Vector256.Create(_turnIm, i);
            ((a * re) - (b * im)).CopyTo(_mixRe, i);
            ((a * im) + (b * re)).CopyTo(_mixIm, i);
        }
    }

    private static (float Re, float Im) Turn(double turns)
    {
        (double sin, double cos) = Math.SinCos(Math.Tau * (turns - Math.Floor(turns)));
        return ((float)cos, (float)sin);
    }
}
