namespace GroundTerminal.Station.Transmitting;

/// <summary>Remembers when the transmitter was keyed, and says when it may be again. One thread; others may read <see cref="Share"/>.</summary>
/// <remarks>A sliding window: at no moment is the keyed time of the last <see cref="TransmitLimits.Window"/> above its share.</remarks>
public sealed class DutyMeter(TransmitLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Queue<(TimeSpan From, TimeSpan To)> _bursts = new();
    private TimeSpan _freeAt;

    /// <summary>Keyed time that the window allows.</summary>
    public TimeSpan Allowed => limits.Window * limits.MostShare;

    /// <summary>How long to wait before a burst of that length may begin; null where it never may.</summary>
    /// <param name="now">On any clock that does not jump.</param>
    /// <param name="length">Keyed time.</param>
    public TimeSpan? WaitFor(TimeSpan now, TimeSpan length)
    {
        if (length > Allowed)
            return null;
        lock (_lock)
        {
            TimeSpan wait = _freeAt > now ? _freeAt - now : TimeSpan.Zero;
            // At its end the window must hold no more: what of the older ones is too much must have left it by then.
            TimeSpan left = Allowed - length;
            foreach (var (from, to) in _bursts.Reverse())
            {
                if (to - from > left)
                    return Later(wait, to - left + limits.Window - length - now);
                left -= to - from;
            }
            return wait;
        }
    }

    /// <summary>Remembers a burst.</summary>
    public void Add(TimeSpan from, TimeSpan to)
    {
        lock (_lock)
        {
            _bursts.Enqueue((from, to));
            _freeAt = to + limits.CoolDown;
            while (_bursts.Peek().To < to - limits.Window)
                _bursts.Dequeue();
        }
    }

    /// <summary>Share of the last window in which the transmitter was keyed.</summary>
    public double Share(TimeSpan now)
    {
        lock (_lock)
            return KeyedSince(now - limits.Window) / limits.Window;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private TimeSpan KeyedSince(TimeSpan time)
    {
        TimeSpan sum = TimeSpan.Zero;
        foreach (var (from, to) in _bursts)
        {
            if (to > time)
                sum += to - (from > time ? from : time);
        }
        return sum;
    }
}
