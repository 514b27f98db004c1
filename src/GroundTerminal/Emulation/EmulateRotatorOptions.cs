using GroundTerminal.Devices.Rotators;
using GroundTerminal.Emulator.Rotators;

namespace GroundTerminal.Emulation;

/// <summary>What <c>emulate rotator</c> was told. Angles in degrees.</summary>
internal sealed record EmulateRotatorOptions(RotatorDescriptor Protocol)
{
    /// <summary>Where to listen on TCP; null for a pseudo-terminal.</summary>
    public (string Host, int Port)? Listen { get; init; }

    public string? LinkPath { get; init; }

    public (double Least, double Most) Azimuth { get; init; }

    public (double Least, double Most) Elevation { get; init; }

    /// <summary>Degrees/s.</summary>
    public (double Azimuth, double Elevation) Speed { get; init; }

    public (double Azimuth, double Elevation) Start { get; init; }

    public (double Azimuth, double Elevation) Park { get; init; }

    public RotatorFaults Faults { get; init; } = RotatorFaults.None;

    public bool Json { get; init; }
}
