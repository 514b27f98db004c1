namespace GroundTerminal.Devices.Gpio;

/// <summary>A line changed.</summary>
/// <param name="Line">Its number in the request.</param>
/// <param name="ToActive">True where it became active.</param>
/// <param name="TimestampNanoseconds">When the interrupt was served, CLOCK_MONOTONIC.</param>
/// <param name="Sequence">Counts the edges of all lines of the request from 1; a gap means that edges were lost.</param>
public readonly record struct GpioEdge(int Line, bool ToActive, long TimestampNanoseconds, uint Sequence);
