namespace GroundTerminal.Devices.OrbitSources;

/// <summary>How a URL is asked for orbit data.</summary>
public sealed record HttpOrbitSourceOptions
{
    /// <summary>What is asked.</summary>
    public required Uri Url { get; init; }

    /// <summary>The source with the greater number outranks the others.</summary>
    public int Priority { get; init; } = 10;

    /// <summary>Its element sets are used up to this age; null for the book's limit.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Time between two requests at the least. CelesTrak updates every two hours and blocks who asks more often.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(2);

    /// <summary>After the first failure it is asked again after this; then after twice as long each time, up to <see cref="Interval"/>.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For the whole answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of an answer, unpacked, at the most.</summary>
    public int MostBytes { get; init; } = 32 << 20;
}
