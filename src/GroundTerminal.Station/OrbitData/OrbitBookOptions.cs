namespace GroundTerminal.Station.OrbitData;

/// <summary>What an <see cref="OrbitBook"/> is built from.</summary>
public sealed record OrbitBookOptions
{
    /// <summary>Where orbit data come from, with different names.</summary>
    public IReadOnlyList<IOrbitSource> Sources { get; init; } = [];

    /// <summary>Directory that keeps the last good texts through power loss, made where it is missing; null to keep nothing.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>How old data may be.</summary>
    public OrbitAges Ages { get; init; } = OrbitAges.Default;

    /// <summary>Priority of uploads.</summary>
    public int UploadPriority { get; init; } = 50;
}
