namespace GroundTerminal.Station.Radios;

/// <summary>A radio that says how it fares. Any threads.</summary>
public interface IMonitoredRadio
{
    /// <summary>As of now.</summary>
    RadioHealth Health { get; }
}
