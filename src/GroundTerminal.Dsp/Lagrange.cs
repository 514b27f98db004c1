using System.Runtime.CompilerServices;

namespace GroundTerminal.Dsp;

/// <summary>Interpolation between samples by polynomials.</summary>
public static class Lagrange
{
    /// <summary>Third-order Lagrange interpolation between x[0] and x[1].</summary>
    /// <param name="x">The sample at 0; the one before and the two after it are read as well, unchecked.</param>
    /// <param name="mu">Where between the two, 0 to 1.</param>
    /// <remarks>T. Laakso et al., "Splitting the unit delay", IEEE Signal Processing Magazine 13(1), 1996; exact for cubics.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cubic(ref readonly float x, float mu)
    {
        ref var at = ref Unsafe.AsRef(in x);
        var (a, b, c, d) = (Unsafe.Add(ref at, -1), at, Unsafe.Add(ref at, 1), Unsafe.Add(ref at, 2));
        var c1 = c - (a / 3) - (b / 2) - (d / 6);
        var c2 = ((a + c) / 2) - b;
        var c3 = ((d - a) / 6) + ((b - c) / 2);
        return (((((c3 * mu) + c2) * mu) + c1) * mu) + b;
    }
}
