namespace GroundTerminal.Devices;

/// <summary>Bytes of a file or pipe, forwards only, with a look ahead at the first few.</summary>
internal sealed class ByteSource : IDisposable
{
    private readonly Stream _stream;
    private readonly byte[] _ahead = new byte[16];
    private int _aheadAt;
    private int _aheadCount;

    public ByteSource(Stream stream, string name)
    {
        _stream = stream;
        Name = name;
        Length = stream.CanSeek ? stream.Length : null;
    }

    public string Name { get; }

    /// <summary>Bytes in the whole source; null for a pipe.</summary>
    public long? Length { get; }

    /// <summary>Bytes taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next bytes (at most 16, fewer at the end) without taking them; only before the first Read.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (_aheadCount < count)
        {
            var got = Guarded(_ahead.AsSpan(_aheadCount, count - _aheadCount));
            if (got == 0)
                break;
            _aheadCount += got;
        }
        return _ahead.AsSpan(0, Math.Min(count, _aheadCount));
    }

    /// <summary>Takes bytes: all that were asked for, or fewer at the end.</summary>
    public int Read(Span<byte> destination)
    {
        var total = Math.Min(destination.Length, _aheadCount - _aheadAt);
        _ahead.AsSpan(_aheadAt, total).CopyTo(destination);
        _aheadAt += total;
        while (total < destination.Length)
        {
            var got = Guarded(destination[total..]);
            if (got == 0)
                break;
            total += got;
        }
        Position += total;
        return total;
    }

    /// <summary>Skips bytes.</summary>
    /// <returns>False where the source ends first.</returns>
    public bool Skip(long count)
    {
        if (Length is { } length && length - Position < count)
            return false;
        var ahead = (int)Math.Min(count, _aheadCount - _aheadAt);
        _aheadAt += ahead;
        Position += ahead;
        count -= ahead;
        if (_stream.CanSeek)
        {
            _stream.Seek(count, SeekOrigin.Current);
            Position += count;
            return true;
        }
        var scratch = new byte[Math.Min(count, 65536)];
        while (count > 0)
        {
            var got = Read(scratch.AsSpan(0, (int)Math.Min(count, scratch.Length)));
            if (got == 0)
                return false;
            count -= got;
        }
        return true;
    }

    public void Dispose() => _stream.Dispose();

    private int Guarded(Span<byte> destination)
    {
        try
        {
            return _stream.Read(destination);
        }
        catch (IOException e)
        {
            throw new InputException($"{Name}: cannot be read on after {Position} bytes: {e.Message}", e);
        }
    }
}
