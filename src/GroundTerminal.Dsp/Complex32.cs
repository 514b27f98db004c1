using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GroundTerminal.Dsp;

/// <summary>A complex sample: two 32-bit floats, in phase first, laid out as SigMF's <c>cf32_le</c> and GNU Radio's <c>gr_complex</c>.</summary>
/// <param name="Re">In-phase component; full scale is ±1.</param>
/// <param name="Im">Quadrature component; full scale is ±1.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct Complex32(float Re, float Im)
{
    /// <summary>Squared magnitude, Re² + Im².</summary>
    public float MagnitudeSquared => (Re * Re) + (Im * Im);

    /// <summary>Magnitude.</summary>
    public float Magnitude => MathF.Sqrt(MagnitudeSquared);

    /// <summary>Phase in radians, in (−π, π].</summary>
    public float Phase => MathF.Atan2(Im, Re);

    /// <summary>Complex conjugate.</summary>
    public Complex32 Conjugate => new(Re, -Im);

    /// <summary>The unit phasor at a phase in radians.</summary>
    public static Complex32 FromPhase(double radians) => new((float)Math.Cos(radians), (float)Math.Sin(radians));

    /// <summary>As <c>(Re, Im)</c>. The record's own would print <see cref="Conjugate"/>, which prints its own, without end.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"({Re}, {Im})");

    /// <summary>Sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complex32 operator +(Complex32 a, Complex32 b) => new(a.Re + b.Re, a.Im + b.Im);

    /// <summary>Difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complex32 operator -(Complex32 a, Complex32 b) => new(a.Re - b.Re, a.Im - b.Im);

    /// <summary>Product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complex32 operator *(Complex32 a, Complex32 b) => new((a.Re * b.Re) - (a.Im * b.Im), (a.Re * b.Im) + (a.Im * b.Re));

    /// <summary>Product with a real factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complex32 operator *(Complex32 a, float b) => new(a.Re * b, a.Im * b);
}
