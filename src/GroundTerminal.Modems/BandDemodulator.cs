using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Several receivers side by side behind one front end.</summary>
internal sealed class BandDemodulator : IDemodulator
{
    private readonly BandFollower _follower;
    private readonly IBandReceiver[] _receivers;

    /// <param name="follower">The front end.</param>
    /// <param name="receivers">Built for this front end; each numbers its hypotheses on from those of the one before.</param>
    public BandDemodulator(BandFollower follower, params IBandReceiver[] receivers)
    {
        (_follower, _receivers) = (follower, receivers);
        foreach (var receiver in receivers)
        {
            Hypotheses += receiver.Hypotheses;
            FlushSamples = Math.Max(FlushSamples, follower.Latency + receiver.LatencySamples);
        }
    }

    public int Hypotheses { get; }

    public int FlushSamples { get; }

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink)
    {
        while (_follower.Next(ref samples))
            Receive(sink);
    }

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        while (_follower.Next(ref samples))
            Receive(sink);
    }

    public void Reset()
    {
        _follower.Reset();
        foreach (var receiver in _receivers)
            receiver.Reset();
    }

    private void Receive(ISymbolSink sink)
    {
        foreach (var receiver in _receivers)
            receiver.Receive(_follower, sink);
    }
}
