namespace GroundTerminal.Devices.Difi;

/// <summary>The time of every sample of a stream, in picoseconds, from its index: exact by integers, so nothing adds up. Where blocks say another UTC, it is drawn there slowly.</summary>
/// <remarks>A UTC that comes from a machine's clock jumps about; a receiver takes a jump for lost samples. The time moves by 200 ppm at most, and is set anew only where it is 100 ms off.</remarks>
public sealed class SampleTimebase
{
    private const long Tolerated = 200_000, Step = VitaTime.PerSecond / 10, SlewDivisor = 5000;
    private const int RateSteps = 1 << 20;
    private readonly Int128 _rate;
    private long _anchorSample, _lastSample;
    private Int128 _anchor;
    private bool _begun;

    /// <param name="sampleRateHz">Sample rate, Hz, held in steps of 2⁻²⁰ Hz as context packets carry it.</param>
    public SampleTimebase(double sampleRateHz) => _rate = (Int128)Math.Round(sampleRateHz * RateSteps);

    /// <summary>How often it was set anew after the first time.</summary>
    public int Steps { get; private set; }

    /// <summary>A block begins.</summary>
    /// <param name="sample">Index of its first sample.</param>
    /// <param name="utc">UTC of that.</param>
    public void Observe(long sample, DateTimeOffset utc)
    {
        Int128 given = VitaTime.From(utc).Picoseconds, off = given - At(sample).Picoseconds;
        if (!_begun || Int128.Abs(off) > Step)
        {
            Steps += _begun ? 1 : 0;
            (_anchorSample, _anchor, _begun) = (sample, given, true);
        }
        else if (Int128.Abs(off) > Tolerated)
        {
            Int128 most = Duration(sample - _lastSample) / SlewDivisor;
            _anchor += Int128.Clamp(off, -most, most);
        }
        _lastSample = sample;
    }

    /// <summary>The time of a sample.</summary>
    public VitaTime At(long sample) => new(_anchor + Duration(sample - _anchorSample));

    private Int128 Duration(long samples) => (Int128)samples * VitaTime.PerSecond * RateSteps / _rate;
}
