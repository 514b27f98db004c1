namespace GroundTerminal.Station.Pointing;

/// <summary>Where the controller says the mechanics are, degrees, and when, by a clock that never goes back.</summary>
internal readonly record struct Reading(double Seconds, double Azimuth, double Elevation);
