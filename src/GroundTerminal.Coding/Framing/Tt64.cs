using System.Buffers.Binary;
using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>TT-64, the packets of QB50 AT03 (PEGASUS): 46 bytes and a CRC in a (64,48) Reed–Solomon word.</summary>
/// <remarks>
/// Facts from gr-satellites 4.4.0 (tt64_deframer): sync 2DD4, field 11D, 16 parity symbols with roots from α¹, CRC-16/ARC least significant byte first. The payload is without the CRC. A word of
/// noise decodes with a chance of 2·10⁻¹⁰ and passes the check with one of 2⁻¹⁶; with erasures, tried on what has a signal's spread, with 10⁻⁴·2⁻¹⁶: at 5·10⁻³ false sync words a symbol of noise and
/// 9600 Bd that is 10⁻⁵ false packets an hour.
/// </remarks>
public static class Tt64
{
    private const int PayloadLength = 46;
    private const int DataLength = 48;
    private const int ParityLength = 16;
    private const int Length = DataLength + ParityLength;
    private const int PreambleSymbols = 64;

    /// <summary>The framing, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "TT-64", "TT-64 of QB50 AT03, Reed-Solomon (64,48), CRC-16/ARC", _ => new SyncedDeframer(Sync, new Packet()), _ => new Framer());

    private static SyncWord Sync => new(0x2DD4, 16, 5e-3);

    private sealed class Packet : ISyncedFrame
    {
        /// <summary>Noise has 1.571 ± 0.037 over 512 symbols.</summary>
        private const float MostSpread = 1.42f;
        private readonly ReedSolomon _code = ReedSolomon.Fx25(ParityLength);
        private readonly byte[] _word = new byte[Length];
        private readonly float[] _reliabilities = new float[Length];

        public int FirstSymbols => 8 * Length;

        public int MaxSymbols => 8 * Length;

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            if (SymbolSpread.Of(symbols) > MostSpread)
            {
                report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
                return 0;
            }
            Bits.Pack(symbols, _word);
            Bits.Reliabilities(symbols, _reliabilities);
            var corrected = _code.DecodeSoft(_word, _reliabilities);
            if (corrected >= 0 && Crc.Crc16Arc.Compute(_word.AsSpan(0, DataLength)) == 0)
                report.Frame(_word.AsSpan(0, PayloadLength), symbols.Length, corrected);
            else
                report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
            return 0;
        }
    }

    private sealed class Framer : IFramer
    {
        private readonly ReedSolomon _code = ReedSolomon.Fx25(ParityLength);
        private readonly byte[] _word = new byte[Length];
        private int _idleBit;

        public int MinPayloadLength => PayloadLength;

        public int MaxPayloadLength => PayloadLength;

        public int MaxOutput(int payloadLength) => PreambleSymbols + Sync.Length + (8 * Length);

        public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
        {
            FramerChecks.Check(this, payload, symbols);
            payload.CopyTo(_word);
            BinaryPrimitives.WriteUInt16LittleEndian(_word.AsSpan(PayloadLength), (ushort)Crc.Crc16Arc.Compute(payload));
            _code.Encode(_word.AsSpan(0, DataLength), _word.AsSpan(DataLength));
            for (var i = 0; i < PreambleSymbols; i++)
                symbols[i] = (byte)((i + 1) & 1);
            var written = PreambleSymbols + Sync.Write(symbols[PreambleSymbols..]);
            Bits.Unpack(_word, symbols.Slice(written, 8 * Length));
            return written + (8 * Length);
        }

        public void Idle(Span<byte> symbols)
        {
            foreach (ref var symbol in symbols)
                symbol = (byte)(_idleBit ^= 1);
        }

        public void Reset() => _idleBit = 0;
    }
}
