using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GroundTerminal.Dsp;

/// <summary>A lock-free ring of sample blocks between one writing and one reading thread. Allocates in the constructor only.</summary>
/// <remarks>
/// A block is written in place and read in place. Where the ring is full the writer is told so at once and says what it lost with <see cref="CountLoss"/>.
/// The reader waits on the block's own head, a cache line that brings what is known of the block with the news that it is there:
/// J. Giacomoni, T. Moseley, M. Vachharajani, FastForward for Efficient Pipeline Parallelism, PPoPP 2008.
/// </remarks>
public sealed class SampleRing
{
    private readonly SpscCursor _cursor;
    private readonly Complex32[] _samples;
    private readonly BlockHead[] _heads;
    private readonly nuint _firstHead;
    private Places _places;

    /// <param name="blocks">Number of blocks: a power of two, 2 or more.</param>
    /// <param name="blockLength">Longest block, in samples, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of its range.</exception>
    public SampleRing(int blocks, int blockLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockLength, 1);
        _cursor = new SpscCursor(blocks);
        _samples = new Complex32[(long)blocks * blockLength];
        (_heads, _firstHead) = Heads(blocks);
        BlockLength = blockLength;
    }

    /// <summary>Longest block, in samples.</summary>
    public int BlockLength { get; }

    /// <summary>Number of blocks.</summary>
    public int Blocks => _cursor.Capacity;

    /// <summary>Blocks that wait to be read, the one being read included.</summary>
    public int Fill => _cursor.Count;

    /// <summary>The most blocks that ever waited.</summary>
    public int HighWater => _cursor.HighWater;

    /// <summary>Samples lost because the ring was full.</summary>
    public long DroppedSamples => Volatile.Read(ref _places.DroppedSamples);

    /// <summary>Blocks lost because the ring was full.</summary>
    public long DroppedBlocks => Volatile.Read(ref _places.DroppedBlocks);

    /// <summary>Writer: takes the next free block.</summary>
    /// <param name="block">BlockLength long, with old content; empty where the ring is full.</param>
    /// <returns>False where the ring is full.</returns>
    public bool TryBeginWrite(out Span<Complex32> block)
    {
        bool free = _cursor.TryBeginWrite(out int slot);
        _places.Writing = slot;
        block = free ? _samples.AsSpan(slot * BlockLength, BlockLength) : default;
        return free;
    }

    /// <summary>Writer: hands over the block of the last successful <see cref="TryBeginWrite"/>.</summary>
    /// <param name="length">Samples written, 0 to BlockLength.</param>
    /// <param name="info">Accounts for them.</param>
    /// <exception cref="ArgumentOutOfRangeException">length is outside that range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndWrite(int length, in SampleBlockInfo info)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)BlockLength, nameof(length));
        ref BlockHead head = ref Head(_places.Writing);
        head.Length = length;
        head.Info = info;
        Volatile.Write(ref head.Number, _cursor.Written + 1);
        _cursor.EndWrite();
    }

    /// <summary>Writer: counts one block that had no room.</summary>
    /// <param name="samples">Samples lost with it.</param>
    public void CountLoss(long samples)
    {
        Volatile.Write(ref _places.DroppedSamples, _places.DroppedSamples + samples);
        Volatile.Write(ref _places.DroppedBlocks, _places.DroppedBlocks + 1);
    }

    /// <summary>Reader: takes the oldest block.</summary>
    /// <param name="block">Its samples, valid until <see cref="EndRead"/>; empty where there is none.</param>
    /// <param name="info">Accounts for them.</param>
    /// <returns>False where no block waits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryBeginRead(out ReadOnlySpan<Complex32> block, out SampleBlockInfo info)
    {
        int slot = (int)_places.Reading & (Blocks - 1);
        ref BlockHead head = ref Head(slot);
        bool filled = Volatile.Read(ref head.Number) > _places.Reading;
        block = filled ? _samples.AsSpan(slot * BlockLength, head.Length) : default;
        info = filled ? head.Info : default;
        return filled;
    }

    /// <summary>Reader: gives the block of the last successful <see cref="TryBeginRead"/> back.</summary>
    public void EndRead()
    {
        _places.Reading++;
        _cursor.EndRead();
    }

    private ref BlockHead Head(int slot) => ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_heads), _firstHead + ((nuint)slot * BlockHead.Size));

    // One cache line a head: in memory that does not move, from the first whole line on.
    private static unsafe (BlockHead[] Heads, nuint First) Heads(int blocks)
    {
        var heads = GC.AllocateArray<BlockHead>(blocks + 1, pinned: true);
        return (heads, (0 - (nuint)Unsafe.AsPointer(ref heads[0])) % BlockHead.Size);
    }

    [StructLayout(LayoutKind.Explicit, Size = (int)Size)]
    private struct BlockHead
    {
        public const uint Size = 64;

        /// <summary>How many blocks had been written with this one.</summary>
        [FieldOffset(0)]
        public long Number;
        [FieldOffset(8)]
        public int Length;
        [FieldOffset(16)]
        public SampleBlockInfo Info;
    }

    // The writer's fields and the reader's lie two cache lines apart, from each other and from what both read.
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Places
    {
        [FieldOffset(128)]
        public int Writing;
        [FieldOffset(136)]
        public long DroppedSamples;
        [FieldOffset(144)]
        public long DroppedBlocks;
        [FieldOffset(256)]
        public long Reading;
    }
}
