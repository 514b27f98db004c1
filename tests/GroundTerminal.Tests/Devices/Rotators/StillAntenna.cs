using GroundTerminal.Station;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>An antenna that goes nowhere by itself and remembers what it was asked.</summary>
internal sealed class StillAntenna : IAntenna
{
    public (double AzimuthDegrees, double ElevationDegrees)? Position { get; set; }

    public RotatorLimits Limits { get; init; } = new(0, 450, 0, 180);

    public string? Refusal { get; init; }

    public int Commands { get; private set; }

    public (double, double)? Target { get; private set; }

    public bool IsParked { get; private set; }

    public string? Point(double azimuthDegrees, double elevationDegrees)
    {
        Commands++;
        if (Refusal is null)
            Target = (azimuthDegrees, elevationDegrees);
        return Refusal;
    }

    public string? Park()
    {
        (Commands, IsParked) = (Commands + 1, Refusal is null);
        return Refusal;
    }

    public void Stop() => (Commands, Target) = (Commands + 1, null);
}
