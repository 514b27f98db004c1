using GroundTerminal.Station.Clock;

namespace GroundTerminal.Station;

/// <summary>Something that knows how well the system clock keeps UTC: the kernel, chrony, a GPS receiver.</summary>
public interface IClockProbe
{
    /// <summary>What it knows now; null where it does not answer. Never throws; at most some tenths of a second.</summary>
    ClockReading? Read();
}
