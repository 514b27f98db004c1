namespace GroundTerminal.Station.Pointing;

/// <summary>Something that a person should know of.</summary>
/// <param name="Number">1 for the first since the start.</param>
/// <param name="Time">UTC.</param>
/// <param name="Fault">What kind; <see cref="MotionFault.None"/> where it is over.</param>
/// <param name="Text">A sentence.</param>
public sealed record AntennaAlarm(long Number, DateTimeOffset Time, MotionFault Fault, string Text);
