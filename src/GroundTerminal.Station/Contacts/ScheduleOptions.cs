namespace GroundTerminal.Station.Contacts;

/// <summary>What the schedule holds to.</summary>
public sealed record ScheduleOptions
{
    /// <summary>One antenna has to be turned to each satellite, so contacts exclude each other; false where it hears the whole sky.</summary>
    public required bool AntennaTurns { get; init; }

    /// <summary>Speed of its azimuth, degrees/s: how long it takes from one satellite to the next.</summary>
    public double AzimuthSpeedDegreesPerS { get; init; } = 6;

    /// <summary>A shorter piece of a pass is no contact.</summary>
    public TimeSpan LeastContact { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How far ahead is planned.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(24);
}
