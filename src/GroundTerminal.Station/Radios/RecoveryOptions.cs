namespace GroundTerminal.Station.Radios;

/// <summary>How a <see cref="RecoveringRadio"/> goes on after a fault.</summary>
public sealed record RecoveryOptions
{
    /// <summary>A device that gives no sample for so long hangs.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Wait before the first try to open it again.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The wait doubles with each try, up to this.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Half width of the interval that UTC lies in by the machine's clock, s; null where nothing is known of it.</summary>
    public Func<double?> ClockUncertaintySeconds { get; init; } = () => null;
}
