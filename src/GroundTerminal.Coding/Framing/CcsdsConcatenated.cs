using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>CCSDS transfer frames inside the convolutional code of rate 1/2, 2/3, 3/4, 5/6 or 7/8, in a Reed–Solomon code block or bare.</summary>
/// <remarks>
/// CCSDS 131.0-B-5 §3, 4, 9 and 10. There is no running Viterbi decoder: the marker is found by the 52 of its 64 coded symbols that do not depend on what came before (29 of 37 at rate 7/8), in either polarity and
/// with NRZ-M as without, at each step of the puncturing pattern, and the frame is then one block from a known state. A frame is refused early where the decoded path agrees with the symbols as noise does (see <see cref="CcsdsAgreement"/>)
/// and, at rate 1/2, they are spread as noise is. Then come Reed–Solomon, Reed–Solomon with the bytes erased
/// where the path fits worst, and at rate 1/2 both again with slips of the symbol clock mended. False frames: none of noise; a signal of another kind behind a false marker decodes with a chance of 17·3·10⁻⁷.
/// Bare frames are checked by their frame error control field (CCSDS 132.0-B-3 §4.1.6) where they have one.
/// </remarks>
public static class CcsdsConcatenated
{
    /// <summary>The framing with Reed–Solomon, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "CCSDS Concatenated", "CCSDS 131.0-B-5, convolutional K = 7 rate 1/2 to 7/8 and Reed-Solomon (255,223) or (255,239), attached sync marker 1ACFFC1D",
        o => CreateDeframer(o, coded: true), o => new CcsdsFramer(o, true, CcsdsInnerCode.CodeOf(o)));

    /// <summary>The framing without it.</summary>
    public static FramingDescriptor Convolutional => field ??= new(
        "CCSDS Convolutional", "CCSDS 131.0-B-5, convolutional K = 7 rate 1/2 to 7/8, attached sync marker 1ACFFC1D",
        o => CreateDeframer(o, coded: false), o => new CcsdsFramer(o, false, CcsdsInnerCode.CodeOf(o)));

    internal static SyncedDeframer CreateDeframer(FramingOptions options, bool coded)
    {
        var (code, outer) = (CcsdsInnerCode.CodeOf(options), new CcsdsOuterCode(options, coded));
        var markers = new CcsdsMarkers(code, options.DifferentialPrecoding, FalseAlarmRate(code, outer));
        var frame = new CcsdsCodedFrame(new CcsdsInnerCode(code, outer.BlockSize, options.DifferentialPrecoding), outer, markers);
        return new SyncedDeframer(markers.Steps(outer.BlockSize), frame, contiguous: true);
    }

    /// <summary>Punctured codes work where symbols are good, and have as many markers as their pattern steps; without a strong outer code the marker must be sure.</summary>
    private static double FalseAlarmRate(ConvolutionalCode code, CcsdsOuterCode outer) => !outer.IsStrong ? 1e-6 : code.IsPunctured ? 2e-5 : 2e-4;
}
