namespace GroundTerminal.Station.Contacts;

/// <summary>How well the antenna follows a pass: predicted before it, measured after it.</summary>
/// <param name="OffTargetSeconds">How long the beam is further from the satellite than the tolerance.</param>
/// <param name="WorstErrorDegrees">The greatest angle between beam and satellite.</param>
public sealed record PointingFigures(double OffTargetSeconds, double WorstErrorDegrees)
{
    /// <summary>Where no error was ever known, it counts as the greatest that there is.</summary>
    internal static PointingFigures Of(double offTargetSeconds, double worstErrorDegrees) =>
        new(double.IsFinite(offTargetSeconds) ? Math.Round(offTargetSeconds, 2) : 0, double.IsFinite(worstErrorDegrees) ? Math.Round(worstErrorDegrees, 2) : 180);
}
