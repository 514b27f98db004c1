using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>IDEASSat: a packet in nine pieces, each behind an AX.25 header and between flags, the bytes sent as a UART would, most significant bit first, over NRZI.</summary>
/// <remarks>
/// gr-satellites 327f305. A piece has 40 bytes: flag, 15 bytes of header, its number, 22 bytes, flag; a byte has a start bit 0 and a stop bit 1. The nine times 22 bytes are 185 of packet,
/// CRC-16/IBM-3740 from the fifth byte on, low octet first, and 11 of padding. The payload is the header and the packet. The end of the header, 41 30 F0, and the number 0
/// are the sync word; an hour of noise at 9600 baud gives 0.005 frames at 10⁻⁵ matches a symbol. Packets with a wrong check, which gr-satellites hands on, are refused.
/// </remarks>
public sealed class IdeasSat : IDeframer
{
    private const int Pieces = 9, PieceLength = 40, HeaderLength = 15, HeadLength = HeaderLength + 2, PartLength = PieceLength - HeadLength - 1;
    private const int PacketLength = (Pieces * PartLength) - 11, CheckFrom = 4, BitsPerByte = 10, MaxSoft = 512;
    private const int PayloadLength = HeaderLength + PacketLength - 2;
    private static readonly byte[] HeaderEnd = [0x41, 0x30, 0xF0];
    private readonly DifferentialCode _line = new(DifferentialKind.Space);
    private readonly SyncedDeframer _inner = new(Sync(), new Frame());
    private readonly float[] _block = new float[MaxSoft];

    /// <summary>As the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "IDEASSat", "IDEASSat: 9 UART-coded pieces of 40 bytes with AX.25 headers, NRZI, CRC-16/IBM-3740", _ => new IdeasSat(), _ => new Framer())
    { CheckBits = 16 };

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        while (!symbols.IsEmpty)
        {
            var block = _block.AsSpan(0, Math.Min(MaxSoft, symbols.Length));
            symbols[..block.Length].CopyTo(block);
            _line.DecodeSoft(block);
            _inner.Process(block, sink);
            symbols = symbols[block.Length..];
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _line.Reset();
        _inner.Reset();
    }

    private static SyncWord Sync() => SyncWord.Parse("0 01000001 1 0 00110000 1 0 11110000 1 0 00000000 1", 1e-5);

    private sealed class Frame : ISyncedFrame
    {
        private readonly byte[] _pieces = new byte[Pieces * PieceLength];
        private readonly byte[] _payload = new byte[PayloadLength + 2 + 11];

        public int FirstSymbols => BitsPerByte * (_pieces.Length - HeadLength);

        public int MaxSymbols => FirstSymbols;

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            for (var i = HeadLength; i < _pieces.Length; i++)
                _pieces[i] = (byte)Bits.PackWord(symbols.Slice((BitsPerByte * (i - HeadLength)) + 1, 8));
            Header(symbols);
            for (var k = 0; k < Pieces; k++)
                _pieces.AsSpan((k * PieceLength) + HeadLength, PartLength).CopyTo(_payload.AsSpan(HeaderLength + (k * PartLength)));
            if (Crc.Crc16CcittFalse.IsValid(_payload.AsSpan(HeaderLength + CheckFrom, PacketLength - CheckFrom), lowOctetFirst: true))
                report.Frame(_payload.AsSpan(0, PayloadLength), symbols.Length);
            else
                report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
            return 0;
        }

        /// <summary>The header has no check, but comes eight more times: their symbols are added up.</summary>
        private void Header(ReadOnlySpan<float> symbols)
        {
            for (var bit = 0; bit < HeaderLength * 8; bit++)
            {
                var sum = 0f;
                for (var k = 1; k < Pieces; k++)
                    sum += symbols[(BitsPerByte * ((k * PieceLength) + 1 + (bit >> 3) - HeadLength)) + 1 + (bit & 7)];
                _payload[bit >> 3] = (byte)((_payload[bit >> 3] << 1) | (sum > 0 ? 1 : 0));
            }
        }
    }

    private sealed class Framer : IFramer
    {
        private const byte Flag = 0x7E;
        private const int FlagsBefore = 8;
        private readonly DifferentialCode _line = new(DifferentialKind.Space);
        private readonly byte[] _packet = new byte[Pieces * PartLength];
        private readonly byte[] _bytes = new byte[FlagsBefore + (Pieces * PieceLength)];

        public int MinPayloadLength => PayloadLength;

        public int MaxPayloadLength => PayloadLength;

        public int MaxOutput(int payloadLength) => BitsPerByte * _bytes.Length;

        public int Conform(Span<byte> payload)
        {
            HeaderEnd.CopyTo(payload[(HeaderLength - HeaderEnd.Length)..]);
            return payload.Length;
        }

        public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
        {
            FramerChecks.Check(this, payload, symbols);
            if (!payload[..HeaderLength].EndsWith(HeaderEnd))
                throw new ArgumentException("The header does not end in 41 30 F0.", nameof(payload));
            _packet.AsSpan().Clear();
            payload[HeaderLength..].CopyTo(_packet);
            Crc.Crc16CcittFalse.Seal(_packet.AsSpan(CheckFrom, PacketLength - CheckFrom), lowOctetFirst: true);
            _bytes.AsSpan().Fill(Flag);
            for (var k = 0; k < Pieces; k++)
            {
                var piece = _bytes.AsSpan(FlagsBefore + (k * PieceLength), PieceLength);
                payload[..HeaderLength].CopyTo(piece[1..]);
                piece[HeaderLength + 1] = (byte)k;
                _packet.AsSpan(k * PartLength, PartLength).CopyTo(piece[HeadLength..]);
            }
            for (var i = 0; i < _bytes.Length; i++)
                Bits.UnpackWord(((uint)_bytes[i] << 1) | 1, symbols.Slice(i * BitsPerByte, BitsPerByte));
            var sent = symbols[..(BitsPerByte * _bytes.Length)];
            _line.EncodeBits(sent);
            return sent.Length;
        }

        public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

        public void Reset() => _line.Reset();
    }
}
