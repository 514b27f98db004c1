namespace GroundTerminal.Devices.PluginModems;

/// <summary>How a modem library is run.</summary>
public sealed record PluginOptions
{
    /// <summary>Longest frame that is taken, bytes.</summary>
    public const int MaxFrame = 8192;

    /// <summary>Name of its channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Path of the shared library.</summary>
    public required string Library { get; init; }

    /// <summary>What it is told.</summary>
    public string Options { get; init; } = "";

    /// <summary>Sample rate that it gets, Hz.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Radio frequency at 0 Hz of its samples, Hz.</summary>
    public required double CenterFrequencyHz { get; init; }

    /// <summary>A call that lasts longer blocks; in a process of its own it is then ended.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait before a process that died is started again; doubles up to <see cref="LongestWait"/>, and begins anew after a minute of life.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest such wait.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);
}
