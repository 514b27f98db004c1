using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station.Receiving;

/// <summary>What a <see cref="FrameQueue"/> holds of a frame beside its payload.</summary>
/// <param name="Channel">Index of the channel it came from.</param>
/// <param name="Sample">Index of the sample at its first symbol since the stream began.</param>
/// <param name="Utc">UTC of that sample.</param>
/// <param name="SnrDb">Es/N0, dB.</param>
/// <param name="FrequencyOffsetHz">Carrier found, Hz from 0 Hz of the stream.</param>
/// <param name="TimingOffsetPpm">Symbol clock offset, ppm.</param>
/// <param name="Inverted">Found with the symbols inverted.</param>
/// <param name="CorrectedBits">Bits corrected.</param>
/// <param name="HeaderPlausible">False where the header is not one that the protocol would send.</param>
/// <param name="Checked">False where the framing has no check.</param>
public readonly record struct QueuedFrame(
    int Channel,
    long Sample,
    DateTimeOffset Utc,
    float SnrDb,
    float FrequencyOffsetHz,
    float TimingOffsetPpm,
    bool Inverted,
    int CorrectedBits,
    bool HeaderPlausible,
    bool Checked)
{
    /// <summary>Doppler shift that was taken off before demodulation, Hz; NaN where none was.</summary>
    public double DopplerHz { get; init; } = double.NaN;

    /// <summary>UTC of the sample after its last symbol; default where that is not known.</summary>
    public DateTimeOffset EndUtc { get; init; }

    /// <summary>Half width of the interval that <see cref="Utc"/> lies in, as far as the clock knows itself.</summary>
    public TimeSpan UtcUncertainty { get; init; }

    /// <summary>From its first symbol to its end, samples.</summary>
    public long LengthSamples { get; init; }

    /// <summary>A frame as a receiver handed it over.</summary>
    /// <param name="channel">Index of the channel.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="first">Index of the sample at its first symbol since the stream began.</param>
    /// <param name="end">Index of the sample after it.</param>
    /// <param name="info">Accounts for a block near it.</param>
    /// <param name="sampleRateHz">Rate of the stream, Hz.</param>
    /// <param name="centerHz">Where the receiver's 0 Hz lies, Hz from 0 Hz of the stream, Doppler shift apart.</param>
    /// <param name="doppler">What says the shift that was taken off; null where none was.</param>
    internal static QueuedFrame Of(int channel, in ReceivedFrame frame, long first, long end, in SampleBlockInfo info, double sampleRateHz, double centerHz, IDopplerModel? doppler)
    {
        DateTimeOffset utc = UtcOf(first, info, sampleRateHz);
        double dopplerHz = doppler?.ShiftHz(utc) ?? 0;
        return new QueuedFrame(channel, first, utc, frame.SnrDb, (float)(frame.FrequencyOffsetHz + centerHz + dopplerHz), frame.TimingOffsetPpm, frame.Inverted, frame.CorrectedBits, frame.HeaderPlausible, !frame.Unchecked)
        {
            DopplerHz = doppler is null ? double.NaN : dopplerHz,
            UtcUncertainty = info.UtcUncertainty,
            LengthSamples = end - first,
            EndUtc = UtcOf(end, info, sampleRateHz),
        };
    }

    private static DateTimeOffset UtcOf(long sample, in SampleBlockInfo info, double sampleRateHz) =>
        info.FirstSampleUtc.AddTicks((long)Math.Round((sample - info.FirstSample) / sampleRateHz * TimeSpan.TicksPerSecond));
}
