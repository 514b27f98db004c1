namespace GroundTerminal.Station.Contacts;

/// <summary>How well the antenna follows a pass: predicted before it, measured after it.</summary>
/// <param name="OffTargetSeconds">How long the beam is further from the satellite than the tolerance.</param>
/// <param name="WorstErrorDegrees">The greatest angle between beam and satellite.</param>
public sealed record PointingFigures(double OffTargetSeconds, double WorstErrorDegrees);
