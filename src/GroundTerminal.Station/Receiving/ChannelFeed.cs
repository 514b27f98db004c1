using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>A lock-free ring of one cut-out channel's samples, from the loop to whichever worker demodulates it. Allocates in the constructor only.</summary>
/// <remarks>The loop appends piece by piece to a block and hands it over whole. Where the ring is full the samples are dropped and counted: the reader sees it by their index.</remarks>
public sealed class ChannelFeed
{
    private readonly SpscCursor _cursor;
    private readonly Complex32[] _samples;
    private readonly int[] _lengths;
    private readonly FeedBlock[] _blocks;
    private readonly int _blockLength;
    private int _writing, _reading, _length;
    private bool _open;
    private long _dropped;

    /// <param name="blocks">Number of blocks: a power of two, 2 or more.</param>
    /// <param name="blockLength">Longest block, samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">blocks is no power of two.</exception>
    public ChannelFeed(int blocks, int blockLength)
    {
        _cursor = new SpscCursor(blocks);
        (_blockLength, _samples) = (blockLength, new Complex32[(long)blocks * blockLength]);
        (_lengths, _blocks) = (new int[blocks], new FeedBlock[blocks]);
    }

    /// <summary>Blocks that wait.</summary>
    public int Fill => _cursor.Count;

    /// <summary>Channel samples lost because the demodulation was too slow.</summary>
    public long DroppedSamples => Volatile.Read(ref _dropped);

    /// <summary>Writer: whether samples of an index can be appended to the block that is open, or a new one is opened for them.</summary>
    /// <param name="count">Samples, 0 to the block length.</param>
    /// <param name="block">Accounts for them.</param>
    /// <returns>False where the ring is full.</returns>
    internal bool TryOpen(int count, in FeedBlock block)
    {
        if (_open && (_length + count > _blockLength || _blocks[_writing].Info.FirstSample + _length != block.Info.FirstSample || _blocks[_writing].Doppler != block.Doppler))
            HandOver();
        if (_open)
            return true;
        if (!_cursor.TryBeginWrite(out _writing))
            return false;
        (_open, _length, _blocks[_writing]) = (true, 0, block);
        return true;
    }

    /// <summary>Writer: appends, after <see cref="TryOpen"/> said that it can.</summary>
    internal void Append(ReadOnlySpan<Complex32> samples)
    {
        samples.CopyTo(_samples.AsSpan((_writing * _blockLength) + _length));
        _length += samples.Length;
    }

    /// <summary>Writer: counts samples that had no room.</summary>
    internal void CountLoss(int samples) => Volatile.Write(ref _dropped, _dropped + samples);

    /// <summary>Writer: hands over the block that is open, if there is one.</summary>
    internal void HandOver()
    {
        if (!_open)
            return;
        (_lengths[_writing], _open) = (_length, false);
        _cursor.EndWrite();
    }

    /// <summary>Writer: hands over what there is and says that the stream breaks off behind it.</summary>
    /// <returns>False where the ring is full, so that it cannot be said yet.</returns>
    internal bool TryBreak()
    {
        if (!_open && !TryOpen(0, default))
            return false;
        _blocks[_writing] = _blocks[_writing] with { Breaks = true };
        HandOver();
        return true;
    }

    /// <summary>Reader: takes the oldest block.</summary>
    internal bool TryBeginRead(out ReadOnlySpan<Complex32> samples, out FeedBlock block)
    {
        bool filled = _cursor.TryBeginRead(out _reading);
        samples = filled ? _samples.AsSpan(_reading * _blockLength, _lengths[_reading]) : default;
        block = filled ? _blocks[_reading] : default;
        return filled;
    }

    /// <summary>Reader: gives the block back.</summary>
    internal void EndRead() => _cursor.EndRead();
}
