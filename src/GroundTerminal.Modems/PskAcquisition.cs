using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Finds a signal of known symbol rate in a window of samples: carrier, clock and phases, well enough for loops to take over.</summary>
/// <remarks>
/// The spectrum says about where the carrier is; the line at the symbol rate gives the clock; the line of the symbols' M-th power gives the carrier. Of offset
/// keying the square has two lines, at twice the carrier plus and minus the symbol rate, which give both (U. Mengali, A. D'Andrea, Synchronization
/// Techniques for Digital Receivers, §3.5, §8.6).
/// </remarks>
internal sealed class PskAcquisition
{
    /// <summary>Longest window, symbols.</summary>
    public const int MostSymbols = 16384;

    /// <summary>Beyond the logarithm of how many bins are searched: noise alone passes once in 3000 windows.</summary>
    private const double Certainty = 8;
    private readonly PskKind _kind;
    private readonly int _power;
    private readonly double _nominalPeriod;
    private readonly PskFilterBank _bank;
    private readonly PskMixer _mixer = new();
    private readonly PskCoarseSearch _coarse;
    private readonly PskTimingLine _timing;
    private readonly PskPowerLine _line = new(2 * MostSymbols), _second = new(2 * MostSymbols);
    private readonly Complex32[] _mixed;
    private double _clockLine;
    private readonly float[] _onRe = new float[MostSymbols + 1], _onIm = new float[MostSymbols + 1], _midRe = new float[MostSymbols + 1], _midIm = new float[MostSymbols + 1];

    /// <param name="kind">Constellation.</param>
    /// <param name="pulse">Pulse.</param>
    /// <param name="bank">Its filter.</param>
    /// <param name="samplesPerSymbol">Nominal.</param>
    /// <param name="center">Middle of where to look, cycles a sample.</param>
    /// <param name="half">Half the width of where to look.</param>
    public PskAcquisition(PskKind kind, PskPulse pulse, PskFilterBank bank, double samplesPerSymbol, double center, double half)
    {
        (_kind, _bank, _nominalPeriod, _power) = (kind, bank, samplesPerSymbol, PskBlock.Power(kind));
        _coarse = new PskCoarseSearch(samplesPerSymbol, center, half);
        _timing = new PskTimingLine(pulse);
        _mixed = new Complex32[Samples(MostSymbols)];
    }

    /// <summary>Samples that a window of so many symbols takes.</summary>
    public int Samples(int symbols) => (int)((symbols + 4) * _nominalPeriod * 1.003) + _bank.Before + _bank.After + 4;

    /// <summary>Looks for a signal.</summary>
    /// <param name="window">At least Samples(symbols) long.</param>
    /// <param name="symbols">A power of two, 64 to <see cref="MostSymbols"/>.</param>
    /// <param name="found">Where it is.</param>
    public bool Try(ReadOnlySpan<Complex32> window, int symbols, out PskLock found)
    {
        window = window[..Samples(symbols)];
        var (frequency, first, period) = (_coarse.Find(window), _bank.Before + 2.0, _nominalPeriod);
        found = default;
        Mix(window, frequency);
        Read(window.Length, symbols, first, period);
        if (PskBlock.IsOffset(_kind) ? !TryOffset(window, symbols, ref frequency, ref first, ref period) : !TryPlain(window, symbols, ref frequency, ref first, ref period))
            return false;
        return Settle(window, symbols, frequency, first, period, out found);
    }

    /// <summary>Timing first, which a carrier does not hinder, then the carrier.</summary>
    private bool TryPlain(ReadOnlySpan<Complex32> window, int symbols, ref double frequency, ref double first, ref double period)
    {
        _timing.Plain(_onRe, _onIm, _midRe, _midIm, symbols);
        if (!_timing.Search(symbols, out var clock))
            return false;
        _clockLine = _timing.Strength;
        Shift(clock, ref first, ref period);
        Read(window.Length, symbols, first, period);
        _timing.Plain(_onRe, _onIm, _midRe, _midIm, symbols);
        Shift(_timing.Refine(symbols), ref first, ref period);
        Read(window.Length, symbols, first, period);
        Powers(symbols);
        var (strength, line) = _line.Find(symbols);
        if (!(strength > Math.Log(2 * symbols) + Certainty))
            return false;
        frequency += line / _power / period;
        return true;
    }

