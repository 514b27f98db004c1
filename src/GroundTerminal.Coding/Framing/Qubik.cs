using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>QUBIK and ERMINAZ of Libre Space Foundation and AMSAT-DL: frames of 126 bytes under two checks, a scrambler and CCSDS Reed–Solomon.</summary>
/// <remarks>
/// gr-satnogs, ieee802_15_4_variant_decoder; gr-satellites 327f305. 3C674952, then 126 bytes, CRC-16/IBM-3740, CRC-32/ISCSI, all of it randomized (CCSDS 131.0-B-5 §10), and 32 parity
/// bytes of RS (255,223) in the conventional basis over the randomized bytes. 48 bits of check let as many erasures be tried as help.
/// </remarks>
public sealed class Qubik : ISyncedFrame
{
    private const int PayloadLength = 126, InnerCheckEnd = PayloadLength + 2, DataLength = InnerCheckEnd + 4, MaxErasures = 28;
    private readonly ReedSolomon _code = ReedSolomon.Ccsds();
    private readonly byte[] _bytes;
    private readonly float[] _reliabilities;

    /// <summary>A decoder of what follows the sync word.</summary>
    public Qubik()
    {
        _bytes = new byte[DataLength + _code.ParityLength];
        _reliabilities = new float[_bytes.Length];
    }

    /// <summary>As the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "QUBIK", "Libre Space Foundation QUBIK: 3C674952, RS (164,132), CCSDS randomizer, CRC-32C, CRC-16/IBM-3740", _ => new SyncedDeframer(Sync(), new Qubik()), _ => new Framer());

    /// <inheritdoc/>
    public int FirstSymbols => _bytes.Length * 8;

    /// <inheritdoc/>
    public int MaxSymbols => FirstSymbols;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        Bits.Pack(symbols, _bytes);
        Bits.Reliabilities(symbols, _reliabilities);
        var corrected = _code.DecodeSoft(_bytes, _reliabilities, MaxErasures);
        var data = _bytes.AsSpan(0, DataLength);
        CcsdsRandomizer.Short.Apply(data);
        if (corrected >= 0 && Crc.Crc32C.IsValid(data, lowOctetFirst: false) && Crc.Crc16CcittFalse.IsValid(data[..InnerCheckEnd], lowOctetFirst: false))
            report.Frame(data[..PayloadLength], symbols.Length, corrected);
        else
            report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
        return 0;
    }

    private static SyncWord Sync() => SyncWord.Parse("0x3C674952");

    private sealed class Framer : IFramer
    {
        private const int PreambleBytes = 8;
        private readonly ReedSolomon _code = ReedSolomon.Ccsds();
        private readonly SyncWord _sync = Sync();
        private readonly byte[] _bytes = new byte[DataLength + 32];

        public int MinPayloadLength => PayloadLength;

        public int MaxPayloadLength => PayloadLength;

        public int MaxOutput(int payloadLength) => ((PreambleBytes + _bytes.Length) * 8) + _sync.Length;

        public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
        {
            FramerChecks.Check(this, payload, symbols);
            payload.CopyTo(_bytes);
            var data = _bytes.AsSpan(0, DataLength);
            Crc.Crc16CcittFalse.Seal(data[..InnerCheckEnd], lowOctetFirst: false);
            Crc.Crc32C.Seal(data, lowOctetFirst: false);
            CcsdsRandomizer.Short.Apply(data);
            _code.Encode(data, _bytes.AsSpan(DataLength));
            Idle(symbols[..(PreambleBytes * 8)]);
            var at = PreambleBytes * 8;
            at += _sync.Write(symbols[at..]);
            Bits.Unpack(_bytes, symbols[at..]);
            return at + (_bytes.Length * 8);
        }

        public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

        public void Reset()
        {
        }
    }
}
