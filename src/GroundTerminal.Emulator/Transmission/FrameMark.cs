namespace GroundTerminal.Emulator.Transmission;

/// <summary>Where a frame stands in its transmitter's own samples.</summary>
internal readonly record struct FrameMark(uint Counter, double First, double End);
