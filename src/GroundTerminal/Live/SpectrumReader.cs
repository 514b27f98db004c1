using System.Diagnostics;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>The stream's power spectrum, computed when somebody asks for it and there are new samples; never in the loop.</summary>
public sealed class SpectrumReader(SpectrumTap tap, double sampleRateHz, double centerFrequencyHz)
{
    /// <summary>Number of bins.</summary>
    public const int Bins = 1024;

    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(0.5), OneCopy = TimeSpan.FromSeconds(0.15);
    private readonly Lock _lock = new();
    private readonly PowerSpectrum _spectrum = new(Bins);
    private readonly Complex32[] _samples = new Complex32[tap.Length];
    private readonly float[] _powerDb = new float[Bins];
    private long _asked;
    private SpectrumStatus _last = new(0, sampleRateHz, centerFrequencyHz, []);

    /// <summary>The newest spectrum; without bins before the first.</summary>
    /// <remarks>The copy that waits is as old as the last question: after a pause it is thrown away and the next one waited for.</remarks>
    public async Task<SpectrumStatus> ReadAsync(CancellationToken cancellation)
    {
        if (DiscardStale())
            await Task.Delay(OneCopy, cancellation).ConfigureAwait(false);
        return Read();
    }

    private bool DiscardStale()
    {
        lock (_lock)
        {
            bool stale = _asked == 0 || Stopwatch.GetElapsedTime(_asked) > Stale;
            _asked = Stopwatch.GetTimestamp();
            return stale && tap.TryTake(_samples, out _);
        }
    }

    private SpectrumStatus Read()
    {
        lock (_lock)
        {
            if (tap.TryTake(_samples, out long firstSample))
            {
                _spectrum.Process(_samples, _powerDb);
                _last = _last with { Sample = firstSample, PowerDb = [.. _powerDb.Select(p => Math.Round(p, 1))] };
            }
            return _last;
        }
    }
}
