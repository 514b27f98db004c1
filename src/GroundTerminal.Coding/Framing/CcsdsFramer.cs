using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Transfer frames to channel symbols as CCSDS 131.0-B-5 has it: code block, attached sync marker, NRZ-M and convolutional code where asked for. One continuous stream: frames follow each other without a gap.</summary>
/// <remarks>The standard fills gaps with idle frames, which only the link layer can make; here they are filled with alternating bits, as amateur satellites do.</remarks>
internal sealed class CcsdsFramer : IFramer
{
    private readonly CcsdsOuterCode _outer;
    private readonly DifferentialCode? _precoding;
    private readonly ConvolutionalEncoder? _inner;
    private readonly byte[] _bits;
    private readonly byte[] _idle = new byte[1];
    private readonly byte[] _idleSymbols = new byte[2];
    private int _idleBit, _idleAt, _idleCount;

    public CcsdsFramer(FramingOptions options, bool coded, ConvolutionalCode? inner)
    {
        _outer = new CcsdsOuterCode(options, coded);
        _precoding = options.DifferentialPrecoding ? new DifferentialCode(DifferentialKind.Mark) : null;
        _inner = inner is null ? null : new ConvolutionalEncoder(inner);
        _bits = new byte[4 + _outer.BlockSize];
    }

    public int MinPayloadLength => _outer.FrameSize;

    public int MaxPayloadLength => _outer.FrameSize;

    public int MaxOutput(int payloadLength) => (8 * _bits.Length * SymbolsPerBit) + SymbolsPerBit - 1;

    private int SymbolsPerBit => _inner is null ? 1 : 2;

    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        if (symbols.Length < MaxOutput(payload.Length))
            throw new ArgumentException($"{symbols.Length} symbols of room; {MaxOutput(payload.Length)} are needed.", nameof(symbols));
        var block = _outer.Encode(payload);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(_bits, CcsdsSyncMarker.Marker);
        block.CopyTo(_bits.AsSpan(4));
        _precoding?.Encode(_bits);
        if (_inner is not null)
        {
            var rest = EndIdle(symbols);
            return rest + _inner.Encode(_bits, 8 * _bits.Length, symbols[rest..]);
        }
        Bits.Unpack(_bits, symbols);
        return 8 * _bits.Length;
    }

    public void Idle(Span<byte> symbols)
    {
        foreach (ref var symbol in symbols)
        {
            if (_idleAt == _idleCount)
                NextIdleBit();
            symbol = _idleSymbols[_idleAt++];
        }
    }

    /// <summary>What is left of an idle bit's symbols: without them the code would fall out of step.</summary>
    private int EndIdle(Span<byte> symbols)
    {
        var rest = _idleSymbols.AsSpan(_idleAt, _idleCount - _idleAt);
        rest.CopyTo(symbols);
        _idleAt = _idleCount;
        return rest.Length;
    }

    public void Reset()
    {
        _precoding?.Reset();
        _inner?.Reset();
        (_idleBit, _idleAt, _idleCount) = (0, 0, 0);
    }

    /// <summary>Alternating symbols where nothing codes them, through the code where one does: the receiver's decoder stays in step.</summary>
    private void NextIdleBit()
    {
        _idleSymbols[0] = (byte)(_idleBit ^= 1);
        _idle[0] = (byte)(_idleSymbols[0] << 7);
        (_idleAt, _idleCount) = (0, _inner?.Encode(_idle, 1, _idleSymbols) ?? 1);
    }
}
