using System.Net;
using GroundTerminal.Devices.Gpio;
using GroundTerminal.Station.Radios;
using GroundTerminal.Station.Transmitting;

namespace GroundTerminal.Configuration;

/// <summary>What may be transmitted, with what, and within which limits.</summary>
public sealed record TransmitConfiguration
{
    /// <summary>The configuration's half of the interlock.</summary>
    public required bool Enabled { get; init; }

    /// <summary>File that the samples go to; null where the station's radio transmits them.</summary>
    public required string? Path { get; init; }

    /// <summary>What the transmitter is set to.</summary>
    public required RadioSettings Settings { get; init; }

    /// <summary>Levels and times.</summary>
    public required TransmitLimits Limits { get; init; }

    /// <summary>Line that keys the transmitter; null where the radio keys itself.</summary>
    public required GpioLineSpec? Ptt { get; init; }

    /// <summary>Where KISS clients send frames to; null where nowhere.</summary>
    public required IPEndPoint? Listen { get; init; }

    /// <summary>The uplinks; at least one.</summary>
    public required IReadOnlyList<TransmitChannel> Channels { get; init; }
}
