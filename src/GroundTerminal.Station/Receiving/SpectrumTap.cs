using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>Copies a stretch of the stream now and then for whoever draws its spectrum: one slot, no lock, the loop never waits for it.</summary>
public sealed class SpectrumTap
{
    private readonly Complex32[] _samples;
    private readonly long _interval;
    private long _first, _next;
    private int _filled, _ready;

    /// <param name="length">Samples copied at a time, 1 or more.</param>
    /// <param name="intervalSamples">Least distance from the start of one copy to the next, samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">length is below 1.</exception>
    public SpectrumTap(int length, long intervalSamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _samples = new Complex32[length];
        _interval = intervalSamples;
    }

    /// <summary>Samples copied at a time.</summary>
    public int Length => _samples.Length;

    /// <summary>Loop thread: offers a block. A loss inside a copy starts it anew.</summary>
    public void Offer(ReadOnlySpan<Complex32> block, long firstSample)
    {
        if (Volatile.Read(ref _ready) != 0 || firstSample < _next)
            return;
        if (_filled == 0 || firstSample != _first + _filled)
            (_first, _filled) = (firstSample, 0);
        int take = Math.Min(block.Length, _samples.Length - _filled);
        block[..take].CopyTo(_samples.AsSpan(_filled));
        _filled += take;
        if (_filled < _samples.Length)
            return;
        (_next, _filled) = (_first + _interval, 0);
        Volatile.Write(ref _ready, 1);
    }

    /// <summary>The one reader: takes the copy, if there is a new one.</summary>
    /// <param name="destination">At least <see cref="Length"/> long.</param>
    /// <param name="firstSample">Index of its first sample.</param>
    public bool TryTake(Span<Complex32> destination, out long firstSample)
    {
        firstSample = 0;
        if (Volatile.Read(ref _ready) == 0)
            return false;
        firstSample = _first;
        _samples.CopyTo(destination);
        Volatile.Write(ref _ready, 0);
        return true;
    }
}
