namespace GroundTerminal.Coding.Framing;

/// <summary>CCSDS transfer frames in a Reed–Solomon code block inside the convolutional code of rate 1/2.</summary>
/// <remarks>
/// CCSDS 131.0-B-5 §3, 4, 9 and 10. There is no running Viterbi decoder: the marker is found by the 52 of its 64 coded symbols that do not depend on what came before, in either polarity and
/// with NRZ-M as without, and the frame is then one block from a known state. A frame is refused early where the decoded path agrees with the symbols as noise does (0.855 ± 0.0033 for a frame of
/// 146 bytes, ± 0.0072 for the first 512 symbols, which are looked at first; 0.928 at Es/N0 = −1 dB) and they are spread as noise is. Then come Reed–Solomon, Reed–Solomon with the bytes erased
/// where the path fits worst, and both again with slips of the symbol clock mended. False frames: none of noise; a signal of another kind behind a false marker decodes with a chance of 17·3·10⁻⁷.
/// </remarks>
public static class CcsdsConcatenated
{
    /// <summary>The framing, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "CCSDS Concatenated", "CCSDS 131.0-B-5, convolutional K = 7 rate 1/2 and Reed-Solomon (255,223), attached sync marker 1ACFFC1D",
        CreateDeframer, o => new CcsdsFramer(o, true, CcsdsInnerCode.CodeByName(o.Convolutional)));

    private static SyncedDeframer CreateDeframer(FramingOptions options)
    {
        var (code, outer) = (CcsdsInnerCode.CodeByName(options.Convolutional), new CcsdsOuterCode(options, coded: true));
        var marker = CcsdsSyncMarker.Encoded(code, options.DifferentialPrecoding, 2e-4);
        var frame = new CodedFrame(new CcsdsInnerCode(code, outer.BlockSize, options.DifferentialPrecoding), outer, new CcsdsTurnedBlock(marker, 16, outer.ParityLength));
        return new SyncedDeframer(marker, frame, contiguous: true, gap: CcsdsSyncMarker.UnknownSymbols(code));
    }

    private sealed class CodedFrame(CcsdsInnerCode inner, CcsdsOuterCode outer, CcsdsTurnedBlock turned) : ISyncedFrame
    {
        private const int LookSymbols = 512;
        private const float LeastAgreement = 0.873f;
        private const float MostSpread = 1.45f;

        /// <summary>Reliabilities and the code with erasures cost a third of a first try.</summary>
        private const int ErasuresShare = 3;
        private readonly byte[] _block = new byte[outer.BlockSize];
        private readonly float[] _reliabilities = new float[outer.BlockSize];
        private readonly CcsdsSlipRepair _repair = new(inner);

        public int FirstSymbols => Math.Min(LookSymbols, inner.Symbols);

        public int MaxSymbols => inner.Symbols + (2 * CcsdsInnerCode.TailBits);

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            var result = inner.Decode(symbols, _block);
            if (result.Agreement < LeastAgreement && SymbolSpread.Of(symbols) > MostSpread)
            {
                report.Refuse(DecodeStatus.CheckFailed, inner.Symbols);
                return 0;
            }
            if (symbols.Length < MaxSymbols)
                return MaxSymbols;
            var corrected = outer.Decode(_block);
            var (extra, slips) = (0, 0);
            if (corrected < 0)
                corrected = TryHarder(symbols, ref report, out extra, out slips);
            if (corrected < 0 || turned.IsTurned(symbols, outer.Received, _block, slips))
                report.Refuse(DecodeStatus.CheckFailed, inner.Symbols);
            else
                report.Frame(_block.AsSpan(0, outer.FrameSize), inner.Symbols + extra, corrected);
            return 0;
        }

        /// <summary>With the worst bytes erased; and if that does not help, with slips of the symbol clock mended.</summary>
        private int TryHarder(ReadOnlySpan<float> symbols, ref FrameReport report, out int extra, out int slips)
        {
            (extra, slips) = (0, 0);
            if (!report.MayTryAgain(symbols.Length / ErasuresShare))
                return -1;
            inner.Reliabilities(symbols, _reliabilities);
            var corrected = outer.DecodeAgain(_block, _reliabilities);
            if (corrected >= 0 || !report.MayTryAgain(symbols.Length))
                return corrected;
            _repair.Find(symbols, _reliabilities, _block);
            slips = _repair.Slips;
            for (var inserted = 0; corrected < 0 && _repair.Slips > 0 && inserted < 1 << _repair.Slips && report.MayTryAgain(symbols.Length + (symbols.Length / ErasuresShare)); inserted++)
            {
                extra = _repair.Mend(inserted);
                inner.Decode(_repair.Symbols, _block);
                corrected = outer.Decode(_block);
                if (corrected >= 0)
                    return corrected;
                inner.Reliabilities(_repair.Symbols, _reliabilities);
                corrected = outer.DecodeAgain(_block, _reliabilities);
            }
            return corrected;
        }
    }
}
