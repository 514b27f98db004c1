namespace GroundTerminal.Coding.Framing;

/// <summary>Puts Meteor-M's channel interleaver and its sync bytes behind another framer. A frame is on the air 16 s after it was given, spread over as long: idle must follow.</summary>
internal sealed class MeteorInterleavingFramer(IFramer inner) : IFramer
{
    private readonly MeteorInterleaver<byte> _interleaver = new(inverse: false);
    private readonly byte[] _encoded = new byte[inner.MaxOutput(inner.MaxPayloadLength)];
    private readonly byte[] _group = new byte[MeteorInterleaver.GroupLength];
    private int _filled = MeteorInterleaver.SyncLength, _sent = MeteorInterleaver.GroupLength;

    public int MinPayloadLength => inner.MinPayloadLength;

    public int MaxPayloadLength => inner.MaxPayloadLength;

    public int MaxOutput(int payloadLength) => ((inner.MaxOutput(payloadLength) / MeteorInterleaver.DataLength) + 2) * MeteorInterleaver.GroupLength;

    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        if (symbols.Length < MaxOutput(payload.Length))
            throw new ArgumentException($"{symbols.Length} symbols of room; {MaxOutput(payload.Length)} are needed.", nameof(symbols));
        var written = 0;
        foreach (var symbol in _encoded.AsSpan(0, inner.Encode(payload, _encoded)))
        {
            // what Idle left of a group goes first
            while (_sent < _group.Length)
                symbols[written++] = _group[_sent++];
            Put(symbol);
        }
        while (_sent < _group.Length)
            symbols[written++] = _group[_sent++];
        return written;
    }

    public void Idle(Span<byte> symbols)
    {
        Span<byte> one = stackalloc byte[1];
        foreach (ref var symbol in symbols)
        {
            while (_sent == _group.Length)
            {
                inner.Idle(one);
                Put(one[0]);
            }
            symbol = _group[_sent++];
        }
    }

    public void Reset()
    {
        inner.Reset();
        _interleaver.Reset();
        (_filled, _sent) = (MeteorInterleaver.SyncLength, MeteorInterleaver.GroupLength);
    }

    /// <summary>Fills a group; a whole one is interleaved and waits to be sent.</summary>
    private void Put(byte symbol)
    {
        _group[_filled++] = symbol;
        if (_filled < _group.Length)
            return;
        MeteorInterleaver.Sync.CopyTo(_group);
        _interleaver.Process(_group.AsSpan(MeteorInterleaver.SyncLength));
        (_filled, _sent) = (MeteorInterleaver.SyncLength, 0);
    }
}