    /// <summary>Both at once, from the two lines of the square.</summary>
    private bool TryOffset(ReadOnlySpan<Complex32> window, int symbols, ref double frequency, ref double first, ref double period)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            _timing.Offset(_onRe, _onIm, _midRe, _midIm, symbols, _line, _second);
            if (!PskPowerLine.FindPair(_line, _second, symbols, PskTimingLine.MostClockError, Math.Log(2 * symbols) + (2 * Certainty), out var upper, out var lower))
                return false;
            frequency += (upper.Frequency + lower.Frequency) / 4 / period;
            Shift(((upper.Frequency - lower.Frequency) / 2, (upper.Turns - lower.Turns) / 2), ref first, ref period);
            _clockLine = (upper.Strength + lower.Strength) / 2;
            Mix(window, frequency);
            Read(window.Length, symbols, first, period);
        }
        return true;
    }

    /// <summary>Moves the instants: by so many symbols at the first of them, and so many more from symbol to symbol.</summary>
    private void Shift((double Slope, double Early) line, ref double first, ref double period)
    {
        first += (line.Early - Math.Round(line.Early)) * period;
        var slowest = _nominalPeriod * (1 + PskTimingLine.MostClockError);
        period = Math.Clamp(period * (1 + line.Slope), (2 * _nominalPeriod) - slowest, slowest);
        while (first < _bank.Before + 1)
            first += period;
        while (first >= _bank.Before + 1 + period)
            first -= period;
    }

    /// <summary>With carrier and clock nearly right: the phase, what is left of the frequency, and from which symbol on there is a signal.</summary>
    private bool Settle(ReadOnlySpan<Complex32> window, int symbols, double frequency, double first, double period, out PskLock found)
    {
        Mix(window, frequency);
        Read(window.Length, symbols, first, period);
        Powers(symbols);
        var (strength, left, turns, coherence, start) = _line.Halves(symbols);
        found = default;
        if (!(strength > Math.Log(symbols) + Certainty))
            return false;
        left /= _power;
        var moved = left / period * first;
        found = new PskLock(frequency + (left / period), period, first + (start * period), (turns / _power) - moved, coherence, _clockLine, symbols);
        return true;
    }

    private void Mix(ReadOnlySpan<Complex32> window, double frequency)
    {
        _mixer.Reset();
        _mixer.Tune(frequency);
        _mixer.Process(window, _mixed);
    }

    private void Read(int length, int symbols, double first, double period)
    {
        var samples = _mixed.AsSpan(0, length);
        _bank.Read(samples, first, period, _onRe.AsSpan(0, symbols + 1), _onIm.AsSpan(0, symbols + 1));
        _bank.Read(samples, first + (period / 2), period, _midRe.AsSpan(0, symbols + 1), _midIm.AsSpan(0, symbols + 1));
    }

    /// <summary>The symbols without their modulation.</summary>
    private void Powers(int symbols)
    {
        for (var k = 0; k < symbols; k++)
        {
            var value = Power(_onRe[k], _onIm[k], _power);
            _line.Re[k] = value.Re;
            _line.Im[k] = value.Im;
            if (!PskBlock.IsOffset(_kind))
                continue;
            value = Power(_midRe[k], _midIm[k], 2);
            _line.Re[k] -= value.Re;
            _line.Im[k] -= value.Im;
        }
    }

    /// <summary>The phase times M, the magnitude as it is; four phases lie on the diagonals.</summary>
    private static Complex32 Power(float re, float im, int power)
    {
        var p = Math.Max((re * re) + (im * im), 1e-12f);
        var scale = 1 / MathF.Sqrt(p);
        var (a, b) = ((re * re) - (im * im), 2 * re * im);
        if (power > 2)
            (a, b, scale) = (-((a * a) - (b * b)), -2 * a * b, scale / p);
        if (power > 4)
            (a, b, scale) = ((a * a) - (b * b), 2 * a * b, scale / (p * p));
        return new Complex32(a * scale, b * scale);
    }
}
