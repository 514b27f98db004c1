using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>The encoder of K2SAT's image downlink: AX.25 frames between byte markers in a running stream that Clyde Space's STX transmitter scrambles and codes for QPSK.</summary>
/// <remarks>
/// Facts from D. Estévez, "K2SAT S-band image receiver" (destevez.net, July 2018), and gr-satellites 4.4.0 (k2sat_deframer). Bits go through the scrambler of V.35, NRZ-M and the convolutional code of
/// CCSDS without inversion; the symbol of generator 171 is sent as I, that of 133 as Q, here one after the other. In the bits, each byte from its top bit: 55 where nothing is sent, 55 7E, the AX.25 frame without stuffing,
/// CRC-16/IBM-3740 over 7E and the frame, 7E 55 55 55. The payload is the AX.25 frame without its CRC: gr-satellites means to give that, but by a slip gives all 2200 bytes that follow the sync.
/// </remarks>
public sealed class K2sat : IFramer
{
    internal const int Flag = 0x7E, IdleOctet = 0x55, CheckLength = 2, MarkerLength = 4;

    /// <summary>Of a packet after its sync: frame, CRC and end marker.</summary>
    internal const int MaxPacketLength = 2200;
    private const int PreambleLength = 8;
    private readonly V35Scrambler _scrambler = new();
    private readonly DifferentialCode _precoding = new(DifferentialKind.Mark);
    private readonly ConvolutionalEncoder _encoder = new(Code);
    private readonly byte[] _frame = new byte[1 + MaxPacketLength - MarkerLength];
    private readonly byte[] _bit = new byte[1], _pair = new byte[2];
    private int _idleBit, _left;

    /// <summary>As the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "K2SAT", "K2SAT S-band images as gr-satellites decodes them: V.35 (IESS-308) scrambler, NRZ-M, CCSDS convolutional code of K = 7 and rate 1/2, AX.25 frames, CRC-16/IBM-3740", _ => new K2satDeframer(), _ => new K2sat())
    { CheckBits = 16 };

    /// <inheritdoc/>
    public int MinPayloadLength => Ax25Deframer.MinFrameLength;

    /// <inheritdoc/>
    public int MaxPayloadLength => MaxPacketLength - MarkerLength - CheckLength;

    internal static ConvolutionalCode Code => ConvolutionalCode.CcsdsUninverted;

    /// <summary>With the second symbol of a pair that <see cref="Idle"/> began.</summary>
    public int MaxOutput(int payloadLength) => 1 + (16 * (PreambleLength + 2 + payloadLength + CheckLength + MarkerLength));

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var frame = _frame.AsSpan(0, 1 + payload.Length + CheckLength);
        frame[0] = Flag;
        payload.CopyTo(frame[1..]);
        Crc.Crc16CcittFalse.Seal(frame, lowOctetFirst: false);
        var at = 0;
        while (_left > 0)
            symbols[at++] = _pair[^_left--];
        for (var i = 0; i <= PreambleLength; i++)
            Octet(IdleOctet, symbols, ref at);
        foreach (var octet in frame)
            Octet(octet, symbols, ref at);
        Octet(Flag, symbols, ref at);
        for (var i = 1; i < MarkerLength; i++)
            Octet(IdleOctet, symbols, ref at);
        _idleBit = 0;
        return at;
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols)
    {
        foreach (ref var symbol in symbols)
        {
            if (_left == 0)
            {
                Bit(_idleBit, _pair);
                (_idleBit, _left) = (_idleBit ^ 1, 2);
            }
            symbol = _pair[^_left--];
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _scrambler.Reset();
        _precoding.Reset();
        _encoder.Reset();
        (_idleBit, _left) = (0, 0);
    }

    private void Octet(int octet, Span<byte> symbols, ref int at)
    {
        for (var i = 7; i >= 0; i--, at += 2)
            Bit((octet >> i) & 1, symbols[at..]);
    }

    private void Bit(int bit, Span<byte> symbols)
    {
        _bit[0] = (byte)_scrambler.ScrambleBit(bit);
        _precoding.EncodeBits(_bit);
        _bit[0] <<= 7;
        _encoder.Encode(_bit, 1, symbols);
    }
}
