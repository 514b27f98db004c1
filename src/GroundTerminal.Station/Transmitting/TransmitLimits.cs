namespace GroundTerminal.Station.Transmitting;

/// <summary>How strong, how long and how often may be transmitted.</summary>
public sealed record TransmitLimits
{
    /// <summary>Mean power of a burst, dB relative to full scale.</summary>
    public double LevelDbfs { get; init; } = -10;

    /// <summary>No sample is stronger than this, dB relative to full scale.</summary>
    public double MaxLevelDbfs { get; init; } = -3;

    /// <summary>From keying to the first sample: relays and amplifiers settle.</summary>
    public TimeSpan Lead { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>From the end of the last sample to unkeying: as long as samples may wait in the device.</summary>
    public TimeSpan Tail { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The transmitter is keyed for no longer at a time.</summary>
    public TimeSpan LongestBurst { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Window that <see cref="MostShare"/> is counted in.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Greatest share of the window that the transmitter may be keyed for, above 0 to 1.</summary>
    public double MostShare { get; init; } = 0.5;

    /// <summary>It stays unkeyed for so long after each burst.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A frame that could not be sent for so long is refused: what was meant for now is not sent later.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Arming lasts no longer than this, whatever is asked for.</summary>
    public TimeSpan LongestArming { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Frames that wait at most.</summary>
    public int QueueLength { get; init; } = 64;
}
