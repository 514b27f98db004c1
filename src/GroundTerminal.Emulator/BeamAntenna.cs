using GroundTerminal.Emulator.Rotators;

namespace GroundTerminal.Emulator;

/// <summary>An antenna on an emulated rotator: a round beam, and side lobes of one level.</summary>
/// <remarks>Main lobe −12·(ψ/ψ₀)² dB, ψ₀ the half-power beamwidth (Recommendation ITU-R F.699, §2, in its usual parabolic form), down to the side lobes.</remarks>
/// <param name="rotator">What it sits on.</param>
/// <param name="beamwidthDegrees">Full width between the half-power points, above 0.</param>
/// <param name="sideLobeDb">Level beside the main lobe, dB, below 0.</param>
public sealed class BeamAntenna(EmulatedRotator rotator, double beamwidthDegrees, double sideLobeDb = -20) : IEmulatedAntenna
{
    private const double Degree = Math.PI / 180;
    private double _east, _north, _up = 1;

    /// <inheritdoc/>
    public void Observe()
    {
        var (azimuth, elevation) = rotator.LastAntenna;
        (_east, _north, _up) = Direction(azimuth * Degree, elevation * Degree);
    }

    /// <inheritdoc/>
    public double GainDb(double azimuthRadians, double elevationRadians)
    {
        var (east, north, up) = Direction(azimuthRadians, elevationRadians);
        var (x, y, z) = ((_north * up) - (_up * north), (_up * east) - (_east * up), (_east * north) - (_north * east));
        var angle = Math.Atan2(Math.Sqrt((x * x) + (y * y) + (z * z)), (_east * east) + (_north * north) + (_up * up)) / Degree / beamwidthDegrees;
        return Math.Max(sideLobeDb, -12 * angle * angle);
    }

    // Above 90° of elevation the same formula points over the top.
    private static (double East, double North, double Up) Direction(double azimuth, double elevation)
    {
        var ((sinA, cosA), (sinE, cosE)) = (Math.SinCos(azimuth), Math.SinCos(elevation));
        return (sinA * cosE, cosA * cosE, sinE);
    }
}
