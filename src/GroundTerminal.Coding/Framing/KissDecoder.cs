namespace GroundTerminal.Coding.Framing;

/// <summary>Takes KISS frames out of a byte stream, however it is cut. Safe on any bytes; memory is fixed at construction.</summary>
/// <remarks>Tolerant as the protocol asks: what comes before the first frame end is dropped, frame ends in a row are one,
/// a byte after an escape that stands for nothing is dropped, and so is a frame that is too long. Source: see <see cref="Kiss"/>.</remarks>
public sealed class KissDecoder
{
    private readonly byte[] _frame;
    private readonly int _commandLength;
    private int _count;
    private bool _inFrame;
    private bool _escaped;
    private bool _tooLong;

    /// <param name="maxPayloadLength">Longest payload taken, at least 1; longer frames are counted in <see cref="Dropped"/>.</param>
    /// <param name="hasCommandByte">Frames begin with a command byte. False for streams of satellites that leave it out; their frames are all data of port 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPayloadLength"/> is below 1.</exception>
    public KissDecoder(int maxPayloadLength = 4096, bool hasCommandByte = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPayloadLength, 1);
        _commandLength = hasCommandByte ? 1 : 0;
        _frame = new byte[maxPayloadLength + _commandLength];
    }

    /// <summary>Frames dropped because they were too long.</summary>
    public long Dropped { get; private set; }

    /// <summary>Bytes after an escape that stood for nothing, and were dropped.</summary>
    public long BadEscapes { get; private set; }

    /// <summary>Takes bytes up to the end of the next frame.</summary>
    /// <param name="input">On return: the bytes not taken yet; empty where no frame ended.</param>
    /// <param name="frame">The frame, where there is one.</param>
    /// <returns>Whether a frame ended. Call again with the rest.</returns>
    public bool TryRead(ref ReadOnlySpan<byte> input, out KissFrame frame)
    {
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] != Kiss.FrameEnd)
            {
                Take(input[i]);
                continue;
            }
            var (count, whole) = (_count, _inFrame && !_tooLong && _count > 0);
            (_inFrame, _count, _escaped, _tooLong) = (true, 0, false, false);
            if (!whole)
                continue;
            input = input[(i + 1)..];
            var command = _commandLength == 0 ? 0 : _frame[0];
            frame = new KissFrame { Command = command & 0x0F, Port = command >> 4, Payload = _frame.AsSpan(_commandLength, count - _commandLength) };
            return true;
        }
        input = [];
        frame = default;
        return false;
    }

    /// <summary>Bytes of the stream were lost here: drops the open frame, and what comes before the next frame end.</summary>
    public void Break() => (_count, _inFrame, _escaped, _tooLong) = (0, false, false, false);

    /// <summary>Back to the state after construction; counters too.</summary>
    public void Reset()
    {
        Break();
        (Dropped, BadEscapes) = (0, 0);
    }

    private void Take(byte octet)
    {
        if (!_inFrame || _tooLong)
            return;
        if (_escaped)
        {
            _escaped = false;
            if (octet == Kiss.EscapedFrameEnd)
                Store(Kiss.FrameEnd);
            else if (octet == Kiss.EscapedEscape)
                Store(Kiss.Escape);
            else
                BadEscapes++;
        }
        else if (octet == Kiss.Escape)
        {
            _escaped = true;
        }
        else
        {
            Store(octet);
        }
    }

    private void Store(byte octet)
    {
        if (_count < _frame.Length)
        {
            _frame[_count++] = octet;
            return;
        }
        _tooLong = true;
        Dropped++;
    }
}
