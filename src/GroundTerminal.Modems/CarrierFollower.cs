using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Follows an unmodulated carrier: a peak in the spectrum of a window to begin with, then a loop of second order over short blocks.</summary>
/// <remarks>Loop constants: M. Rice, Digital Communications, A.3, damping 1. Each window is looked at before it is handed out, so that nothing is lost while the carrier is searched.</remarks>
internal sealed class CarrierFollower
{
    /// <summary>Samples that are handed out at once.</summary>
    public const int Window = 16384;
    private const int Block = 64, Blocks = Window / Block;

    /// <summary>Noise bandwidth of the loop, symbol rates: symbols that modulate the carrier directly are noise to it.</summary>
    private const double Bandwidth = 3e-4, WidestBandwidth = 0.012;

    /// <summary>Power of a line over the mean of a bin that noise hardly reaches; what a line keeps of the window's power while it is followed.</summary>
    private const double LeastOverMean = 30, LeastShare = 3.0 / Window;
    private readonly double _sampleRateHz, _center, _half;
    private readonly Fft _fft = new(Window);
    private readonly float[] _re = new float[Window], _im = new float[Window];
    private readonly Complex32[] _samples = new Complex32[Window];
    private readonly PskMixer _mixer = new();
    private readonly double _theta, _share;
    private int _filled;
    private bool _locked;
    private double _turns, _frequency;
    private double _meanRe, _meanPower;

    /// <param name="sampleRateHz">Sample rate.</param>
    /// <param name="centerHz">Middle of where to look.</param>
    /// <param name="halfHz">Half the width of where to look.</param>
    /// <param name="samplesPerSymbol">Samples a symbol.</param>
    public CarrierFollower(double sampleRateHz, double centerHz, double halfHz, double samplesPerSymbol)
    {
        (_sampleRateHz, _center, _half) = (sampleRateHz, centerHz / sampleRateHz, halfHz / sampleRateHz);
        var bandwidth = Math.Min(WidestBandwidth, Bandwidth * Block / samplesPerSymbol);
        (_theta, _share) = (0.8 * bandwidth, Math.Min(1.0 / 64, 4 * bandwidth));
    }

    /// <summary>Where the carrier is, Hz.</summary>
    public float FrequencyHz => (float)(_frequency * _sampleRateHz);

    /// <summary>True while a carrier is followed.</summary>
    public bool IsLocked => _locked;

    /// <summary>Takes samples until a window is full.</summary>
    /// <param name="turned">The window with the carrier at 0 Hz and phase 0.</param>
    /// <param name="mean">Its mean amplitude there.</param>
    public bool Next(ref ReadOnlySpan<Complex32> samples, Span<Complex32> turned, out float mean)
    {
        var n = Math.Min(samples.Length, Window - _filled);
        samples[..n].CopyTo(_samples.AsSpan(_filled));
        samples = samples[n..];
        _filled += n;
        mean = 0;
        if (_filled < Window)
            return false;
        _filled = 0;
        foreach (ref var sample in _samples.AsSpan())
            sample = sample.MagnitudeSquared < 1e24f ? sample : default;
        if (!_locked || _meanRe * _meanRe < LeastShare * _meanPower)
            Search();
        Turn(turned);
        mean = (float)_meanRe;
        return true;
    }

    public void Reset() => (_filled, _locked, _turns, _frequency, _meanRe, _meanPower) = (0, false, 0, 0, 0, 0);

    /// <summary>The strongest line of the window; where none stands out, the last frequency stays.</summary>
    private void Search()
    {
        ComplexKernels.Split(_samples, _re, _im);
        _fft.Forward(_re, _im);
        double total = 0, most = 0;
        var found = 0;
        for (var i = (int)Math.Round((_center - _half) * Window); i <= (int)Math.Round((_center + _half) * Window); i++)
        {
            var bin = i & (Window - 1);
            var power = ((double)_re[bin] * _re[bin]) + ((double)_im[bin] * _im[bin]);
            total += power;
            if (power > most)
                (most, found) = (power, i);
        }
        var mean = total / Math.Max(1, 2 * _half * Window);
        _locked = most > LeastOverMean * mean || (_half * Window < LeastOverMean && most > 0);
        if (!_locked)
            return;
        var (l, m, r) = (Math.Sqrt(At(found - 1)), Math.Sqrt(At(found)), Math.Sqrt(At(found + 1)));
        var side = r > l ? r / (m + r) : -l / (m + l);
        _frequency = (found + side) / Window;
        var phase = Math.Atan2(_im[found & (Window - 1)], _re[found & (Window - 1)]) / Math.Tau;
        // The phase at a bin is that in the window's middle, half a turn on for each bin.
        _turns = phase - (side * 0.5);
        (_meanRe, _meanPower) = (Math.Sqrt(most) / (Window * Sinc(side)), 0);
        foreach (var sample in _samples)
            _meanPower += sample.MagnitudeSquared / Window;
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-6 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private double At(int bin)
    {
        var i = bin & (Window - 1);
        return ((double)_re[i] * _re[i]) + ((double)_im[i] * _im[i]);
    }

    private void Turn(Span<Complex32> turned)
    {
        var norm = 4 * _theta / (1 + (2 * _theta) + (_theta * _theta));
        for (var b = 0; b < Blocks; b++)
        {
            var block = turned.Slice(b * Block, Block);
            _mixer.Begin(_turns, _frequency);
            _mixer.Process(_samples.AsSpan(b * Block, Block), block);
            float re = 0, im = 0, power = 0;
            foreach (var sample in block)
                (re, im, power) = (re + sample.Re, im + sample.Im, power + sample.MagnitudeSquared);
            _meanRe += _share * ((re / Block) - _meanRe);
            _meanPower += _share * ((power / Block) - _meanPower);
            var error = _meanRe > 0 ? Math.Clamp(im / Block / _meanRe / Math.Tau, -0.25, 0.25) : 0;
            _turns += (_frequency * Block) + (norm * error);
            _turns -= Math.Floor(_turns);
            _frequency += _theta * norm * error / Block;
        }
    }
}
