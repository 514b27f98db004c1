namespace GroundTerminal.Devices.Rotators;

/// <summary>A rotator protocol as the catalogue knows it.</summary>
/// <param name="Name">As in configuration and on the command line.</param>
/// <param name="Standard">What it follows.</param>
/// <param name="DefaultBaudRate">Of its serial line; 0 where it goes over TCP.</param>
/// <param name="CreateHost">Our end of it, where we drive.</param>
/// <param name="CreateDevice">The rotator's end, for the emulator.</param>
public sealed record RotatorDescriptor(string Name, string Standard, int DefaultBaudRate, Func<RotatorHostOptions, IRotatorHost> CreateHost, Func<IRotatorDevice> CreateDevice)
{
    /// <summary>A shorter name for the most usual one of a family; empty where there is none.</summary>
    public string Alias { get; init; } = "";

    /// <summary>False for a controller of azimuth alone.</summary>
    public bool HasElevation { get; init; } = true;

    /// <summary>Bytes of a position's reply on a serial line, which bounds how often it can be asked.</summary>
    public int PositionBytes { get; init; } = 16;

    /// <summary>Step of the angles that can be sent, degrees.</summary>
    public double CommandStepDegrees { get; init; } = 0.1;

    /// <summary>Default port where it goes over TCP; 0 where it does not by itself.</summary>
    public int DefaultPort { get; init; }
}
