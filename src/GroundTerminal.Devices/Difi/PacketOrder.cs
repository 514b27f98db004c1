namespace GroundTerminal.Devices.Difi;

/// <summary>Puts a stream's data packets in order and says how many samples are missing between them.</summary>
/// <remarks>
/// The 4-bit count says exactly how many packets are missing, but for whole rounds of 16; the time stamps say how many rounds. Where time stamps and counts disagree by
/// more than the time stamps' own jitter, samples were missing before they were put into packets (or packets are of changing length): then the time stamps are right.
/// A packet may come late by the window; what is missing when it is over is lost. Allocates in the constructor only.
/// </remarks>
public sealed class PacketOrder
{
    private const int Recent = 64;
    private const double LeastTolerance = 2.5;
    private readonly int _window;
    private readonly PacketMark[] _held;
    private readonly long[] _places, _delivered = new long[Recent];
    private readonly Stack<int> _freed;
    private PacketMark _pending, _newest, _last;
    private long _pendingPlace = -1, _next, _newestPlace, _lastPlace;
    private int _count, _strays;
    private bool _begun, _hasLast, _unknown;
    private double _jitter;

    /// <param name="window">Packets that one may come late by: a power of two.</param>
    public PacketOrder(int window)
    {
        (_window, _held, _places, _freed) = (window, new PacketMark[window], new long[window], new Stack<int>(window + 1));
        Reset();
    }

    /// <summary>Sample rate, Hz; 0 where it is not known yet, and time stamps say nothing.</summary>
    public double SampleRateHz { get; set; }

    /// <summary>Counters.</summary>
    public PacketCounters Counters { get; private set; }

    /// <summary>Packets that wait for earlier ones.</summary>
    public int Waiting => _count + (_pendingPlace >= 0 ? 1 : 0);

    /// <summary>Takes a packet. <see cref="TryTake"/> has to be called until it says no before the next one.</summary>
    /// <returns>False where it is not wanted: it came twice, or too late.</returns>
    public bool Put(in PacketMark mark)
    {
        long place = _begun ? _newestPlace + Distance(mark) : 0;
        if (!_begun)
            (_begun, _next) = (true, 0);
        if (place < _next || (place < _next + _window && _places[place & (_window - 1)] == place))
            return Refuse(mark, place);
        _strays = 0;
        if (place > _newestPlace || !_hasLast)
            (_newest, _newestPlace) = (mark, place);
        else
            Counters = Counters with { Reordered = Counters.Reordered + 1 };
        if (place < _next + _window)
            Hold(mark, place);
        else
            (_pending, _pendingPlace) = (mark, place);
        return true;
    }

    /// <summary>Gives the next packet that is due.</summary>
    /// <param name="overdue">Packets that came no later than this are not kept waiting any more.</param>
    /// <param name="mark">It.</param>
    /// <param name="lost">Samples missing before it.</param>
    /// <param name="unknown">More may be missing: the sender began anew, or contradicts itself.</param>
    public bool TryTake(long overdue, out PacketMark mark, out long lost, out bool unknown)
    {
        (mark, lost, unknown) = (default, 0, false);
        while (!IsHeld(_next))
        {
            if (_pendingPlace >= 0 && _pendingPlace - _next < _window)
                TakeUpPending();
            else if (_pendingPlace >= 0)
                _next = _count > 0 ? _next + 1 : _pendingPlace - _window + 1;
            else if (_count == 0 || !FirstIsOverdue(overdue))
                return false;
        }
        mark = _held[_next & (_window - 1)];
        _places[_next & (_window - 1)] = -1;
        _count--;
        (lost, unknown) = Missing(mark);
        (_last, _lastPlace, _hasLast, _unknown) = (mark, _next, true, false);
        _delivered[_next % Recent] = _next;
        _next++;
        Counters = Counters with { Packets = Counters.Packets + 1, Samples = Counters.Samples + mark.Samples, LostSamples = Counters.LostSamples + lost, Gaps = Counters.Gaps + (lost > 0 || unknown ? 1 : 0) };
        return true;
    }

    /// <summary>A slot of a packet that was held and is not wanted any more.</summary>
    public bool TryTakeFreed(out int slot) => _freed.TryPop(out slot);

    private void Hold(in PacketMark mark, long place)
    {
        _held[place & (_window - 1)] = mark;
        _places[place & (_window - 1)] = place;
        _count++;
    }

    private void TakeUpPending()
    {
        Hold(_pending, _pendingPlace);
        _pendingPlace = -1;
    }

    private bool IsHeld(long place) => _places[place & (_window - 1)] == place;

    private bool FirstIsOverdue(long overdue)
    {
        long first = _next;
        while (!IsHeld(first))
            first++;
        if (_held[first & (_window - 1)].Arrived > overdue)
            return false;
        _next = first;
        return true;
    }

    private bool Refuse(in PacketMark mark, long place)
    {
        bool twice = place >= _next || _delivered[((place % Recent) + Recent) % Recent] == place;
        Counters = twice ? Counters with { Duplicates = Counters.Duplicates + 1 } : Counters with { Late = Counters.Late + 1 };
        if (++_strays <= _window)
            return false;
        for (int i = 0; i < _window; i++)
        {
            if (_places[i] >= 0)
                _freed.Push(_held[i].Slot);
        }
        Reset();
        (_unknown, Counters) = (true, Counters with { Restarts = Counters.Restarts + 1 });
        return Put(mark);
    }

    private void Reset()
    {
        Array.Fill(_places, -1);
        Array.Fill(_delivered, -1);
        (_begun, _hasLast, _count, _pendingPlace, _next, _newestPlace, _strays) = (false, false, 0, -1, 0, 0, 0);
    }

    /// <summary>Packets from the newest one to this: by the count, and by the time which round of 16.</summary>
    private long Distance(in PacketMark mark)
    {
        int ahead = (mark.Sequence - _newest.Sequence) & 15;
        if (SamplesBetween(_newest, mark) is not { } samples || _newest.Samples == 0)
            return ahead > 11 ? ahead - 16 : ahead;
        return ahead + (16 * (long)Math.Round(((samples / _newest.Samples) - ahead) / 16));
    }

    private (long Lost, bool Unknown) Missing(in PacketMark mark)
    {
        if (!_hasLast)
            return (0, _unknown);
        long packets = _next - _lastPlace - 1, counted = packets * _last.Samples;
        Counters = Counters with { LostPackets = Counters.LostPackets + packets };
        if (SamplesBetween(_last, mark) is not { } between)
            return (counted, _unknown);
        double timed = between - _last.Samples, off = timed - counted;
        if (packets == 0)
            _jitter += (Math.Min(Math.Abs(off), (4 * _jitter) + 1) - _jitter) / 32;
        if (Math.Abs(off) <= Math.Max(LeastTolerance, 6 * _jitter))
            return (counted, _unknown);
        return timed >= 0 ? ((long)Math.Round(timed), _unknown) : (counted, true);
    }

    private double? SamplesBetween(in PacketMark from, in PacketMark to) =>
        SampleRateHz > 0 && from.Time is { } a && to.Time is { } b ? (double)(b.Picoseconds - a.Picoseconds) * SampleRateHz / VitaTime.PerSecond : null;
}
