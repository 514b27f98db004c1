using System.Runtime.InteropServices;

namespace GroundTerminal.Dsp;

/// <summary>The two indices of a bounded single-producer single-consumer queue, without a lock: which slot to write, which to read.</summary>
/// <remarks>
/// One thread calls the write side, one the read side; any thread may read the properties. Slots belong to the caller.
/// L. Lamport, Specifying Concurrent Program Modules, 1983; with each side's copy of the other index as in
/// P. P. C. Lee, T. Bu, G. Chandranmenon, A Lock-Free, Cache-Efficient Shared Ring Buffer, ANCS 2009.
/// </remarks>
public sealed class SpscCursor
{
    private readonly int _mask;
    private Indices _indices;

    /// <param name="capacity">Number of slots: a power of two, 2 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public SpscCursor(int capacity)
    {
        if (capacity < 2 || (capacity & (capacity - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "The capacity must be a power of two, 2 or more.");
        Capacity = capacity;
        _mask = capacity - 1;
    }

    /// <summary>Number of slots.</summary>
    public int Capacity { get; }

    /// <summary>Slots that are filled and not yet given back.</summary>
    public int Count => (int)Math.Max(0, Volatile.Read(ref _indices.Written) - Volatile.Read(ref _indices.Read));

    /// <summary>Slots filled since construction.</summary>
    public long Written => Volatile.Read(ref _indices.Written);

    /// <summary>The most slots ever filled at once.</summary>
    public int HighWater => Volatile.Read(ref _indices.HighWater);

    /// <summary>Writer: finds the slot to write next.</summary>
    /// <param name="slot">Index of the slot, 0 to Capacity − 1; the writer's until <see cref="EndWrite"/>.</param>
    /// <returns>False where all slots are filled.</returns>
    public bool TryBeginWrite(out int slot)
    {
        long written = _indices.Written;
        slot = (int)written & _mask;
        if (written - _indices.ReadSeenByWriter < Capacity)
            return true;
        _indices.ReadSeenByWriter = Volatile.Read(ref _indices.Read);
        return written - _indices.ReadSeenByWriter < Capacity;
    }

    /// <summary>Writer: hands the slot of the last successful <see cref="TryBeginWrite"/> to the reader.</summary>
    public void EndWrite()
    {
        long written = _indices.Written + 1;
        Volatile.Write(ref _indices.Written, written);
        if (written - _indices.ReadSeenByWriter > _indices.HighWater)
            RaiseHighWater(written);
    }

    /// <summary>Reader: finds the slot to read next.</summary>
    /// <param name="slot">Index of the slot, 0 to Capacity − 1; the reader's until <see cref="EndRead"/>.</param>
    /// <returns>False where no slot is filled.</returns>
    public bool TryBeginRead(out int slot)
    {
        long read = _indices.Read;
        slot = (int)read & _mask;
        if (read < _indices.WrittenSeenByReader)
            return true;
        _indices.WrittenSeenByReader = Volatile.Read(ref _indices.Written);
        return read < _indices.WrittenSeenByReader;
    }

    /// <summary>Reader: gives the slot of the last successful <see cref="TryBeginRead"/> back to the writer.</summary>
    public void EndRead() => Volatile.Write(ref _indices.Read, _indices.Read + 1);

    private void RaiseHighWater(long written)
    {
        _indices.ReadSeenByWriter = Volatile.Read(ref _indices.Read);
        int used = (int)(written - _indices.ReadSeenByWriter);
        if (used > _indices.HighWater)
            Volatile.Write(ref _indices.HighWater, used);
    }

    // The writer's fields and the reader's lie two cache lines apart, from each other and from neighbours (adjacent-line prefetch).
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Indices
    {
        [FieldOffset(128)]
        public long Written;
        [FieldOffset(136)]
        public long ReadSeenByWriter;
        [FieldOffset(144)]
        public int HighWater;
        [FieldOffset(256)]
        public long Read;
        [FieldOffset(264)]
        public long WrittenSeenByReader;
    }
}
