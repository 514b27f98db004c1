using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>CCSDS transfer frames without a convolutional code: behind the attached sync marker a Reed–Solomon code block, or the bare frame.</summary>
/// <remarks>
/// CCSDS 131.0-B-5 §4, 9 and 10; frames are TM, AOS or what a mission puts there: nothing of them is looked at, but for bare frames their frame error control field (CCSDS 132.0-B-3 §4.1.6),
/// which makes such a frame a checked one. False frames: a (255,223) word of noise decodes with a chance of 1/16! = 5·10⁻¹⁴, with erasures (tried only on what has a signal's spread) of 3·10⁻⁷; there a slip of the symbol clock is mended too, by trying places;
/// a (255,239) word of noise decodes with 1/8! = 2·10⁻⁵, so that there the marker must be sure (2·10⁻⁷ a symbol; the code needs a signal in which it is), the symbols must have a signal's spread, and nothing is erased or mended;
/// a bare frame of noise needs a marker (10⁻⁶ a symbol) and a signal's spread (below 10⁻⁶ from 1000 symbols).
/// </remarks>
public static class CcsdsBlockFraming
{
    /// <summary>Reed–Solomon (255,223) or (255,239), shortened and interleaved as options say.</summary>
    public static FramingDescriptor ReedSolomon => field ??= new(
        "CCSDS Reed-Solomon", "CCSDS 131.0-B-5, Reed-Solomon (255,223) or (255,239), attached sync marker 1ACFFC1D", o => CreateDeframer(o, true), o => new CcsdsFramer(o, true, null));

    /// <summary>No code at all.</summary>
    public static FramingDescriptor Uncoded => field ??= new(
        "CCSDS Uncoded", "CCSDS 131.0-B-5, uncoded, attached sync marker 1ACFFC1D", o => CreateDeframer(o, false), o => new CcsdsFramer(o, false, null));

    private static SyncedDeframer CreateDeframer(FramingOptions options, bool coded)
    {
        var code = new CcsdsOuterCode(options, coded);
        var markers = new CcsdsMarkers(null, options.DifferentialPrecoding, code.IsStrong ? 1e-4 : coded ? 2e-7 : 1e-6);
        return new SyncedDeframer(markers.Steps(code.BlockSize), new Block(code, markers, coded, options), contiguous: true);
    }

    private sealed class Block : ISyncedFrame
    {
        private const float CodedSpread = 1.45f;
        private const float BareSpread = 1.4f;

        /// <summary>Bytes of each code word between two places where a slip is tried: at most half of them are left to the code.</summary>
        private const int SlipGrid = 12;

        /// <summary>A place tried costs a share of what a frame does: its symbols have been searched.</summary>
        private const int TryShare = 8;

        /// <summary>Interleaved blocks are long, and a slip is looked for in them only behind a marker that others are seldom taken for.</summary>
        private const double SurelyRate = 1e-6;
        private readonly CcsdsOuterCode _code;
        private readonly CcsdsTurnedBlock _turned;
        private readonly bool _coded;
        private readonly float _surely;
        private readonly int _gridSymbols;
        private readonly DifferentialCode? _precoding;
        private readonly float _before;
        private readonly float[] _soft, _mended;
        private readonly byte[] _block;
        private readonly float[] _reliabilities;

        public Block(CcsdsOuterCode code, CcsdsMarkers markers, bool coded, FramingOptions options)
        {
            (_code, _coded) = (code, coded);
            _turned = new CcsdsTurnedBlock(markers, code.ParityLength);
            _surely = options.Interleaving > 1 ? new SyncWord(markers[0].Pattern, markers[0].Length, SurelyRate).Threshold : 0;
            _gridSymbols = 8 * SlipGrid * options.Interleaving;
            _precoding = options.DifferentialPrecoding ? new DifferentialCode(DifferentialKind.Mark) : null;
            _before = (CcsdsSyncMarker.Levels(options.DifferentialPrecoding) & 1) != 0 ? float.MaxValue : -float.MaxValue;
            (_soft, _mended) = (new float[8 * code.BlockSize], new float[8 * code.BlockSize]);
            _block = new byte[code.BlockSize];
            _reliabilities = new float[code.BlockSize];
        }

        public int FirstSymbols => 8 * _code.BlockSize;

        public int MaxSymbols => FirstSymbols + (_coded ? 1 : 0);

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            var (extra, slips) = (0, 0);
            var frame = symbols[..FirstSymbols];
            var corrected = DecodeBlock(frame);
            var noise = (corrected < 0 || !_code.IsStrong) && SymbolSpread.Of(frame) > (_coded ? CodedSpread : BareSpread);
            if (corrected < 0 && !noise)
            {
                if (symbols.Length < MaxSymbols)
                    return MaxSymbols;
                corrected = TryHarder(symbols, ref report, out extra, out slips);
            }
            var payload = _block.AsSpan(0, _code.FrameSize);
            if (corrected < 0 || noise || _turned.IsTurned(symbols, _code.Received, _block, slips))
                report.Refuse(DecodeStatus.CheckFailed, FirstSymbols);
            else
                report.Frame(payload, FirstSymbols + extra, corrected, isChecked: _coded || (payload.Length > 2 && Crc.Crc16CcittFalse.Compute(payload) == 0));
            return 0;
        }

        private int DecodeBlock(ReadOnlySpan<float> symbols)
        {
            Bits.Pack(Levels(symbols), _block);
            return _code.Decode(_block);
        }

        /// <summary>With the least reliable bytes erased, and then as if the symbol clock had slipped once: a symbol too many or too few at each place of a grid.</summary>
        private int TryHarder(ReadOnlySpan<float> symbols, ref FrameReport report, out int extra, out int slips)
        {
            (extra, slips) = (0, 0);
            Bits.Reliabilities(Levels(symbols[..FirstSymbols]), _reliabilities);
            var corrected = _code.DecodeAgain(_block, _reliabilities);
            if (report.Match < _surely || !_code.IsStrong)
                return corrected;
            slips = corrected < 0 ? 1 : 0;
            for (var place = 0; corrected < 0 && place < FirstSymbols; place += _gridSymbols)
            {
                for (extra = 1; extra >= -1 && report.MayTryAgain(FirstSymbols / TryShare); extra -= 2)
                {
                    symbols[..place].CopyTo(_mended);
                    if (extra < 0)
                        _mended[place] = 0;
                    symbols[(place + Math.Max(extra, 0))..(FirstSymbols + Math.Min(extra, 0) + Math.Max(extra, 0))].CopyTo(_mended.AsSpan(place + Math.Max(-extra, 0)));
                    corrected = DecodeBlock(_mended);
                    if (corrected >= 0)
                        return corrected;
                }
            }
            extra = 0;
            return corrected;
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
