using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>How well a decoded path must agree with the symbols, so that what follows is a frame.</summary>
/// <remarks>
/// Agreement of <see cref="ViterbiResult"/>, mean ± deviation over the first look, by simulation of 60 looks each; "frame" at the Eb/N0 given, Reed–Solomon counted, where most frames are lost or, 1 dB above, none;
/// "other" are random signs at the Es/N0 of that:
/// <code>
/// rate  look  noise          other          frame                 1 dB above
/// 1/2    512  0.853 ± 0.008  0.832 ± 0.007  0.898 ± 0.014 1.5 dB  0.925 ± 0.014
/// 2/3   1024  0.935 ± 0.004  0.913 ± 0.003  0.951 ± 0.007 2.1 dB  0.968 ± 0.006
/// 3/4   1024  0.963 ± 0.003  0.943 ± 0.003  0.969 ± 0.004 2.6 dB  0.982 ± 0.004
/// 5/6   1024  0.983 ± 0.002  0.968 ± 0.002  0.983 ± 0.003 3.1 dB  0.990 ± 0.003
/// 7/8   1024  0.990 ± 0.001  0.977 ± 0.002  0.990 ± 0.002 3.6 dB  0.994 ± 0.002
/// </code>
/// Noise at the high rates agrees as frames do; there its spread tells it (1.57 ± 0.03, a frame at the Eb/N0 of the last column below 1.35).
/// </remarks>
internal static class CcsdsAgreement
{
    /// <summary>Symbols of a first look, and the least agreement of a frame.</summary>
    public static (int Look, float Least) Of(ConvolutionalCode code) => code.StepsPerPeriod switch
    {
        1 => (512, 0.873f),
        2 => (1024, 0.938f),
        3 => (1024, 0.96f),
        5 => (1024, 0.977f),
        _ => (1024, 0.986f),
    };
}
