namespace GroundTerminal.Station.Receiving;

/// <summary>How far a signal's carrier is shifted, at any time. Immutable; allocates nothing.</summary>
public interface IDopplerModel
{
    /// <summary>Received minus transmitted frequency, Hz.</summary>
    /// <param name="utc">Time of reception.</param>
    double ShiftHz(DateTimeOffset utc);
}
