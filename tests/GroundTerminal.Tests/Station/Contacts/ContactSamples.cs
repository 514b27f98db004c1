using GroundTerminal.Orbit;
using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Tests.Station.Contacts;

/// <summary>Passes as a schedule sees them, without orbits: the satellite stands in one direction at one distance.</summary>
internal static class ContactSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static ContactCandidate Candidate(string name, double fromMinutes, double toMinutes, int priority = 0, double framesPerMinute = 6, double azimuthDegrees = 0)
    {
        var look = new LookAngles { AzimuthRadians = azimuthDegrees * Math.PI / 180, ElevationRadians = 1, RangeKm = 1000 };
        var (start, end) = (Noon.AddMinutes(fromMinutes), Noon.AddMinutes(toMinutes));
        var pass = new Pass { Rise = start, Culmination = start + ((end - start) / 2), Set = end, AtRise = look, AtCulmination = look, AtSet = look };
        var satellite = new TrackedSatellite { Name = name, CatalogNumber = 1, Priority = priority, FramesPerMinute = framesPerMinute };
        return new ContactCandidate(satellite, pass, start, end) { LookAt = _ => look };
    }
}
