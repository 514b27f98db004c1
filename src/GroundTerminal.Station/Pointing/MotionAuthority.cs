namespace GroundTerminal.Station.Pointing;

/// <summary>The one object that moves an antenna.</summary>
public sealed class MotionAuthority : IAntenna
{
    public MotionAuthority(IRotator rotator, RotatorGeometry geometry, TimeProvider clock, MotionOptions? options = null) => throw new NotImplementedException();

    public (double AzimuthDegrees, double ElevationDegrees)? Position => throw new NotImplementedException();

    public RotatorLimits Limits => throw new NotImplementedException();

    /// <summary>What it knows; a new one each step.</summary>
    public AntennaStatus Status => throw new NotImplementedException();

    /// <summary>The planner that it plans again with after a fault.</summary>
    public PassPlanner Planner => throw new NotImplementedException();

    /// <summary>Where the mechanics are for a plan: the last reading believed, or null.</summary>
    public (double AzimuthDegrees, double ElevationDegrees)? Mechanical => throw new NotImplementedException();

    /// <summary>Alarms after a number, at most the last 100.</summary>
    public IReadOnlyList<AntennaAlarm> AlarmsAfter(long number) => throw new NotImplementedException();

    /// <summary>One control period. One thread.</summary>
    public void Step() => throw new NotImplementedException();

    /// <summary>Follows a pass, setting off at once; it replaces the pass or direction before.</summary>
    /// <returns>Null, or why it will not (stowed).</returns>
    public string? Follow(PassPlan plan, ISkyTarget target) => throw new NotImplementedException();

    /// <summary>Ends the pass: the antenna stops where it is, or parks.</summary>
    public void Release(bool park = false) => throw new NotImplementedException();

    public string? Point(double azimuthDegrees, double elevationDegrees) => throw new NotImplementedException();

    public string? Park() => throw new NotImplementedException();

    /// <summary>Turns to the stow place and refuses everything but a stop until <see cref="Unstow"/>.</summary>
    /// <returns>Null, or why it does not turn there (it is stowed, and bars orders, all the same).</returns>
    public string? Stow(string reason) => throw new NotImplementedException();

    public void Unstow() => throw new NotImplementedException();

    public void Stop() => throw new NotImplementedException();

    /// <summary>Forgets a fault: orders are taken again. It moves nothing.</summary>
    public void ClearFault() => throw new NotImplementedException();
}
