using GroundTerminal.Devices.Gpio;
using GroundTerminal.Devices.Serial;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Configuration;

/// <summary>What turns the antenna.</summary>
public sealed record RotatorConfiguration
{
    /// <summary>emulated, or a protocol's name.</summary>
    public required string Kind { get; init; }

    /// <summary>Device or HOST:PORT; empty for an emulated one.</summary>
    public required string Port { get; init; }

    /// <summary>How a serial device is set.</summary>
    public required SerialOptions Serial { get; init; }

    /// <summary>How motors and sensors are wired; null where it is no rotator on GPIO lines.</summary>
    public GpioRotatorOptions? Gpio { get; init; }

    /// <summary>What is wrong with an emulated one.</summary>
    public required RotatorFaults Faults { get; init; }

    /// <summary>How often the position is asked for, a second.</summary>
    public required double PollHz { get; init; }

    /// <summary>Of a SPID controller; 0 where it is learned.</summary>
    public required int PulsesPerDegree { get; init; }

    /// <summary>An operator's order ends a pass that is followed.</summary>
    public required bool ManualTakesOver { get; init; }

    /// <summary>Limits, speeds, places.</summary>
    public required RotatorGeometry Geometry { get; init; }

    /// <summary>File of the calibration, which adds to the offsets of <see cref="Geometry"/>.</summary>
    public required string CalibrationPath { get; init; }

    /// <summary>Full width of the antenna's beam between its half-power points, degrees.</summary>
    public required double BeamwidthDegrees { get; init; }
}
