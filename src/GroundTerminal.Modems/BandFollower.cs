using System.Numerics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>The front end that all receivers for a carrier share: transforms the stream block by block and says where the signal most probably is.</summary>
/// <remarks>
/// The search looks one transform ahead, so that the start of a burst is already received at the right place. Where nothing is said of the place, complex baseband is taken to be tuned to the
/// signal within a tenth of the sample rate; one candidate more may lie anywhere in it.
/// </remarks>
internal sealed class BandFollower
{
    /// <summary>Of a signal's power, what lies beyond a width that is taken to hold it.</summary>
    private const float ShareBeyond = 0.15f;
    private readonly SearchTarget[] _targets;
    private readonly CarrierSearch[] _searches;
    private readonly float[] _power;
    private readonly double[][] _centers;
    private readonly int[] _inside;
    private readonly int _firstBin;
    private readonly bool _isReal;
    private long _held;

    /// <param name="options">Sample rate and kind, and where to search.</param>
    /// <param name="samplesPerTransform">Least length of a transform.</param>
    /// <param name="targets">What is searched for.</param>
    public BandFollower(ReceiverOptions options, double samplesPerTransform, params ReadOnlySpan<SearchTarget> targets)
    {
        var real = options.SampleKind == SampleKind.Audio;
        var size = PowerOfTwo(Math.Max(64, samplesPerTransform));
        Analyzer = new SpectrumAnalyzer(size, real);
        _isReal = real;
        BinHz = options.SampleRateHz / size;
        _firstBin = real ? 0 : -size / 2;
        (HeldRe, HeldIm) = (new float[size], new float[size]);
        _power = new float[real ? size / 2 : size];
        (_targets, _inside) = (targets.ToArray(), new int[targets.Length]);
        (_searches, _centers) = (new CarrierSearch[targets.Length], new double[targets.Length][]);
        for (var t = 0; t < targets.Length; t++)
        {
            var (low, high) = SearchRange(options, targets[t].WidthHz);
            // Where there is no room for another signal beside one, one is enough.
            _inside[t] = Math.Clamp((int)((high - low) / targets[t].WidthHz), 1, targets[t].Signals);
            var elsewhere = !real && options.OffsetHz is null && options.SearchBandwidthHz is null;
            _searches[t] = new CarrierSearch(
                _power.Length, (int)(targets[t].WidthHz / BinHz), (int)(low / BinHz) - _firstBin, (int)(high / BinHz) - _firstBin, _inside[t], (int)(targets[t].GapHz / BinHz), elsewhere);
            _centers[t] = new double[_searches[t].Centers.Length];
        }
    }

    /// <summary>For a signal whose centre is known and not searched.</summary>
    public BandFollower(ReceiverOptions options, double samplesPerTransform, double fixedHz)
        : this(options, samplesPerTransform) => _centers = [[fixedHz / BinHz]];

    public SpectrumAnalyzer Analyzer { get; }

    /// <summary>Spacing of the transform's bins, Hz.</summary>
    public double BinHz { get; }

    /// <summary>The transform that <see cref="Centers"/> speaks of.</summary>
    public float[] HeldRe { get; }

    /// <summary>Imaginary parts of the same.</summary>
    public float[] HeldIm { get; }

    /// <summary>Centres of the candidates for a target, in bins.</summary>
    public ReadOnlySpan<double> Centers(int target = 0) => _centers[target];

    /// <summary>Whether a candidate is worth receiving: a signal may be there, or it is one of those that are received in any case.</summary>
    public bool IsWanted(int target, int candidate) =>
        _searches.Length == 0 || (_targets[target].Always && candidate < _inside[target]) || _searches[target].Noticed[candidate];

    /// <summary>Whether the signal of a candidate reaches beyond a width, wherever that lies within a distance from the centre; where that cannot be told, true.</summary>
    public bool IsWider(int target, int candidate, double widthHz, double withinHz)
    {
        if (_searches.Length == 0)
            return true;
        var middle = _searches[target].Centers[candidate];
        var (low, high) = (Math.Max(0, middle - (int)(withinHz / BinHz)), Math.Min(_power.Length, middle + (int)(withinHz / BinHz) + 1));
        return SpectralSpread.Exceeds(_power.AsSpan(low, high - low), (int)(widthHz / BinHz), _searches[target].NoisePower, ShareBeyond);
    }

    /// <summary>Samples of delay.</summary>
    public int Latency => 2 * Analyzer.Step;

    public static int PowerOfTwo(double atLeast) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(atLeast));

    /// <summary>Takes samples until the next transform can be received or no samples are left.</summary>
    public bool Next(ref ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            Hold();
            if (Analyzer.Next(ref samples) && Decide())
                return true;
        }
        return false;
    }

    /// <summary>Takes samples until the next transform can be received or no samples are left.</summary>
    public bool Next(ref ReadOnlySpan<Complex32> samples)
    {
        while (!samples.IsEmpty)
        {
            Hold();
            if (Analyzer.Next(ref samples) && Decide())
                return true;
        }
        return false;
    }

    public void Reset()
    {
        Analyzer.Reset();
        Array.ForEach(_searches, s => s.Reset());
        _held = 0;
    }

    /// <summary>Keeps the last transform before the next one takes its place.</summary>
    private void Hold()
    {
        if (_held == Analyzer.Count)
            return;
        Analyzer.SpectrumRe.CopyTo(HeldRe, 0);
        Analyzer.SpectrumIm.CopyTo(HeldIm, 0);
        // A sound card's offset from zero, which wide AFSK reaches down to.
        if (_isReal)
            (HeldRe[0], HeldIm[0]) = (0, 0);
        _held = Analyzer.Count;
    }

    private bool Decide()
    {
        if (_searches.Length > 0)
            Analyzer.Power(_power);
        for (var t = 0; t < _searches.Length; t++)
        {
            _searches[t].Process(_power);
            for (var i = 0; i < _centers[t].Length; i++)
                _centers[t][i] = _searches[t].Centers[i] + _firstBin;
        }
        return Analyzer.Count >= 2;
    }

    private static (double Low, double High) SearchRange(ReceiverOptions options, double widthHz)
    {
        var real = options.SampleKind == SampleKind.Audio;
        var nyquist = options.SampleRateHz / 2;
        var (low, high) = real ? (0, nyquist) : (-options.SampleRateHz / 10, options.SampleRateHz / 10);
        var width = options.SearchBandwidthHz ?? (options.OffsetHz is null || !real ? high - low : 2 * widthHz);
        var middle = options.OffsetHz ?? ((low + high) / 2);
        (low, high) = (middle - (width / 2), middle + (width / 2));
        var edge = real ? widthHz / 2 : 0;
        return (Math.Max(low, real ? edge : -nyquist), Math.Min(high, nyquist - edge));
    }
}
