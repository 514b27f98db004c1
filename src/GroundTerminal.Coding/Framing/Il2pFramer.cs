using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>AX.25 frames without check to IL2P's symbols (see <see cref="Il2p"/>): max FEC and CRC; as type 1 where that gives the very same frame back, else as type 0.</summary>
public sealed class Il2pFramer : IFramer
{
    private const int PreambleSymbols = 64;
    private readonly LfsrScrambler _scrambler = Il2p.Scrambler();
    private readonly ReedSolomon[] _codes = Il2p.Codes();
    private readonly byte[] _header = new byte[Il2p.CodedHeaderLength];
    private readonly byte[] _bytes = new byte[Il2p.CodedHeaderLength + Il2p.MaxCodedLength + Il2p.CrcLength];
    private readonly bool _maxFec;
    private int _count;

    /// <param name="maxFec">16 bytes of parity in each block instead of 2 to 8.</param>
    public Il2pFramer(bool maxFec = true) => _maxFec = maxFec;

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <inheritdoc/>
    public int MaxPayloadLength => Il2p.MaxPayloadLength;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => PreambleSymbols + Il2p.SyncSymbols + (8 * (Il2p.CodedHeaderLength + Il2p.Cut(payloadLength, _maxFec).CodedLength + Il2p.CrcLength));

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        _count = 0;
        var inHeader = WriteHeader(payload);
        WritePayload(payload[inHeader..]);
        var crc = (int)Crc.Crc16X25.Compute(payload);
        for (var i = 0; i < Il2p.CrcLength; i++)
            _bytes[_count++] = (byte)Il2p.HammingWord((crc >> (4 * i)) & 15);
        FramerChecks.Alternate(symbols[..PreambleSymbols]);
        Bits.UnpackWord(Il2p.Sync, symbols.Slice(PreambleSymbols, Il2p.SyncSymbols));
        Bits.Unpack(_bytes.AsSpan(0, _count), symbols[(PreambleSymbols + Il2p.SyncSymbols)..]);
        return PreambleSymbols + Il2p.SyncSymbols + (8 * _count);
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <returns>Bytes of the frame that the header stands for.</returns>
    private int WriteHeader(ReadOnlySpan<byte> frame)
    {
        var header = _header.AsSpan(0, Il2p.HeaderLength);
        header.Clear();
        var inHeader = Il2pHeader.FromAx25(frame, header);
        if (inHeader == 0)
            header.Clear();
        Il2pHeader.SetPayload(header, frame.Length - inHeader, _maxFec, transparent: inHeader == 0);
        WriteBlock(header, 2);
        return inHeader;
    }

    private void WritePayload(ReadOnlySpan<byte> payload)
    {
        var layout = Il2p.Cut(payload.Length, _maxFec);
        for (var i = 0; i < layout.Count; i++)
        {
            var length = layout.Length + (i < layout.Longer ? 1 : 0);
            WriteBlock(payload[..length], layout.Parity);
            payload = payload[length..];
        }
    }

    private void WriteBlock(ReadOnlySpan<byte> data, int parity)
    {
        var block = _bytes.AsSpan(_count, data.Length + parity);
        data.CopyTo(block);
        _scrambler.Reset();
        _scrambler.Scramble(block[..data.Length]);
        _codes[parity / 2].Encode(block[..data.Length], block[data.Length..]);
        _count += block.Length;
    }
}
