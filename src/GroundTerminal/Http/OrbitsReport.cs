using GroundTerminal.Live;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Http;

/// <summary>What a station knows of the orbits of its satellites.</summary>
/// <param name="Satellites">One for each satellite that is followed.</param>
/// <param name="Sources">Where orbits come from.</param>
/// <param name="Alarms">What somebody should do something about.</param>
public sealed record OrbitsReport(IReadOnlyList<OrbitReport> Satellites, IReadOnlyList<OrbitSourceStatus> Sources, IReadOnlyList<OrbitAlarm> Alarms)
{
    public static OrbitsReport Of(LiveTracking tracking) => new([.. tracking.Satellites.Select(s => OrbitReport.Of(s, tracking))], tracking.Orbits.Book.Sources, tracking.OrbitAlarms());
}
