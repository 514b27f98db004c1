using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Benchmarks;

/// <summary>Frame success of textbook detectors: a frame is lost with its first wrong symbol, p = (1 − Pb)ⁿ.</summary>
/// <remarks>
/// n counts the symbols from the opening flag to the closing flag. With NRZI and the G3RUH scrambler one wrong symbol becomes two to six wrong bits, but of a frame
/// that is lost already, so line code and scrambler do not appear. Pb: J. Proakis, M. Salehi, Digital Communications, 5th ed., eq. (4.3-13) and (4.5-46).
/// </remarks>
internal static class FrameTheory
{
    /// <summary>Coherent detection of antipodal signals: Q(√(2·Eb/N₀)).</summary>
    public static double CoherentPsk(double ebN0Db) => 0.5 * Erfc(Math.Sqrt(Math.Pow(10, ebN0Db / 10)));

    /// <summary>Non-coherent detection of orthogonal tones: ½·exp(−Eb/2N₀).</summary>
    public static double NonCoherentFsk(double ebN0Db) => 0.5 * Math.Exp(-Math.Pow(10, ebN0Db / 10) / 2);

    public static double FrameSuccess(double symbolError, double symbols) => Math.Pow(1 - symbolError, symbols);

    /// <summary>Eb/N₀ where half the frames succeed, by bisection.</summary>
    public static double HalfPoint(Func<double, double> symbolError, double symbols)
    {
        var (low, high) = (-10.0, 30.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = FrameSuccess(symbolError(middle), symbols) < 0.5 ? (middle, high) : (low, middle);
        }
        return low;
    }

    /// <summary>Mean symbols of an AX.25 frame with its two flags, from the encoder's stuffing of these payloads (8 flags go before it and 2 after).</summary>
    public static double Symbols(IReadOnlyList<byte[]> payloads)
    {
        var framer = Ax25Framing.Plain.CreateFramer!(FramingOptions.Default);
        return payloads.Average(p => framer.Encode(p, new byte[framer.MaxOutput(p.Length)]) - (8 * 8));
    }

    /// <summary>Complementary error function, relative error below 1.2·10⁻⁷. W. Press et al., Numerical Recipes, 2nd ed., §6.2 (Chebyshev fit).</summary>
    private static double Erfc(double x)
    {
        ReadOnlySpan<double> c = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
        var t = 1 / (1 + (0.5 * Math.Abs(x)));
        var sum = 0.0;
        for (var i = c.Length - 1; i >= 0; i--)
            sum = (sum * t) + c[i];
        var value = t * Math.Exp(-(x * x) + sum);
        return x >= 0 ? value : 2 - value;
    }
}
