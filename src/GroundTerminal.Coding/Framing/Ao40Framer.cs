using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>AO-40 FEC packets to channel symbols. Sources: <see cref="Ao40Layout"/>.</summary>
/// <param name="layout">Which packet.</param>
/// <param name="isChecked">True where the payload must end in its own CRC-16/ARC, least significant byte first.</param>
internal sealed class Ao40Framer(Ao40Layout layout, bool isChecked) : IFramer
{
    private readonly CcsdsReedSolomon _code = layout.CreateCode();
    private readonly ConvolutionalEncoder _encoder = new(ConvolutionalCode.Ao40);
    private readonly byte[] _block = new byte[layout.BlockLength];
    private readonly byte[] _coded = new byte[layout.CodedSymbols];
    private int _idleBit;

    public int MinPayloadLength => layout.PayloadLength;

    public int MaxPayloadLength => layout.PayloadLength;

    public int MaxOutput(int payloadLength) => layout.Symbols;

    /// <summary>Writes the check over the payload's last two bytes, where there is one.</summary>
    public int Conform(Span<byte> payload)
    {
        if (isChecked)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(payload[^2..], (ushort)Crc.Crc16Arc.Compute(payload[..^2]));
        return payload.Length;
    }

    /// <summary>Writes the check over the payload's last two bytes, where there is one.</summary>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        payload.CopyTo(_block);
        Conform(_block.AsSpan(0, payload.Length));
        _code.Encode(_block.AsSpan(0, payload.Length), _block.AsSpan(payload.Length));
        CcsdsRandomizer.Short.Apply(_block);
        _encoder.Reset();
        var coded = _encoder.Encode(_block, 8 * _block.Length, _coded);
        _encoder.Flush(_coded.AsSpan(coded));
        symbols = symbols[..layout.Symbols];
        symbols.Clear();
        for (var i = 0; i < layout.Sync.Length; i++)
            symbols[i * layout.Step] = layout.Sync[i];
        for (var i = 0; i < _coded.Length; i++)
            symbols[layout.PlaceOf(layout.Skip + i)] = _coded[i];
        return layout.Symbols;
    }

    public void Idle(Span<byte> symbols)
    {
        foreach (ref var symbol in symbols)
            symbol = (byte)(_idleBit ^= 1);
    }

    public void Reset() => _idleBit = 0;
}
