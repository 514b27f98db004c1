namespace GroundTerminal.Station;

/// <summary>An antenna rotator as its driver gives it: raw angles of the mechanics, nothing checked. Only the motion authority commands it.</summary>
/// <remarks>
/// No member waits for the device: a driver speaks to it on a thread of its own. A newer target replaces one that has not gone out yet; a stop always goes
/// out, and before any target that was given earlier. Any threads. Disposing stops the motors. Owned, and disposed, by whoever made it.
/// </remarks>
public interface IRotator : IDisposable
{
    /// <summary>What it is, for people: protocol, and device or address.</summary>
    string Description { get; }

    /// <summary>What it said last of where it is; <see cref="RotatorFeedback.None"/> before the first.</summary>
    RotatorFeedback Feedback { get; }

    /// <summary>Asks it to turn there.</summary>
    /// <param name="azimuthDegrees">Of the mechanics: beyond 360 or below 0 in the overlap.</param>
    /// <param name="elevationDegrees">Of the mechanics: above 90 over the top.</param>
    void Point(double azimuthDegrees, double elevationDegrees);

    /// <summary>Asks it to stop both axes.</summary>
    void Stop();
}
