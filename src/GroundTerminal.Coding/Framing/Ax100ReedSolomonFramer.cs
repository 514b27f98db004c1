using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>The encoder of <see cref="Ax100ReedSolomonFrame"/>: alternating preamble, sync word, length, Reed–Solomon word, all through G3RUH's scrambler, which is never reset on the air.</summary>
public sealed class Ax100ReedSolomonFramer : IFramer
{
    private const int PreambleBytes = 50;
    private readonly SyncWord _sync;
    private readonly ReedSolomon _code = ReedSolomon.Ccsds();
    private readonly LfsrScrambler _scrambler = LfsrScrambler.G3ruh();
    private readonly byte[] _data = new byte[256];
    private int _idleBit;

    /// <param name="sync">The sync word.</param>
    public Ax100ReedSolomonFramer(SyncWord sync) => _sync = sync;

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <inheritdoc/>
    public int MaxPayloadLength => 255 - 1 - Ax100ReedSolomonFrame.ParityLength;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => ((PreambleBytes + 1 + payloadLength + Ax100ReedSolomonFrame.ParityLength) * 8) + _sync.Length;

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var length = 1 + payload.Length + Ax100ReedSolomonFrame.ParityLength;
        var data = _data.AsSpan(0, length);
        data[0] = (byte)length;
        payload.CopyTo(data[1..]);
        _code.Encode(data[1..^Ax100ReedSolomonFrame.ParityLength], data[^Ax100ReedSolomonFrame.ParityLength..]);
        var at = PreambleBytes * 8;
        FramerChecks.Alternate(symbols[..at]);
        at += _sync.Write(symbols[at..]);
        Bits.Unpack(data, symbols[at..]);
        at += length * 8;
        _scrambler.ScrambleBits(symbols[..at]);
        _idleBit = 0;
        return at;
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols)
    {
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = (byte)_scrambler.ScrambleBit(_idleBit ^= 1);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _scrambler.Reset();
        _idleBit = 0;
    }
}
