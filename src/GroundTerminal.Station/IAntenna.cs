namespace GroundTerminal.Station;

/// <summary>What others than the schedule may ask of the antenna: rotctld clients, HTTP, the console. Any threads; no member waits for the motors.</summary>
/// <remarks>The motion authority answers, by its own rules. Azimuth is the sky's, 0 to 360, elevation 0 to 90, unless <see cref="Limits"/> says more.</remarks>
public interface IAntenna
{
    /// <summary>Where the antenna points; null where that is not known.</summary>
    (double AzimuthDegrees, double ElevationDegrees)? Position { get; }

    /// <summary>What may be asked for.</summary>
    RotatorLimits Limits { get; }

    /// <summary>Asks it to point there.</summary>
    /// <returns>Null, or why it will not.</returns>
    string? Point(double azimuthDegrees, double elevationDegrees);

    /// <summary>Asks it to go to its parking position.</summary>
    /// <returns>Null, or why it will not.</returns>
    string? Park();

    /// <summary>Stops it at once; always obeyed.</summary>
    void Stop();
}
