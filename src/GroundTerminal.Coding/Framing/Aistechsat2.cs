using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>AISTECHSAT-2's own frames: CCSDS sync marker, randomizer, a header of 10 bytes and a short Reed–Solomon word.</summary>
/// <remarks>
/// Facts from gr-satellites 4.4.0 (aistechsat_2_deframer): 125 randomised bytes behind 1ACFFC1D; the first 10 are not coded and dropped; the others are a (115,83) word of the CCSDS code in the
/// conventional basis. The payload is its 83 data bytes. A word of noise decodes with a chance of C(115,16)/256¹⁶ = 10⁻²⁰, with erasures, tried on what has a signal's spread, of 10⁻¹⁰.
/// </remarks>
public static class Aistechsat2
{
    private const int HeaderLength = 10;
    private const int PayloadLength = 83;
    private const int Length = HeaderLength + PayloadLength + 32;

    /// <summary>The framing, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "AISTECHSAT-2", "AISTECHSAT-2 downlink as of gr-satellites 4.4.0, CCSDS 131.0-B-5 Reed-Solomon (255,223) shortened", _ => new SyncedDeframer(Sync, new Frame()), _ => new Framer());

    private static SyncWord Sync => CcsdsSyncMarker.Plain(differential: false, 1e-4);

    private sealed class Frame : ISyncedFrame
    {
        private const int MaxErasures = 12;
        private const float MostSpread = 1.45f;
        private readonly ReedSolomon _code = ReedSolomon.Ccsds();
        private readonly byte[] _frame = new byte[Length];
        private readonly float[] _reliabilities = new float[Length];

        public int FirstSymbols => 8 * Length;

        public int MaxSymbols => 8 * Length;

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            Bits.Pack(symbols, _frame);
            CcsdsRandomizer.Short.Apply(_frame);
            var word = _frame.AsSpan(HeaderLength);
            var corrected = _code.Decode(word);
            if (corrected < 0 && SymbolSpread.Of(symbols) <= MostSpread)
            {
                Bits.Reliabilities(symbols, _reliabilities);
                corrected = _code.DecodeSoft(word, _reliabilities.AsSpan(HeaderLength), MaxErasures);
            }
            if (corrected < 0)
                report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
            else
                report.Frame(word[..PayloadLength], symbols.Length, corrected);
            return 0;
        }
    }

    /// <summary>The header, whose meaning is not published, is sent as zeros.</summary>
    private sealed class Framer : IFramer
    {
        private readonly ReedSolomon _code = ReedSolomon.Ccsds();
        private readonly byte[] _frame = new byte[Length];
        private int _idleBit;

        public int MinPayloadLength => PayloadLength;

        public int MaxPayloadLength => PayloadLength;

        public int MaxOutput(int payloadLength) => CcsdsSyncMarker.Bits + (8 * Length);

        public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
        {
            FramerChecks.Check(this, payload, symbols);
            _frame.AsSpan(0, HeaderLength).Clear();
            payload.CopyTo(_frame.AsSpan(HeaderLength));
            _code.Encode(payload, _frame.AsSpan(HeaderLength + PayloadLength));
            CcsdsRandomizer.Short.Apply(_frame);
            var written = Sync.Write(symbols);
            Bits.Unpack(_frame, symbols.Slice(written, 8 * Length));
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
