namespace GroundTerminal.Devices.Gpio;

/// <summary>One axis as it is now, for people.</summary>
/// <param name="Name">azimuth or elevation.</param>
/// <param name="Degrees">Where it is; NaN before it is known.</param>
/// <param name="IsSure">False where a counting axis was not homed or set since the start.</param>
/// <param name="IsPowered">Its motor is on.</param>
/// <param name="Glitches">Edges or readings that could not be, since the start.</param>
/// <param name="Problem">What it complains of; empty where nothing.</param>
public sealed record GpioAxisStatus(string Name, double Degrees, bool IsSure, bool IsPowered, long Glitches, string Problem);
