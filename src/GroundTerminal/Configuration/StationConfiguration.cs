using System.Net;
using GroundTerminal.Orbit;
using GroundTerminal.Station.Clock;
using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Configuration;

/// <summary>Everything that <c>groundterminal run</c> is told by its configuration file; checked, so that it can be used as it is.</summary>
public sealed record StationConfiguration
{
    /// <summary>Name of the station, for people.</summary>
    public required string StationName { get; init; }

    /// <summary>Where the antenna is; null where it is not said, and nothing is followed.</summary>
    public Site? Site { get; init; }

    /// <summary>What hides the sky; null for a flat horizon.</summary>
    public HorizonMask? Horizon { get; init; }

    /// <summary>What is followed.</summary>
    public IReadOnlyList<TrackedSatellite> Satellites { get; init; } = [];

    /// <summary>Where orbit data come from.</summary>
    public required OrbitsConfiguration Orbits { get; init; }

    /// <summary>How good the clock must be.</summary>
    public required ClockRules Clock { get; init; }

    /// <summary>What turns the antenna; null where nothing does.</summary>
    public RotatorConfiguration? Rotator { get; init; }

    /// <summary>How satellites are followed.</summary>
    public required TrackingConfiguration Tracking { get; init; }

    /// <summary>The radio.</summary>
    public required RadioConfiguration Radio { get; init; }

    /// <summary>The channels received side by side; at least one, names unique.</summary>
    public required IReadOnlyList<ChannelConfiguration> Channels { get; init; }

    /// <summary>Where the radio's whole band is sent as DIFI.</summary>
    public IReadOnlyList<VirtualRfConfiguration> DifiBands { get; init; } = [];

    /// <summary>Threads that the channels are spread over; null: one for channels that get the whole stream, one a processor for those that are cut out of it.</summary>
    public int? LoopThreads { get; init; }

    /// <summary>File of the frame store; a relative path is relative to the working directory.</summary>
    public required string StorePath { get; init; }

    /// <summary>File of the contacts' lives; a relative path is relative to the working directory.</summary>
    public required string ContactsPath { get; init; }

    /// <summary>Where files that satellites send in pieces are put together, relative to the working directory; null where they are not.</summary>
    public string? FilesDirectory { get; init; }

    /// <summary>What is recorded; null where nothing is.</summary>
    public RecorderConfiguration? Recorder { get; init; }

    /// <summary>Where the KISS server listens; null where it is off.</summary>
    public required IPEndPoint? KissServer { get; init; }

    /// <summary>What may be transmitted; null where there is no uplink.</summary>
    public TransmitConfiguration? Transmit { get; init; }

    /// <summary>Where the rotctld server listens; null where it is off.</summary>
    public IPEndPoint? RotctldServer { get; init; }

    /// <summary>Where the rigctld server listens; null where it is off.</summary>
    public IPEndPoint? RigctldServer { get; init; }

    /// <summary>Where the status page and its interface listen; null where they are off.</summary>
    public required IPEndPoint? Http { get; init; }

    /// <summary>How <c>run</c> reports on standard output and error.</summary>
    public required LogFormat LogFormat { get; init; }
}
