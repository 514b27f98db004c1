using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>Puts frames of a modem of the user's own into a channel's queue, with the time of their first symbol. One thread writes frames, one says when samples came.</summary>
/// <param name="queue">The channel's queue.</param>
/// <param name="channel">Index of the channel in the station.</param>
/// <param name="offsetHz">Where the channel's samples have their 0 Hz, Hz from that of the radio.</param>
/// <param name="channelRateHz">Sample rate that the modem gets, Hz.</param>
/// <param name="radioRateHz">Sample rate of the radio, Hz.</param>
public sealed class PluginMail(FrameQueue queue, int channel, double offsetHz, double channelRateHz, double radioRateHz) : IPluginFrameSink
{
    private readonly Lock _lock = new();
    private SampleBlockInfo _block;
    private long _frames;
    private float _snrDb = float.NaN, _offsetHz = float.NaN;

    /// <summary>For the channel's status.</summary>
    public ReceiverStatistics Statistics => new(Interlocked.Read(ref _frames), 0, 0, 0, Volatile.Read(ref _snrDb), Volatile.Read(ref _offsetHz));

    /// <summary>Says when samples came, before the modem gets them.</summary>
    public void Follow(in SampleBlockInfo info)
    {
        lock (_lock)
            _block = info;
    }

    /// <inheritdoc/>
    public void OnFrame(in PluginFrame frame, ReadOnlySpan<byte> payload)
    {
        SampleBlockInfo block;
        lock (_lock)
            block = _block;
        float carrierHz = (float)(offsetHz + (float.IsFinite(frame.FrequencyOffsetHz) ? frame.FrequencyOffsetHz : 0));
        queue.TryWrite(
            new QueuedFrame(
                channel,
                (long)Math.Round(frame.FirstSample * (radioRateHz / channelRateHz)),
                Utc(block, frame.FirstSample),
                float.IsFinite(frame.SnrDb) ? frame.SnrDb : float.NaN,
                carrierHz,
                float.NaN,
                (frame.Flags & PluginFrame.Inverted) != 0,
                (int)Math.Min(frame.CorrectedBits, int.MaxValue),
                HeaderPlausible: true,
                (frame.Flags & PluginFrame.Checked) != 0)
            {
                UtcUncertainty = block.UtcUncertainty,
                EndUtc = Utc(block, frame.EndSample),
                LengthSamples = (long)Math.Round((frame.EndSample - frame.FirstSample) * (radioRateHz / channelRateHz)),
            },
            payload);
        Interlocked.Increment(ref _frames);
        Volatile.Write(ref _snrDb, frame.SnrDb);
        Volatile.Write(ref _offsetHz, float.IsFinite(frame.FrequencyOffsetHz) ? carrierHz : float.NaN);
    }

    private DateTimeOffset Utc(in SampleBlockInfo block, ulong sample) =>
        block.FirstSampleUtc.AddTicks((long)Math.Round(((long)sample - block.FirstSample) / channelRateHz * TimeSpan.TicksPerSecond));
}
