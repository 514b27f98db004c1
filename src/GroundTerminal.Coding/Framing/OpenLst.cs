using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>OpenLST of Planet Labs with the packet engine of TI's CC1110: convolutional code, interleaver and whitening, as DORA sends it.</summary>
/// <remarks>
/// TI DN504 (FEC implementation), DN509 (whitening); gr-openlst; gr-satellites 327f305. D391D391, then a length byte counting what follows it, data and CRC-16/CMS low octet first, whitened
/// by PN9 and followed by one or two bytes 0B, so that their number is even; K = 4, rate 1/2, generators 13 and 17; blocks of 16 pairs of symbols read out by columns, last first. The
/// payload is what stands between length byte and check. In an hour of noise at 7416 baud, 1 match in 10⁴ symbols gives 0.04 frames by the check alone; the path's agreement (about 0.7
/// for noise) makes it less than 10⁻⁶.
/// </remarks>
public sealed class OpenLst : ISyncedFrame
{
    private const int Cells = 4, BlockSymbols = 2 * Cells * Cells, HeadBlocks = 4, Overhead = 3;
    private const byte Terminator = 0x0B;
    private const float LeastAgreement = 0.8f;
    private static readonly ConvolutionalCode Code = new("DN504", 4, [13, 17]);
    private readonly ViterbiDecoder _viterbi = new(Code, MaxCoded * 8);
    private readonly float[] _symbols = new float[MaxCoded * 16];
    private readonly byte[] _bytes = new byte[MaxCoded];

    /// <summary>As the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "OpenLST", "OpenLST; TI DN504 and DN509: D391D391, K=4 rate 1/2, 4x4 interleaver, PN9, CRC-16/CMS", _ => new SyncedDeframer(Sync(), new OpenLst()), _ => new Framer())
    { CheckBits = 16 };

    /// <inheritdoc/>
    public int FirstSymbols => HeadBlocks * BlockSymbols;

    /// <inheritdoc/>
    public int MaxSymbols => _symbols.Length;

    private static int MaxCoded => Coded(256);

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        Permute(symbols, _symbols);
        _viterbi.Decode(_symbols.AsSpan(0, FirstSymbols), _bytes, ViterbiEnds.FromZero);
        Pn9.Apply(_bytes.AsSpan(0, 1));
        var length = _bytes[0] + 1;
        if (length <= Overhead)
        {
            report.Refuse(DecodeStatus.TooShort, symbols.Length);
            return 0;
        }
        var needed = Coded(length) * 16;
        return needed > symbols.Length ? needed : Finish(needed, length, ref report);
    }

    /// <summary>The four zeros at the start of the first terminating byte are the code's tail.</summary>
    private int Finish(int symbols, int length, ref FrameReport report)
    {
        var result = _viterbi.Decode(_symbols.AsSpan(0, 2 * ((length * 8) + Code.ConstraintLength - 1)), _bytes, ViterbiEnds.Terminated);
        var frame = _bytes.AsSpan(0, length);
        Pn9.Apply(frame);
        if (result.Agreement >= LeastAgreement && frame[0] + 1 == length && Crc.Crc16Cms.IsValid(frame, lowOctetFirst: true))
            report.Frame(frame[1..^2], symbols, result.Disagreements);
        else
            report.Refuse(DecodeStatus.CheckFailed, symbols);
        return 0;
    }

    private static SyncWord Sync() => SyncWord.Parse("0xD391D391");

    /// <summary>Bytes that are coded for so many, terminating bytes included.</summary>
    private static int Coded(int length) => 2 * ((length / 2) + 1);

    /// <summary>Interleaves or deinterleaves: pair number s of a block stands at row 3 − s mod 4 and column 3 − s/4 of the other order, rows first.</summary>
    private static void Permute<T>(ReadOnlySpan<T> from, Span<T> to)
    {
        for (var block = 0; block + BlockSymbols <= from.Length; block += BlockSymbols)
        {
            for (var s = 0; s < Cells * Cells; s++)
            {
                var other = ((3 - (s % Cells)) * Cells) + 3 - (s / Cells);
                from.Slice(block + (2 * other), 2).CopyTo(to[(block + (2 * s))..]);
            }
        }
    }

    private sealed class Framer : IFramer
    {
        private const int PreambleBytes = 8;
        private readonly SyncWord _sync = Sync();
        private readonly ConvolutionalEncoder _encoder = new(Code);
        private readonly byte[] _bytes = new byte[MaxCoded];
        private readonly byte[] _coded = new byte[MaxCoded * 16];

        public int MinPayloadLength => 1;

        public int MaxPayloadLength => 256 - Overhead;

        public int MaxOutput(int payloadLength) => (PreambleBytes * 8) + _sync.Length + (Coded(payloadLength + Overhead) * 16);

        public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
        {
            FramerChecks.Check(this, payload, symbols);
            var length = payload.Length + Overhead;
            var frame = _bytes.AsSpan(0, length);
            frame[0] = (byte)(length - 1);
            payload.CopyTo(frame[1..]);
            Crc.Crc16Cms.Seal(frame, lowOctetFirst: true);
            Pn9.Apply(frame);
            var all = _bytes.AsSpan(0, Coded(length));
            all[length..].Fill(Terminator);
            _encoder.Reset();
            var coded = _coded.AsSpan(0, _encoder.Encode(all, all.Length * 8, _coded));
            Idle(symbols[..(PreambleBytes * 8)]);
            var at = PreambleBytes * 8;
            at += _sync.Write(symbols[at..]);
            Permute<byte>(coded, symbols[at..]);
            return at + coded.Length;
        }

        public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

        public void Reset()
        {
        }
    }
}
