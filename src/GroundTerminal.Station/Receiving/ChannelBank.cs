using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>The loop thread's filter bank: cuts channels out of a wide stream, one forward transform for all of them, and hands each channel's samples to the workers.</summary>
/// <remarks>While no channel listens nothing is transformed.</remarks>
internal sealed class ChannelBank
{
    private readonly Channelizer _channelizer;
    private readonly CutChannel[] _channels;
    private SampleBlockInfo _info;
    private long _end;
    private bool _runs;

    /// <param name="plan">The stream's filter bank.</param>
    /// <param name="channels">What is cut out.</param>
    public ChannelBank(ChannelizerPlan plan, CutChannel[] channels) => (_channelizer, _channels) = (new Channelizer(plan), channels);

    /// <summary>Takes the next block.</summary>
    public void Process(ReadOnlySpan<Complex32> block, in SampleBlockInfo info)
    {
        bool wanted = false;
        foreach (CutChannel channel in _channels)
        {
            channel.Begin(info);
            wanted |= channel.IsActive;
        }
        if (wanted && !_runs)
            _channelizer.Restart(info.FirstSample);
        (_runs, _info, _end) = (wanted, info, info.FirstSample + block.Length);
        if (!wanted)
            return;
        while (_channelizer.Process(ref block))
            Extract(long.MaxValue);
        foreach (CutChannel channel in _channels)
            channel.HandOver();
    }

    /// <summary>The stream breaks off: gives out what is inside.</summary>
    /// <param name="next">Index of the sample that it goes on with.</param>
    public void Interrupt(long next)
    {
        while (_runs && _channelizer.Next < _end)
        {
            _channelizer.Drain();
            Extract(_end);
        }
        foreach (CutChannel channel in _channels)
            channel.Interrupt(next);
        _channelizer.Restart(next);
    }

    private void Extract(long end)
    {
        foreach (CutChannel channel in _channels)
            channel.Extract(_channelizer, _info, end);
    }
}
