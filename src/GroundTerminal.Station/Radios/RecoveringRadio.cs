using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Radios;

/// <summary>A radio device as the loop reads it: what is lost is marked, what fails is opened again, every sample has its UTC.</summary>
public sealed class RecoveringRadio : IRadio
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromMilliseconds(100);
    private readonly IRadioStream _stream;
    private readonly TimeProvider _clock;
    private long _next;

    /// <summary>Opens the device.</summary>
    /// <exception cref="RadioException">It cannot be had.</exception>
    public RecoveringRadio(IRadioDevice device, RadioSettings settings, RecoveryOptions options, TimeProvider clock, Action<string> tell)
    {
        _stream = device.Open(settings);
        _clock = clock;
        (SampleRateHz, CenterFrequencyHz) = (_stream.SampleRateHz, _stream.CenterFrequencyHz);
    }

    public string Description => _stream.Description;

    public double SampleRateHz { get; }

    public double CenterFrequencyHz { get; }

    public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
    {
        info = default;
        while (!cancellation.IsCancellationRequested)
        {
            RadioRead read = _stream.Read(destination, ReadTimeout);
            if (read.Count == 0)
                continue;
            long first = _next + read.LostBefore;
            info = new SampleBlockInfo(first, read.FirstSampleUtc ?? _clock.GetUtcNow().AddSeconds(-read.Count / SampleRateHz), read.UtcUncertainty, read.LostBefore);
            _next = first + read.Count;
            return read.Count;
        }
        return 0;
    }

    public void Dispose() => _stream.Dispose();
}
