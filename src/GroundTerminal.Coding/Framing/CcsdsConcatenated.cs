namespace GroundTerminal.Coding.Framing;

/// <summary>CCSDS transfer frames in a Reed–Solomon code block inside the convolutional code of rate 1/2.</summary>
/// <remarks>
/// CCSDS 131.0-B-5 §3, 4, 9 and 10. There is no running Viterbi decoder: the marker is found by the 52 of its 64 coded symbols that do not depend on what came before, in either polarity and
/// with NRZ-M as without, and the frame is then one block from a known state. A frame is refused where the decoded path agrees with the symbols no better than noise does (0.75 ± 0.01 for a
/// frame of 255 bytes, 0.03 for the first 512 symbols, which are looked at first); there Reed–Solomon, also with the bytes erased where the path fits worst, is not even tried. Slips of the symbol clock inside a frame are mended.
/// </remarks>
public static class CcsdsConcatenated
{
    /// <summary>The framing, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor { get; } = new(
        "CCSDS Concatenated", "CCSDS 131.0-B-5, convolutional K = 7 rate 1/2 and Reed-Solomon (255,223), attached sync marker 1ACFFC1D",
        CreateDeframer, o => new CcsdsFramer(o, true, CcsdsInnerCode.CodeByName(o.Convolutional)));

    private static SyncedDeframer CreateDeframer(FramingOptions options)
    {
        var (code, outer) = (CcsdsInnerCode.CodeByName(options.Convolutional), new CcsdsOuterCode(options, coded: true));
        var frame = new CodedFrame(new CcsdsInnerCode(code, outer.BlockSize, options.DifferentialPrecoding), outer);
        return new SyncedDeframer(CcsdsSyncMarker.Encoded(code, options.DifferentialPrecoding, 2e-4), frame, contiguous: true, gap: CcsdsSyncMarker.UnknownSymbols(code));
    }

    private sealed class CodedFrame(CcsdsInnerCode inner, CcsdsOuterCode outer) : ISyncedFrame
    {
        private const float LeastAgreement = 0.8f;
        private const int LookSymbols = 512;
        private const float LeastFirstAgreement = 0.79f;
        private readonly byte[] _block = new byte[outer.BlockSize];
        private readonly float[] _reliabilities = new float[outer.BlockSize];
        private readonly CcsdsSlipRepair _repair = new(inner);

        public int FirstSymbols => Math.Min(LookSymbols, inner.Symbols);

        public int MaxSymbols => inner.Symbols + (2 * CcsdsInnerCode.TailBits);

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            var result = inner.Decode(symbols, _block);
            if (result.Agreement >= LeastFirstAgreement && symbols.Length < inner.Symbols)
                return inner.Symbols;
            if (result.Agreement < LeastAgreement)
            {
                report.Refuse(DecodeStatus.CheckFailed, inner.Symbols);
                return 0;
            }
            var corrected = outer.Decode(_block);
            var extra = 0;
            if (corrected < 0)
            {
                if (symbols.Length < MaxSymbols)
                    return MaxSymbols;
                corrected = TryHarder(symbols, result.Agreement, out extra);
            }
            if (corrected < 0)
                report.Refuse(DecodeStatus.CheckFailed, inner.Symbols);
            else
                report.Frame(_block.AsSpan(0, outer.FrameSize), inner.Symbols + extra, corrected);
            return 0;
        }

        /// <summary>With the worst bytes erased; and if that does not help, with slips of the symbol clock mended.</summary>
        private int TryHarder(ReadOnlySpan<float> symbols, float agreement, out int extra)
        {
            extra = 0;
            inner.Reliabilities(symbols, _reliabilities);
            var corrected = outer.DecodeAgain(_block, _reliabilities);
            if (corrected >= 0)
                return corrected;
            _repair.Find(symbols, agreement, _block, _reliabilities);
            for (var inserted = 0; corrected < 0 && _repair.Slips > 0 && inserted < 1 << _repair.Slips; inserted++)
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
