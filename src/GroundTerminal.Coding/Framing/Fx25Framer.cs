using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>AX.25 frames without check to the symbols of FX.25 (see <see cref="Fx25"/>): the shortest code word with 32 bytes of parity, or 16 where the frame fits no other. What the data leave free are flags.</summary>
public sealed class Fx25Framer : IFramer
{
    private const int FlagsAround = 4;
    private const int LongestData = 239;
    private static readonly int[] Preference = [7, 6, 5, 4, 0];
    private readonly ReedSolomon _short = ReedSolomon.Fx25(16), _long = ReedSolomon.Fx25(32);
    private readonly DifferentialCode _nrzI = new(DifferentialKind.Space);
    private readonly Scramblers.LfsrScrambler? _scrambler;
    private readonly int _maxFrameLength;
    private readonly byte[] _frame = new byte[LongestData];
    private readonly byte[] _word = new byte[255];
    private int _bits;

    /// <param name="line">NRZ-I with or without scrambler.</param>
    /// <param name="options">The longest frame.</param>
    public Fx25Framer(HdlcLine line, FramingOptions options)
    {
        _scrambler = line == HdlcLine.NrzIScrambled ? Scramblers.LfsrScrambler.G3ruh() : null;
        _maxFrameLength = options.MaxFrameLength;
    }

    /// <inheritdoc/>
    public int MinPayloadLength => Ax25Deframer.MinFrameLength;

    /// <summary>As many as always fit, however many zeros are stuffed in.</summary>
    public int MaxPayloadLength => Math.Min(_maxFrameLength, (((8 * LongestData) - 16) * 5 / 48) - 2);

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => (8 * FlagsAround * 2) + Fx25.TagSymbols + (8 * 255);

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var format = Stuff(payload);
        var word = _word.AsSpan(0, format.WordLength);
        (format.ParityLength == 16 ? _short : _long).Encode(word[..format.DataLength], word[format.DataLength..]);
        Bits.ReverseEach(word);
        Flags(symbols[..(8 * FlagsAround)]);
        var count = 8 * FlagsAround;
        Bits.UnpackWord(format.Symbols, symbols.Slice(count, Fx25.TagSymbols));
        count += Fx25.TagSymbols;
        Bits.Unpack(word, symbols[count..]);
        count += 8 * word.Length;
        Flags(symbols.Slice(count, 8 * FlagsAround));
        count += 8 * FlagsAround;
        Line(symbols[..count]);
        return count;
    }

    /// <summary>Fills with flags.</summary>
    public void Idle(Span<byte> symbols)
    {
        Flags(symbols);
        Line(symbols);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _nrzI.Reset();
        _scrambler?.Reset();
    }

    private static void Flags(Span<byte> symbols)
    {
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = (byte)((Fx25.Flag >> (i & 7)) & 1);
    }

    private void Line(Span<byte> symbols)
    {
        _nrzI.EncodeBits(symbols);
        _scrambler?.ScrambleBits(symbols);
    }

    /// <summary>Flag, stuffed frame, and flags to the end, least significant bits first.</summary>
    private Fx25Format Stuff(ReadOnlySpan<byte> payload)
    {
        payload.CopyTo(_frame);
        var frame = _frame.AsSpan(0, payload.Length + 2);
        Crc.Crc16X25.Seal(frame, lowOctetFirst: true);
        _word.AsSpan().Clear();
        _bits = 0;
        AddFlag();
        var ones = 0;
        for (var i = 0; i < 8 * frame.Length; i++)
        {
            var bit = (frame[i >> 3] >> (i & 7)) & 1;
            Add(bit);
            ones = (ones + 1) & -bit;
            if (ones < 5)
                continue;
            Add(0);
            ones = 0;
        }
        AddFlag();
        var format = Smallest();
        for (var i = 0; _bits < 8 * format.DataLength; i++)
            Add((Fx25.Flag >> (i & 7)) & 1);
        return format;
    }

    private Fx25Format Smallest()
    {
        foreach (var index in Preference)
        {
            if (8 * Fx25.Formats[index].DataLength >= _bits)
                return Fx25.Formats[index];
        }
        throw new InvalidOperationException("MaxPayloadLength leaves room for every frame.");
    }

    private void AddFlag()
    {
        for (var i = 0; i < 8; i++)
            Add((Fx25.Flag >> i) & 1);
    }

    private void Add(int bit)
    {
        _word[_bits >> 3] |= (byte)(bit << (_bits & 7));
        _bits++;
    }
}
