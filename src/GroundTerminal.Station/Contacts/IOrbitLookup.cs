namespace GroundTerminal.Station.Contacts;

/// <summary>Where the schedule asks for orbits. Any threads.</summary>
public interface IOrbitLookup
{
    /// <summary>Another number whenever an orbit may have changed.</summary>
    long Version { get; }

    /// <summary>The orbit to be used for a satellite.</summary>
    OrbitAnswer Find(TrackedSatellite satellite, DateTimeOffset now);
}
