using GroundTerminal.Orbit;

namespace GroundTerminal.Station.Contacts;

/// <summary>A pass that could become a contact.</summary>
/// <param name="Satellite">Whose.</param>
/// <param name="Pass">The pass; one without rise or set begins or ends with the time searched.</param>
/// <param name="Start">When it could begin.</param>
/// <param name="End">When it would end.</param>
public sealed record ContactCandidate(TrackedSatellite Satellite, Pass Pass, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Where the satellite is: from its orbit. Elevation and azimuth in radians.</summary>
    public required Func<DateTimeOffset, LookAngles> LookAt { get; init; }

    /// <summary>Where the orbit data came from.</summary>
    public string OrbitSource { get; init; } = "";

    /// <summary>How old they are at the start.</summary>
    public TimeSpan OrbitAge { get; init; }

    /// <summary>Frames expected in a part of the pass: frames sent, weighed with the power received, (least range of the pass/range)².</summary>
    /// <remarks>Summed every 10 s: good and long passes high in the sky are worth more than low ones.</remarks>
    public double ExpectedFrames(DateTimeOffset from, DateTimeOffset to)
    {
        const double StepSeconds = 10;
        var sum = 0.0;
        for (var t = from; t < to; t += TimeSpan.FromSeconds(StepSeconds))
        {
            var seconds = Math.Min(StepSeconds, (to - t).TotalSeconds);
            sum += seconds * Math.Pow(Pass.AtCulmination.RangeKm / LookAt(t + TimeSpan.FromSeconds(seconds / 2)).RangeKm, 2);
        }
        return sum * Satellite.FramesPerMinute / 60;
    }
}
