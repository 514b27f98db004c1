using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>NGHam packets to symbols (see <see cref="NgHam"/>). The payload's first byte carries three flags; its low five bits are made anew.</summary>
public sealed class NgHamFramer : IFramer
{
    private const int PreambleSymbols = 64;
    private readonly bool _hasParity;
    private readonly ReedSolomon _short = ReedSolomon.NgHam(16), _long = ReedSolomon.NgHam(32);
    private readonly byte[] _word = new byte[255];

    /// <param name="hasParity">False for zeros in place of the parity.</param>
    public NgHamFramer(bool hasParity) => _hasParity = hasParity;

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <inheritdoc/>
    public int MaxPayloadLength => NgHam.MaxDataLength - 2;

    /// <inheritdoc/>
    public int Conform(Span<byte> payload)
    {
        payload[0] = FirstByte(payload);
        return payload.Length;
    }

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => PreambleSymbols + 32 + NgHam.TagSymbols + (8 * NgHam.WordLength(Size(payloadLength)));

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var size = Size(payload.Length);
        FramerChecks.Alternate(symbols[..PreambleSymbols]);
        Bits.UnpackWord(NgHam.Sync, symbols.Slice(PreambleSymbols, 32));
        Bits.UnpackWord(NgHam.Tags[size], symbols.Slice(PreambleSymbols + 32, NgHam.TagSymbols));
        Bits.Unpack(Word(payload, size), symbols[(PreambleSymbols + 32 + NgHam.TagSymbols)..]);
        return MaxOutput(payload.Length);
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset()
    {
    }

    private static int Size(int payloadLength)
    {
        var size = 0;
        while (size < NgHam.Tags.Length - 1 && NgHam.DataLength(size) < payloadLength + 2)
            size++;
        return size;
    }

    private static byte FirstByte(ReadOnlySpan<byte> payload) => (byte)((payload[0] & ~NgHam.PaddingMask) | (NgHam.DataLength(Size(payload.Length)) - payload.Length - 2));

    private ReadOnlySpan<byte> Word(ReadOnlySpan<byte> payload, int size)
    {
        var word = _word.AsSpan(0, NgHam.WordLength(size));
        word.Clear();
        payload.CopyTo(word);
        word[0] = FirstByte(payload);
        Crc.Crc16X25.Seal(word[..(payload.Length + 2)], lowOctetFirst: false);
        if (_hasParity)
            (size < 3 ? _short : _long).Encode(word[..NgHam.DataLength(size)], word[NgHam.DataLength(size)..]);
        CcsdsRandomizer.Short.Apply(word);
        return word;
    }
}
