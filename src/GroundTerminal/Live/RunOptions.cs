using GroundTerminal.Configuration;

namespace GroundTerminal.Live;

/// <summary>What the command line of <c>run</c> says beyond the configuration file.</summary>
public sealed record RunOptions
{
    /// <summary>How many times real time; null means as the configuration says.</summary>
    public double? Speed { get; init; }

    /// <summary>As fast as it goes, without pace.</summary>
    public bool Unpaced { get; init; }

    /// <summary>Null means as the configuration says.</summary>
    public LogFormat? LogFormat { get; init; }

    /// <summary>Ends after so many seconds of signal; null means endless.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>File that the last status is written to; null means none.</summary>
    public string? ReportPath { get; init; }

    /// <summary>File of the frame store instead of the configured one.</summary>
    public string? StorePath { get; init; }

    /// <summary>Threads that the channels are spread over; null means as the configuration says.</summary>
    public int? LoopThreads { get; init; }

    /// <summary>Asks for SCHED_FIFO, a processor each and locked memory; where the pace is real time.</summary>
    public bool RealTime { get; init; } = true;
}
