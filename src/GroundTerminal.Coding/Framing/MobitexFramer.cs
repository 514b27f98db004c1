using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>Mobitex frames to symbols (see <see cref="Mobitex"/>). Takes what the deframer hands over; the number of blocks in the control bytes, the call sign's check and the marks at the end are made anew.</summary>
public sealed class MobitexFramer : IFramer
{
    private const int PreambleBytes = 6;
    private readonly MobitexVariant _variant;
    private readonly byte[]? _callsign;
    private readonly MobitexBlock _block = new();
    private readonly byte[] _bytes = new byte[MobitexBlock.DataBytes + 2];
    private readonly byte[] _field = new byte[8];

    internal MobitexFramer(MobitexVariant variant, FramingOptions options)
    {
        _variant = variant;
        if (variant.HasCallsign && options.Callsign is not null)
            _callsign = MobitexVariant.CallsignField(options.Callsign);
    }

    /// <inheritdoc/>
    public int MinPayloadLength => _variant.PayloadLength(_variant.FixedBlocks > 0 ? _variant.FixedBlocks : 1);

    /// <inheritdoc/>
    public int MaxPayloadLength => _variant.PayloadLength(MobitexVariant.MaxBlocks);

    /// <inheritdoc/>
    public int Conform(Span<byte> payload)
    {
        var blocks = Blocks(payload.Length);
        payload = payload[.._variant.PayloadLength(blocks)];
        if (_variant.CountInSecondByte)
            payload[1] = (byte)blocks;
        else
            payload[0] = (byte)((payload[0] & 0xE0) | (blocks - 1));
        if (_variant.HasCallsign)
            ConformCallsign(payload);
        payload[^6..].Clear();
        (payload[^6], payload[^1]) = (MobitexVariant.FirstMark, MobitexVariant.LastMark);
        return payload.Length;
    }

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => (PreambleBytes * 8) + 16 + _variant.HeaderSymbols + (Blocks(payloadLength) * MobitexBlock.Symbols) + 16;

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var blocks = Blocks(payload.Length);
        if (payload.Length != _variant.PayloadLength(blocks))
            throw new ArgumentException($"{payload.Length} bytes; a frame is {_variant.PayloadLength(1)} and so many times {MobitexBlock.DataBytes} more.", nameof(payload));
        Idle(symbols[..(PreambleBytes * 8)]);
        var count = PreambleBytes * 8;
        Bits.UnpackWord(_variant.Sync, symbols.Slice(count, 16));
        count += 16;
        count += WriteHeader(payload, blocks, symbols[count..]);
        for (var i = 0; i < blocks; i++)
        {
            WriteBlock(payload.Slice(_variant.HeaderBytes + (i * MobitexBlock.DataBytes), MobitexBlock.DataBytes), i, symbols.Slice(count, MobitexBlock.Symbols));
            count += MobitexBlock.Symbols;
        }
        Idle(symbols.Slice(count, 16));
        return count + 16;
    }

    /// <summary>Fills with 1100, the bit sync of the data sheet, which TU Berlin also sends after a frame.</summary>
    public void Idle(Span<byte> symbols)
    {
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = (byte)((i & 2) == 0 ? 1 : 0);
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }

    private int Blocks(int payloadLength) => (payloadLength - _variant.PayloadLength(0)) / MobitexBlock.DataBytes;

    private void ConformCallsign(Span<byte> payload)
    {
        foreach (ref var octet in payload[2..8])
            octet = (byte)('A' + (octet % 26));
        CallsignField(payload).CopyTo(payload[2..]);
    }

    private int WriteHeader(ReadOnlySpan<byte> payload, int blocks, Span<byte> symbols)
    {
        var (first, second) = (payload[0], payload[1]);
        if (_variant.CountInSecondByte)
            second = (byte)blocks;
        else
            first = (byte)((first & 0xE0) | (blocks - 1));
        var (a, b) = (_block.Encode(first), _block.Encode(second));
        var word = ((ulong)first << 16) | ((ulong)second << 8) | ((ulong)(a & 15) << 4) | (uint)(b & 15);
        Bits.UnpackWord(word, symbols[..MobitexVariant.ControlSymbols]);
        if (_variant.HasCallsign)
            Bits.Unpack(CallsignField(payload), symbols[MobitexVariant.ControlSymbols..]);
        return _variant.HeaderSymbols;
    }

    private byte[] CallsignField(ReadOnlySpan<byte> payload)
    {
        if (_callsign is not null)
            return _callsign;
        payload.Slice(2, 6).CopyTo(_field);
        Crc.Crc16CcittZero.Seal(_field, lowOctetFirst: false);
        return _field;
    }

    private void WriteBlock(ReadOnlySpan<byte> data, int index, Span<byte> symbols)
    {
        data.CopyTo(_bytes);
        Crc.Crc16X25.Seal(_bytes, lowOctetFirst: false);
        for (var w = 0; w < _bytes.Length; w++)
        {
            var word = _block.Encode(_bytes[w]);
            for (var bit = 0; bit < 12; bit++)
            {
                var at = (bit * _bytes.Length) + w;
                symbols[at] = (byte)(((word >> (11 - bit)) & 1) ^ (_block.IsScrambled((index * MobitexBlock.Symbols) + at) ? 1 : 0));
            }
        }
    }
}
