using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>A lock-free bounded queue of frames from one loop thread to the one thread that stores them. Allocates in the constructor only.</summary>
public sealed class FrameQueue
{
    private readonly SpscCursor _cursor;
    private readonly QueuedFrame[] _frames;
    private readonly int[] _lengths;
    private readonly byte[] _payloads;
    private int _reading;
    private long _dropped;

    /// <param name="slots">Frames that it holds: a power of two, 2 or more.</param>
    /// <param name="maxPayload">Longest payload, bytes, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of its range.</exception>
    public FrameQueue(int slots, int maxPayload)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPayload, 1);
        _cursor = new SpscCursor(slots);
        _frames = new QueuedFrame[slots];
        _lengths = new int[slots];
        _payloads = new byte[(long)slots * maxPayload];
        MaxPayload = maxPayload;
    }

    /// <summary>Longest payload, bytes.</summary>
    public int MaxPayload { get; }

    /// <summary>Frames that it holds at most.</summary>
    public int Capacity => _cursor.Capacity;

    /// <summary>Frames that wait.</summary>
    public int Count => _cursor.Count;

    /// <summary>The most frames that ever waited.</summary>
    public int HighWater => _cursor.HighWater;

    /// <summary>Frames lost because the queue was full or the payload longer than <see cref="MaxPayload"/>.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Writer: copies a frame in, or counts it as lost.</summary>
    /// <returns>False where it was lost.</returns>
    public bool TryWrite(in QueuedFrame frame, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxPayload || !_cursor.TryBeginWrite(out int slot))
        {
            Volatile.Write(ref _dropped, _dropped + 1);
            return false;
        }
        _frames[slot] = frame;
        _lengths[slot] = payload.Length;
        payload.CopyTo(_payloads.AsSpan(slot * MaxPayload));
        _cursor.EndWrite();
        return true;
    }

    /// <summary>Reader: takes the oldest frame.</summary>
    /// <param name="frame">What is known of it.</param>
    /// <param name="payload">Its payload, valid until <see cref="EndRead"/>.</param>
    /// <returns>False where no frame waits.</returns>
    public bool TryBeginRead(out QueuedFrame frame, out ReadOnlySpan<byte> payload)
    {
        bool filled = _cursor.TryBeginRead(out _reading);
        frame = filled ? _frames[_reading] : default;
        payload = filled ? _payloads.AsSpan(_reading * MaxPayload, _lengths[_reading]) : default;
        return filled;
    }

    /// <summary>Reader: gives the slot of the last successful <see cref="TryBeginRead"/> back.</summary>
    public void EndRead() => _cursor.EndRead();
}
