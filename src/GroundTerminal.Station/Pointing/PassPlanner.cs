namespace GroundTerminal.Station.Pointing;

/// <summary>Plans passes.</summary>
public sealed class PassPlanner
{
    private readonly RotatorGeometry _geometry;

    /// <param name="geometry">What turns.</param>
    /// <exception cref="ArgumentException">A value of the geometry cannot be.</exception>
    public PassPlanner(RotatorGeometry geometry)
    {
        geometry.Validate();
        _geometry = geometry;
    }

    /// <summary>Plans one pass.</summary>
    public PassPlan Plan(ISkyTarget target, DateTimeOffset rise, DateTimeOffset set, (double AzimuthDegrees, double ElevationDegrees) mechanicalNow, DateTimeOffset now) =>
        throw new NotImplementedException(_geometry.ToString());
}
