using GroundTerminal.Devices;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>A reader whose beginning was read already: gives that again, then what follows.</summary>
/// <param name="beginning">All that was read.</param>
/// <param name="rest">The reader, after it. Disposed with this.</param>
public sealed class ReplayReader(AutoStretch beginning, ISampleReader rest) : ISampleReader
{
    private int _given;

    /// <inheritdoc/>
    public string Description => rest.Description;

    /// <inheritdoc/>
    public SampleKind Kind => rest.Kind;

    /// <inheritdoc/>
    public double SampleRateHz => rest.SampleRateHz;

    /// <inheritdoc/>
    public double? CenterFrequencyHz => rest.CenterFrequencyHz;

    /// <inheritdoc/>
    public DateTimeOffset? StartTime => rest.StartTime;

    /// <inheritdoc/>
    public long? TotalSamples => rest.TotalSamples;

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks => rest.Remarks;

    /// <inheritdoc/>
    public DateTimeOffset? TimeOf(long sample) => rest.TimeOf(sample);

    /// <inheritdoc/>
    public int Read(Span<float> destination)
    {
        var n = Again(beginning.Audio, destination);
        return n == destination.Length ? n : n + rest.Read(destination[n..]);
    }

    /// <inheritdoc/>
    public int Read(Span<Complex32> destination)
    {
        var n = Again(beginning.Iq, destination);
        return n == destination.Length ? n : n + rest.Read(destination[n..]);
    }

    /// <inheritdoc/>
    public void Dispose() => rest.Dispose();

    private int Again<T>(T[] samples, Span<T> destination)
    {
        var n = Math.Clamp(samples.Length - _given, 0, destination.Length);
        samples.AsSpan(Math.Min(_given, samples.Length), n).CopyTo(destination);
        _given += n;
        return n;
    }
}
