using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Configuration;

/// <summary>Where orbit data come from, and how old they may be.</summary>
public sealed record OrbitsConfiguration
{
    /// <summary>Files, directories and URLs.</summary>
    public required IReadOnlyList<OrbitSourceConfiguration> Sources { get; init; }

    /// <summary>Element sets that stand in the configuration itself, as TLE; empty for none.</summary>
    public string ByHand { get; init; } = "";

    /// <summary>Directory that keeps them through a restart; a relative path is relative to the working directory.</summary>
    public required string CacheDirectory { get; init; }

    /// <summary>Beyond which age they are stale, beyond which they are not used.</summary>
    public required OrbitAges Ages { get; init; }

    /// <summary>Priority of what is sent over HTTP.</summary>
    public required int UploadPriority { get; init; }
}
