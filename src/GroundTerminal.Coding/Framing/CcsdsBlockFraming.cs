using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>CCSDS transfer frames without a convolutional code: behind the attached sync marker a Reed–Solomon code block, or the bare frame.</summary>
/// <remarks>
/// CCSDS 131.0-B-5 §4, 9 and 10; frames are TM, AOS or what a mission puts there: nothing of them is looked at, but for bare frames their frame error control field (CCSDS 132.0-B-3 §4.1.6),
/// which makes such a frame a checked one. False frames: a (255,223) word of noise decodes with a chance of 1/16! = 5·10⁻¹⁴, with erasures (tried only on what has a signal's spread) of 3·10⁻⁷;
/// a bare frame of noise needs a marker (10⁻⁶ a symbol) and a signal's spread (below 10⁻⁶ from 1000 symbols).
/// </remarks>
public static class CcsdsBlockFraming
{
    /// <summary>Reed–Solomon (255,223), shortened and interleaved as options say.</summary>
    public static FramingDescriptor ReedSolomon { get; } = new(
        "CCSDS Reed-Solomon", "CCSDS 131.0-B-5, Reed-Solomon (255,223), attached sync marker 1ACFFC1D", o => CreateDeframer(o, true), o => new CcsdsFramer(o, true, null));

    /// <summary>No code at all.</summary>
    public static FramingDescriptor Uncoded { get; } = new(
        "CCSDS Uncoded", "CCSDS 131.0-B-5, uncoded, attached sync marker 1ACFFC1D", o => CreateDeframer(o, false), o => new CcsdsFramer(o, false, null));

    private static SyncedDeframer CreateDeframer(FramingOptions options, bool coded) => new(
        CcsdsSyncMarker.Plain(options.DifferentialPrecoding, coded ? 1e-4 : 1e-6), new Block(new CcsdsOuterCode(options, coded), coded, options.DifferentialPrecoding), contiguous: true);

    private sealed class Block : ISyncedFrame
    {
        private const float CodedSpread = 1.45f;
        private const float BareSpread = 1.4f;
        private readonly CcsdsOuterCode _code;
        private readonly bool _coded;
        private readonly DifferentialCode? _precoding;
        private readonly float _before;
        private readonly float[] _soft;
        private readonly byte[] _block;
        private readonly float[] _reliabilities;

        public Block(CcsdsOuterCode code, bool coded, bool differential)
        {
            (_code, _coded) = (code, coded);
            _precoding = differential ? new DifferentialCode(DifferentialKind.Mark) : null;
            _before = (CcsdsSyncMarker.Levels(differential) & 1) != 0 ? float.MaxValue : -float.MaxValue;
            _soft = new float[8 * code.BlockSize];
            _block = new byte[code.BlockSize];
            _reliabilities = new float[code.BlockSize];
        }

        public int FirstSymbols => 8 * _code.BlockSize;

        public int MaxSymbols => FirstSymbols;

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            var soft = Levels(symbols);
            Bits.Pack(soft, _block);
            var corrected = _code.Decode(_block);
            if ((corrected < 0 || !_coded) && SymbolSpread.Of(symbols) > (_coded ? CodedSpread : BareSpread))
            {
                report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
                return 0;
            }
            if (corrected < 0)
            {
                Bits.Reliabilities(soft, _reliabilities);
                corrected = _code.DecodeAgain(_block, _reliabilities);
            }
            var frame = _block.AsSpan(0, _code.FrameSize);
            if (corrected < 0)
                report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
            else
                report.Frame(frame, symbols.Length, corrected, isChecked: _coded || (frame.Length > 2 && Crc.Crc16CcittFalse.Compute(frame) == 0));
            return 0;
        }

        private ReadOnlySpan<float> Levels(ReadOnlySpan<float> symbols)
        {
            if (_precoding is null)
                return symbols;
            Span<float> before = [_before];
            _precoding.Reset();
            _precoding.DecodeSoft(before);
            symbols.CopyTo(_soft);
            _precoding.DecodeSoft(_soft);
            return _soft;
        }
    }
}
