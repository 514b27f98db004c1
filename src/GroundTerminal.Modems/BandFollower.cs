using System.Numerics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>The front end that all receivers for a carrier share: transforms the stream block by block and says where the signal most probably is.</summary>
/// <remarks>The search looks one transform ahead, so that the start of a burst is already received at the right place.</remarks>
internal sealed class BandFollower
{
    private readonly CarrierSearch? _search;
    private readonly float[] _power;
    private readonly double[] _centers;
    private readonly int _firstBin;
    private long _held;

    /// <param name="options">Sample rate and kind, and where to search.</param>
    /// <param name="samplesPerTransform">Least length of a transform.</param>
    /// <param name="widthHz">Width of the signal.</param>
    /// <param name="signals">How many candidates are followed at the most.</param>
    /// <param name="fixedHz">The centre, where it is known and not to be searched.</param>
    /// <param name="gapHz">Part of the width, in its middle, that holds no signal.</param>
    public BandFollower(ReceiverOptions options, double samplesPerTransform, double widthHz, int signals, double? fixedHz = null, double gapHz = 0)
    {
        var real = options.SampleKind == SampleKind.Audio;
        var size = PowerOfTwo(Math.Max(64, samplesPerTransform));
        Analyzer = new SpectrumAnalyzer(size, real);
        BinHz = options.SampleRateHz / size;
        _firstBin = real ? 0 : -size / 2;
        (HeldRe, HeldIm) = (new float[size], new float[size]);
        _power = new float[real ? size / 2 : size];
        if (fixedHz is { } center)
        {
            _centers = [center / BinHz];
            return;
        }
        var (low, high) = SearchRange(options, widthHz);
        // Where there is no room for another signal beside one, one is enough.
        signals = Math.Clamp((int)((high - low) / widthHz), 1, signals);
        _centers = new double[signals];
        _search = new CarrierSearch(_power.Length, (int)(widthHz / BinHz), (int)(low / BinHz) - _firstBin, (int)(high / BinHz) - _firstBin, signals, (int)(gapHz / BinHz));
    }

    public SpectrumAnalyzer Analyzer { get; }

    /// <summary>Spacing of the transform's bins, Hz.</summary>
    public double BinHz { get; }

    /// <summary>The transform that <see cref="Centers"/> speaks of.</summary>
    public float[] HeldRe { get; }

    /// <summary>Imaginary parts of the same.</summary>
    public float[] HeldIm { get; }

    /// <summary>Centres of the candidates in bins.</summary>
    public ReadOnlySpan<double> Centers => _centers;

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
        _search?.Reset();
        _held = 0;
    }

    /// <summary>Keeps the last transform before the next one takes its place.</summary>
    private void Hold()
    {
        if (_held == Analyzer.Count)
            return;
        Analyzer.SpectrumRe.CopyTo(HeldRe, 0);
        Analyzer.SpectrumIm.CopyTo(HeldIm, 0);
        _held = Analyzer.Count;
    }

    private bool Decide()
    {
        if (_search is not null)
        {
            Analyzer.Power(_power);
            _search.Process(_power);
            for (var i = 0; i < _centers.Length; i++)
                _centers[i] = _search.Centers[i] + _firstBin;
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
