using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Repeat-accumulate packets to channel symbols: preamble, sync word, code.</summary>
/// <remarks>Sources: <see cref="SmogpRa"/>.</remarks>
internal sealed class RepeatAccumulateFramer(SyncWord sync, RepeatAccumulateCode code, RepeatAccumulateCheck check) : IFramer
{
    private const int PreambleSymbols = 64;
    private readonly byte[] _packet = new byte[code.DataBytes];
    private readonly byte[] _coded = new byte[code.CodeBytes];
    private int _idleBit;

    public int MinPayloadLength => code.DataBytes;

    public int MaxPayloadLength => code.DataBytes;

    public int MaxOutput(int payloadLength) => PreambleSymbols + sync.Length + (8 * code.CodeBytes);

    /// <summary>Writes the check over the payload's bytes that are one.</summary>
    public int Conform(Span<byte> payload)
    {
        check.Write(payload);
        return payload.Length;
    }

    /// <summary>Writes the check over the payload's bytes that are one.</summary>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        payload.CopyTo(_packet);
        check.Write(_packet);
        code.Encode(_packet, _coded);
        for (var i = 0; i < PreambleSymbols; i++)
            symbols[i] = (byte)((i + 1) & 1);
        var written = PreambleSymbols + sync.Write(symbols[PreambleSymbols..]);
        Bits.Unpack(_coded, symbols.Slice(written, 8 * _coded.Length));
        return written + (8 * _coded.Length);
    }

    public void Idle(Span<byte> symbols)
    {
        foreach (ref var symbol in symbols)
            symbol = (byte)(_idleBit ^= 1);
    }

    public void Reset() => _idleBit = 0;
}
