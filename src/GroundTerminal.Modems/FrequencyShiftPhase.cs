namespace GroundTerminal.Modems;

/// <summary>The phase of continuous-phase frequency shift keying, sample by sample, with a rectangular or a Gaussian frequency pulse.</summary>
/// <remarks>
/// φ(t) = 2π·[f꜀·t + Δf·T·Σ aₖ·q(t/T − k)], aₖ = ±1, q the integral of the frequency pulse, from 0 to 1; the sum is kept in turns and wrapped, so it
/// never loses precision. J. Anderson, T. Aulin, C.-E. Sundberg, Digital Phase Modulation, §2.1; Gaussian pulse: K. Murota, K. Hirade, "GMSK
/// Modulation for Digital Mobile Radio Telephony", IEEE Trans. Commun. COM-29 (1981), cut to three symbols.
/// </remarks>
internal sealed class FrequencyShiftPhase
{
    private const int GaussianSpan = 3;
    private const int StepsPerSymbol = 1024;
    private readonly double _carrierTurns, _shiftTurns;
    private readonly int _span;
    private readonly float[] _pulse;
    private readonly double[] _recent;
    private ModulatorClock _clock;
    private double _turns;

    public FrequencyShiftPhase(double sampleRateHz, double baudRate, double carrierHz, double deviationHz, double? gaussianBt)
    {
        _clock = new ModulatorClock(sampleRateHz, baudRate, minSamplesPerSymbol: 2);
        if (!(Math.Abs(deviationHz) + Math.Abs(carrierHz) <= sampleRateHz / 2))
            throw new ArgumentOutOfRangeException(nameof(deviationHz), deviationHz, "Deviation: tones within half the sample rate are expected.");
        if (gaussianBt is { } bt && !(bt >= 0.2 && bt <= 2))
            throw new ArgumentOutOfRangeException(nameof(gaussianBt), bt, "Bandwidth-time product: 0.2 to 2, or none, is expected.");
        _carrierTurns = carrierHz / baudRate;
        _shiftTurns = deviationHz / baudRate;
        _span = gaussianBt is null ? 1 : GaussianSpan;
        _recent = new double[_span];
        _pulse = PhasePulse(_span, gaussianBt);
    }

    public double DelaySymbols => _span / 2.0;

    public int MaxSamples(int symbols) => _clock.MaxSamples(symbols);

    /// <summary>Writes the phases of one symbol's samples, radians within [−π, π].</summary>
    public int NextSymbol(byte symbol, Span<float> phases)
    {
        for (var i = _span - 1; i > 0; i--)
            _recent[i] = _recent[i - 1];
        _recent[0] = symbol != 0 ? _shiftTurns : -_shiftTurns;
        var count = 0;
        do
        {
            phases[count++] = PhaseAt(_clock.Fraction);
        }
        while (!_clock.Advance());
        _turns += _carrierTurns + _recent[_span - 1];
        _turns -= Math.Round(_turns);
        return count;
    }

    public void Reset()
    {
        _clock.Reset();
        _turns = 0;
        Array.Clear(_recent);
    }

    private float PhaseAt(double fraction)
    {
        var turns = _turns + (_carrierTurns * fraction);
        if (_span == 1)
        {
            turns += _recent[0] * fraction;
        }
        else
        {
            var place = fraction * StepsPerSymbol;
            var index = (int)place;
            var part = place - index;
            for (var i = 0; i < _recent.Length; i++, index += StepsPerSymbol)
                turns += _recent[i] * (_pulse[index] + (part * (_pulse[index + 1] - _pulse[index])));
        }
        return (float)(Math.Tau * (turns - Math.Round(turns)));
    }

    /// <summary>q at each 1/1024 symbol: the running integral of a rectangle of one symbol convolved with a Gaussian of the given −3 dB bandwidth.</summary>
    private static float[] PhasePulse(int span, double? gaussianBt)
    {
        if (gaussianBt is not { } bt)
            return [];
        var sigma = Math.Sqrt(Math.Log(2)) / (Math.Tau * bt);
        var sums = new double[(span * StepsPerSymbol) + 2];
        for (var i = 1; i <= span * StepsPerSymbol; i++)
        {
            var t = ((i - 0.5) / StepsPerSymbol) - (span / 2.0);
            sums[i] = sums[i - 1] + NormalDistribution((t + 0.5) / sigma) - NormalDistribution((t - 0.5) / sigma);
        }
        sums[^1] = sums[^2];
        return [.. sums.Select(s => (float)(s / sums[^1]))];
    }

    /// <summary>Φ(x); |error| below 8·10⁻⁸. M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, 26.2.17.</summary>
    private static double NormalDistribution(double x)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        var tail = Math.Exp(-x * x / 2) / Math.Sqrt(Math.Tau)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return x >= 0 ? 1 - tail : tail;
    }
}
