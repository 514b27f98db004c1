namespace GroundTerminal.Devices.Rotators;

/// <summary>How a rotator is driven.</summary>
public sealed record RotatorDriverOptions
{
    /// <summary>How often a second the position is asked, 0.1 to 50; a slow line is asked as often as it can answer.</summary>
    public double PollHz { get; init; } = 10;

    /// <summary>How long a reply is waited for, beyond its time on the wire.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>First pause before a lost link is opened again; it doubles with each attempt.</summary>
    public TimeSpan LeastBackOff { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longest pause between attempts.</summary>
    public TimeSpan MostBackOff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A link over which nothing is heard for so long is closed and opened again: adapters hang, and TCP peers vanish without a word.</summary>
    public TimeSpan ReopenAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A target that could not go out for so long is forgotten: nobody expects an antenna to start by itself when a cable is put back.</summary>
    public TimeSpan TargetLifetime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Elevation that is told for a controller of azimuth alone, degrees.</summary>
    public double FixedElevationDegrees { get; init; }

    /// <summary>What some protocols must be told.</summary>
    public RotatorHostOptions Host { get; init; } = new();
}
