using System.Diagnostics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>The radio thread's work: reads blocks and hands each to every ring. A full ring loses the block and the loss is counted, unless the radio can be held back.</summary>
public sealed class RadioReader
{
    private readonly IRadio _radio;
    private readonly SampleRing[] _rings;
    private readonly long[] _lostSinceLast;
    private readonly Complex32[] _block;
    private long _samples, _gaps, _lostByRadio;
    private bool _ended;

    /// <param name="radio">What is read.</param>
    /// <param name="rings">One a loop thread, all of the same block length.</param>
    public RadioReader(IRadio radio, SampleRing[] rings)
    {
        _radio = radio;
        _rings = rings;
        _lostSinceLast = new long[rings.Length];
        _block = new Complex32[rings[0].BlockLength];
    }

    /// <summary>Times of the hand-over (the wait for the radio is not in it) and bytes allocated.</summary>
    public ThreadMeter Meter { get; } = new();

    /// <summary>Samples read.</summary>
    public long Samples => Volatile.Read(ref _samples);

    /// <summary>How often the radio said that samples were lost before a block.</summary>
    public long Gaps => Volatile.Read(ref _gaps);

    /// <summary>Samples that the radio said were lost.</summary>
    public long LostByRadio => Volatile.Read(ref _lostByRadio);

    /// <summary>Nothing will be written to the rings any more.</summary>
    public bool Ended => Volatile.Read(ref _ended);

    /// <summary>Reads one block and hands it over.</summary>
    /// <returns>False at the end of the stream or on cancellation.</returns>
    public bool Step(CancellationToken cancellation)
    {
        int count = _radio.Read(_block, out SampleBlockInfo info, cancellation);
        if (count == 0)
            return false;
        long started = Stopwatch.GetTimestamp();
        if (info.LostBefore > 0)
        {
            Volatile.Write(ref _gaps, _gaps + 1);
            Volatile.Write(ref _lostByRadio, _lostByRadio + info.LostBefore);
        }
        for (int i = 0; i < _rings.Length; i++)
            HandOver(i, _block.AsSpan(0, count), info, cancellation);
        Volatile.Write(ref _samples, _samples + count);
        Meter.Record(started, Stopwatch.GetTimestamp(), count / _radio.SampleRateHz);
        return true;
    }

    /// <summary>Says that there is no more.</summary>
    public void End() => Volatile.Write(ref _ended, true);

    private void HandOver(int index, ReadOnlySpan<Complex32> samples, in SampleBlockInfo info, CancellationToken cancellation)
    {
        SampleRing ring = _rings[index];
        if (!TryBeginWrite(ring, out Span<Complex32> block, cancellation))
        {
            ring.CountLoss(samples.Length);
            _lostSinceLast[index] += info.LostBefore + samples.Length;
            return;
        }
        samples.CopyTo(block);
        ring.EndWrite(samples.Length, info with { LostBefore = info.LostBefore + _lostSinceLast[index] });
        _lostSinceLast[index] = 0;
    }

    private bool TryBeginWrite(SampleRing ring, out Span<Complex32> block, CancellationToken cancellation)
    {
        var idle = new IdleWait();
        while (!ring.TryBeginWrite(out block))
        {
            if (!_radio.CanBeHeldBack || cancellation.IsCancellationRequested)
                return false;
            idle.Wait();
        }
        return true;
    }
}
