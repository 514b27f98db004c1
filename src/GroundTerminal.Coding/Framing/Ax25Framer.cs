using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>AX.25 frames to channel symbols: frame check, HDLC bit stuffing and flags, NRZI, and G3RUH's scrambler where asked for.</summary>
/// <remarks>AX.25 v2.2 §3 (HDLC: ISO/IEC 13239); NRZI: a 0 is a change; scrambler x¹⁷ + x¹² + 1: J. Miller G3RUH, "9600 Baud Packet Radio Modem Design", 1988.</remarks>
public sealed class Ax25Framer : IFramer
{
    private const int Flag = 0x7E;
    private const int FlagsBefore = 8;
    private const int FlagsAfter = 2;
    private readonly HdlcLine _line;
    private uint _register;
    private byte _level, _secondLevel;
    private int _idleBit;

    /// <param name="scrambled">True for AX.25 G3RUH.</param>
    /// <param name="options">The longest frame.</param>
    public Ax25Framer(bool scrambled, FramingOptions? options = null)
        : this(scrambled ? HdlcLine.NrzIScrambled : HdlcLine.NrzI, options)
    {
    }

    /// <param name="line">How bits become symbols.</param>
    /// <param name="options">The longest frame.</param>
    public Ax25Framer(HdlcLine line, FramingOptions? options = null) => (_line, MaxPayloadLength) = (line, (options ?? FramingOptions.Default).MaxFrameLength);

    /// <inheritdoc/>
    public int MinPayloadLength => Ax25Deframer.MinFrameLength;

    /// <inheritdoc/>
    public int MaxPayloadLength { get; }

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => ((FlagsBefore + FlagsAfter) * 8) + (((payloadLength + 2) * 8 * 6) / 5) + 1;

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        if (payload.Length < MinPayloadLength || payload.Length > MaxPayloadLength)
            throw new ArgumentException($"An AX.25 frame of {payload.Length} bytes; {MinPayloadLength} to {MaxPayloadLength} are expected.", nameof(payload));
        if (symbols.Length < MaxOutput(payload.Length))
            throw new ArgumentException($"{symbols.Length} symbols of room; {MaxOutput(payload.Length)} are needed.", nameof(symbols));
        var writer = new Writer(this, symbols);
        for (var i = 0; i < FlagsBefore; i++)
            writer.Flag();
        foreach (var octet in payload)
            writer.Stuffed(octet);
        var check = Crc.Crc16X25.Compute(payload);
        writer.Stuffed((byte)check);
        writer.Stuffed((byte)(check >> 8));
        for (var i = 0; i < FlagsAfter; i++)
            writer.Flag();
        _idleBit = 0;
        return writer.Count;
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols)
    {
        for (var i = 0; i < symbols.Length; i++)
        {
            symbols[i] = Line((Flag >> _idleBit) & 1);
            _idleBit = (_idleBit + 1) & 7;
        }
    }

    /// <inheritdoc/>
    public void Reset() => (_register, _level, _secondLevel, _idleBit) = (0, 0, 0, 0);

    private byte Line(int bit)
    {
        if (_line == HdlcLine.Nrz)
            return (byte)bit;
        if (bit == 0)
            _level ^= 1;
        if (_line == HdlcLine.NrzI)
            return _level;
        if (_level == 0)
            _secondLevel ^= 1;
        var scrambled = (_line == HdlcLine.TwiceNrzIScrambled ? _secondLevel : _level) ^ (_register >> 11) ^ (_register >> 16);
        _register = (_register << 1) | (scrambled & 1);
        return (byte)(scrambled & 1);
    }

    private ref struct Writer(Ax25Framer owner, Span<byte> symbols)
    {
        private readonly Span<byte> _symbols = symbols;
        private int _ones;

        public int Count { get; private set; }

        public void Flag()
        {
            for (var i = 0; i < 8; i++)
                _symbols[Count++] = owner.Line((Ax25Framer.Flag >> i) & 1);
            _ones = 0;
        }

        public void Stuffed(byte octet)
        {
            for (var i = 0; i < 8; i++)
            {
                var bit = (octet >> i) & 1;
                _symbols[Count++] = owner.Line(bit);
                _ones = bit == 1 ? _ones + 1 : 0;
                if (_ones != 5)
                    continue;
                _symbols[Count++] = owner.Line(0);
                _ones = 0;
            }
        }
    }
}
