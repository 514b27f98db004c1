namespace GroundTerminal.Devices;

/// <summary>How a <see cref="FileRadio"/> plays its recording.</summary>
public sealed record FileRadioOptions
{
    /// <summary>How many times real time it is played at; null is as fast as it is read.</summary>
    public double? Pace { get; init; } = 1;

    /// <summary>Starts again at its end; sample indices go on.</summary>
    public bool Loop { get; init; }
}
