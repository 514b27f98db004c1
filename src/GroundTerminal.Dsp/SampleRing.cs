namespace GroundTerminal.Dsp;

/// <summary>A lock-free ring of sample blocks between one writing and one reading thread. Allocates in the constructor only.</summary>
/// <remarks>A block is written in place and read in place. Where the ring is full the writer is told so at once and says what it lost with <see cref="CountLoss"/>.</remarks>
public sealed class SampleRing
{
    private readonly SpscCursor _cursor;
    private readonly Complex32[] _samples;
    private readonly int[] _lengths;
    private readonly SampleBlockInfo[] _infos;
    private int _writing, _reading;
    private long _droppedSamples, _droppedBlocks;

    /// <param name="blocks">Number of blocks: a power of two, 2 or more.</param>
    /// <param name="blockLength">Longest block, in samples, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of its range.</exception>
    public SampleRing(int blocks, int blockLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockLength, 1);
        _cursor = new SpscCursor(blocks);
        _samples = new Complex32[(long)blocks * blockLength];
        _lengths = new int[blocks];
        _infos = new SampleBlockInfo[blocks];
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
    public long DroppedSamples => Volatile.Read(ref _droppedSamples);

    /// <summary>Blocks lost because the ring was full.</summary>
    public long DroppedBlocks => Volatile.Read(ref _droppedBlocks);

    /// <summary>Writer: takes the next free block.</summary>
    /// <param name="block">BlockLength long, with old content; empty where the ring is full.</param>
    /// <returns>False where the ring is full.</returns>
    public bool TryBeginWrite(out Span<Complex32> block)
    {
        bool free = _cursor.TryBeginWrite(out _writing);
        block = free ? _samples.AsSpan(_writing * BlockLength, BlockLength) : default;
        return free;
    }

    /// <summary>Writer: hands over the block of the last successful <see cref="TryBeginWrite"/>.</summary>
    /// <param name="length">Samples written, 0 to BlockLength.</param>
    /// <param name="info">Accounts for them.</param>
    /// <exception cref="ArgumentOutOfRangeException">length is outside that range.</exception>
    public void EndWrite(int length, in SampleBlockInfo info)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)BlockLength, nameof(length));
        _lengths[_writing] = length;
        _infos[_writing] = info;
        _cursor.EndWrite();
    }

    /// <summary>Writer: counts one block that had no room.</summary>
    /// <param name="samples">Samples lost with it.</param>
    public void CountLoss(long samples)
    {
        Volatile.Write(ref _droppedSamples, _droppedSamples + samples);
        Volatile.Write(ref _droppedBlocks, _droppedBlocks + 1);
    }

    /// <summary>Reader: takes the oldest block.</summary>
    /// <param name="block">Its samples, valid until <see cref="EndRead"/>; empty where there is none.</param>
    /// <param name="info">Accounts for them.</param>
    /// <returns>False where no block waits.</returns>
    public bool TryBeginRead(out ReadOnlySpan<Complex32> block, out SampleBlockInfo info)
    {
        bool filled = _cursor.TryBeginRead(out _reading);
        block = filled ? _samples.AsSpan(_reading * BlockLength, _lengths[_reading]) : default;
        info = filled ? _infos[_reading] : default;
        return filled;
    }

    /// <summary>Reader: gives the block of the last successful <see cref="TryBeginRead"/> back.</summary>
    public void EndRead() => _cursor.EndRead();
}
