using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>How well a decoded path agrees with noise, and below what it is refused.</summary>
internal static class CcsdsAgreement
{
    /// <summary>Symbols of a first look, and the least agreement of a frame.</summary>
    public static (int Look, float Least) Of(ConvolutionalCode code) => code.StepsPerPeriod switch
    {
        1 => (512, 0.873f),
        2 => (768, 0.93f),
        3 => (1024, 0.95f),
        5 => (1280, 0.97f),
        _ => (1536, 0.98f),
    };
}
