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

    /// <summary>How fast a carrier may move: X band from 400 km, and as much again.</summary>
    private const double MostHzPerSecond = 8000;

    /// <summary>Rates tried to either side of none, fewer in windows of more than so many symbols; and how far apart a window's line may be bent for, cycles: between two it loses 0.6 dB.</summary>
    private const int MostRates = 14, FewRates = 5, ManyUpTo = 4096;
    private const double RateStep = 3;

    /// <summary>By how much stronger the line of a moving carrier is than that of one at rest, before it is believed.</summary>
    private const double MovingGain = 3;

    /// <summary>Symbols that tracking begins before the beginning found; the second over the square of the coherence.</summary>
    private const double Early = 64, EarlyOfLine = 8;

    /// <summary>Samples that a moving carrier is taken to rest for.</summary>
    private const int Rest = 64;
    private readonly PskKind _kind;
    private readonly int _power;
    private readonly double _nominalPeriod, _mostRate;
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
    /// <param name="sampleRateHz">Sample rate, Hz.</param>
    public PskAcquisition(PskKind kind, PskPulse pulse, PskFilterBank bank, double samplesPerSymbol, double center, double half, double sampleRateHz)
    {
        var symbolRate = sampleRateHz / samplesPerSymbol;
        _mostRate = MostHzPerSecond / (symbolRate * symbolRate);
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
        var (frequency, rate, first, period) = (_coarse.Find(window), 0.0, _bank.Before + 2.0, _nominalPeriod);
        found = default;
        Mix(window, frequency, 0, 0);
        Read(window.Length, symbols, first, period);
        if (PskBlock.IsOffset(_kind) ? !TryOffset(window, symbols, ref frequency, ref rate, ref first, ref period) : !TryPlain(window, symbols, ref frequency, ref rate, ref first, ref period))
            return false;
        return Settle(window, symbols, frequency, rate, first, period, out found);
    }

    /// <summary>Timing first, which a carrier does not hinder, then the carrier.</summary>
    private bool TryPlain(ReadOnlySpan<Complex32> window, int symbols, ref double frequency, ref double rate, ref double first, ref double period)
    {
        // Exact only near the right instants, where they are the second time.
        for (var pass = 0; pass < 2; pass++)
        {
            _timing.Plain(_onRe, _onIm, _midRe, _midIm, symbols);
            if (!_timing.Search(symbols, out var clock))
                return false;
            Shift(clock, ref first, ref period);
            Read(window.Length, symbols, first, period);
        }
        _clockLine = _timing.Strength;
        Powers(symbols);
        var (rates, step) = Rates(symbols);
        Span<double> strengths = stackalloc double[(2 * MostRates) + 1];
        var (best, found) = (0, 0.0);
        _line.Straighten(symbols, -rates * step);
        for (var i = 0; i <= 2 * rates; i++)
        {
            (strengths[i], var line) = _line.Find(symbols);
            strengths[i] += i == rates ? MovingGain : 0;
            if (i == 0 || strengths[i] > strengths[best])
                (best, found) = (i, line);
            if (i < 2 * rates)
                _line.Straighten(symbols, step);
        }
        strengths[rates] -= MovingGain;
        if (!(strengths[best] > Math.Log(2.0 * symbols * ((2 * rates) + 1)) + Certainty))
            return false;
        frequency += found / _power / period;
        rate = (Top(strengths, best, rates) - rates) * step / _power;
        return true;
    }

    /// <summary>Both at once, from the two lines of the square.</summary>
    private bool TryOffset(ReadOnlySpan<Complex32> window, int symbols, ref double frequency, ref double rate, ref double first, ref double period)
    {
        Span<double> strengths = stackalloc double[(2 * MostRates) + 1];
        for (var pass = 0; pass < 2; pass++)
        {
            _timing.Offset(_onRe, _onIm, _midRe, _midIm, symbols, _line, _second);
            // The second time the carrier has been straightened.
            var (rates, step) = pass == 0 ? Rates(symbols) : default;
            var best = 0;
            (double Frequency, double Turns, double Strength) upper = default, lower = default;
            var least = Math.Log(2.0 * symbols * ((2 * rates) + 1)) + (2 * Certainty);
            Straighten(symbols, -rates * step);
            for (var i = 0; i <= 2 * rates; i++)
            {
                strengths[i] = PskPowerLine.FindPair(_line, _second, symbols, PskTimingLine.MostClockError, least, out var above, out var below);
                strengths[i] += i == rates && strengths[i] > 0 ? MovingGain : 0;
                if (i == 0 || strengths[i] > strengths[best])
                    (best, upper, lower) = (i, above, below);
                if (i < 2 * rates)
                    Straighten(symbols, step);
            }
            if (!(strengths[best] > 0))
                return false;
            strengths[rates] -= MovingGain;
            if (pass == 0)
                rate = (Top(strengths, best, rates) - rates) * step / _power;
            frequency += (upper.Frequency + lower.Frequency) / 4 / period;
            Shift(((upper.Frequency - lower.Frequency) / 2, (upper.Turns - lower.Turns) / 2), ref first, ref period);
            _clockLine = (upper.Strength + lower.Strength) / 2;
            Mix(window, frequency, rate / (period * period), Middle(symbols, first, period));
            Read(window.Length, symbols, first, period);
        }
        return true;
    }

    /// <summary>How many rates of a moving carrier are worth trying to either side, and how far apart, cycles a symbol of the line from symbol to symbol.</summary>
    private (int Count, double Step) Rates(int symbols)
    {
        var step = RateStep / ((double)symbols * symbols);
        return ((int)Math.Clamp(Math.Ceiling((_power * _mostRate / step) - 0.5), 0, symbols > ManyUpTo ? FewRates : MostRates), step);
    }

    /// <summary>Where the parabola through the highest of the strengths and its neighbours has its top; a carrier at rest stays so.</summary>
    private static double Top(ReadOnlySpan<double> strengths, int best, int rest)
    {
        if (best == 0 || best == rest || best == 2 * rest)
            return best;
        var (l, m, r) = (strengths[best - 1], strengths[best], strengths[best + 1]);
        var bend = l - (2 * m) + r;
        return best + (bend < 0 ? 0.5 * (l - r) / bend : 0);
    }

    private static double Middle(int symbols, double first, double period) => first + (symbols / 2 * period);

    private void Straighten(int symbols, double rate)
    {
        _line.Straighten(symbols, rate);
        _second.Straighten(symbols, rate);
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
    private bool Settle(ReadOnlySpan<Complex32> window, int symbols, double frequency, double rate, double first, double period, out PskLock found)
    {
        var (growth, middle) = (rate / (period * period), Middle(symbols, first, period));
        Mix(window, frequency, growth, middle);
        Read(window.Length, symbols, first, period);
        Powers(symbols);
        var (strength, left, turns, coherence, start, end) = _line.Settle(symbols);
        found = default;
        if (!(strength > Math.Log(symbols) + Certainty))
            return false;
        var length = end - start;
        // A signal so short does not tell a carrier that moves so little from one at rest.
        if (rate != 0 && Math.Abs(rate) * _power * length * length < RateStep)
            return Settle(window, symbols, frequency + (growth * (first + ((start + end) / 2 * period) - middle)), 0, first, period, out found);
        // So much before that no symbol is lost: the weaker the line, the later its beginning is seen.
        var before = Math.Min(start, (int)(Early + (EarlyOfLine / (coherence * coherence))));
        // From here on as if mixed from the window's beginning with the frequency that there is at the first symbol.
        first += (start - before) * period;
        turns -= left * before;
        var now = frequency + (growth * (first - middle)) + (left / _power / period);
        found = new PskLock(now, rate, period, first, (turns / _power) + Turns(first, frequency, growth, middle) - (now * first), coherence, _clockLine * symbols / length, strength, length);
        return true;
    }

    /// <summary>Brings to 0 Hz what has a frequency in the middle, and grows by so much from sample to sample.</summary>
    private void Mix(ReadOnlySpan<Complex32> window, double frequency, double growth, double middle)
    {
        var length = growth == 0 ? window.Length : Rest;
        for (var at = 0; at < window.Length; at += length)
        {
            var n = Math.Min(length, window.Length - at);
            _mixer.Begin(Turns(at, frequency, growth, middle), frequency + (growth * (at + (n / 2.0) - middle)));
            _mixer.Process(window.Slice(at, n), _mixed.AsSpan(at));
        }
    }

    /// <summary>Phase at a sample of what has phase 0 at the beginning, turns.</summary>
    private static double Turns(double at, double frequency, double growth, double middle) => (frequency * at) + (growth * at * ((at / 2) - middle));

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
