using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>Transfer frames to channel symbols: attached sync marker, randomized turbo or LDPC code word. Gaps are filled with alternating symbols.</summary>
internal sealed class CcsdsCodewordFramer : IFramer
{
    private readonly SyncWord _marker;
    private readonly int _frameSize;
    private readonly byte[] _randomizer;
    private readonly Encoder _encode;
    private byte _idle;

    /// <summary>Encodes a frame.</summary>
    /// <param name="data">The frame.</param>
    /// <param name="bits">Receives single bits.</param>
    public delegate void Encoder(ReadOnlySpan<byte> data, Span<byte> bits);

    public CcsdsCodewordFramer(SyncWord marker, int frameSize, int codeBits, CcsdsRandomizer? randomizer, Encoder encode)
    {
        (_marker, _frameSize, _encode) = (marker, frameSize, encode);
        var sequence = new byte[(codeBits + 7) / 8];
        randomizer?.Apply(sequence);
        var bits = new byte[8 * sequence.Length];
        Bits.Unpack(sequence, bits);
        _randomizer = bits[..codeBits];
    }

    public int MinPayloadLength => _frameSize;

    public int MaxPayloadLength => _frameSize;

    public int MaxOutput(int payloadLength) => _marker.Length + _randomizer.Length;

    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        if (payload.Length != _frameSize)
            throw new ArgumentException($"{payload.Length} bytes; a frame has {_frameSize}.", nameof(payload));
        if (symbols.Length < MaxOutput(payload.Length))
            throw new ArgumentException($"{symbols.Length} symbols of room; {MaxOutput(payload.Length)} are needed.", nameof(symbols));
        var word = symbols.Slice(_marker.Write(symbols), _randomizer.Length);
        _encode(payload, word);
        for (var i = 0; i < word.Length; i++)
            word[i] ^= _randomizer[i];
        return _marker.Length + word.Length;
    }

    public void Idle(Span<byte> symbols)
    {
        foreach (ref var symbol in symbols)
            symbol = _idle ^= 1;
    }

    public void Reset() => _idle = 0;
}
