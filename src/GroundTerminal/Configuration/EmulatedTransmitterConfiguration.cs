using GroundTerminal.Modems;

namespace GroundTerminal.Configuration;

/// <summary>One emulated transmitter.</summary>
public sealed record EmulatedTransmitterConfiguration
{
    /// <summary>Name of the shipped orbit that it flies; null where it goes through its pass again and again.</summary>
    public string? Orbit { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Carrier frequency as transmitted, before Doppler, Hz.</summary>
    public required double FrequencyHz { get; init; }

    /// <summary>What is sent.</summary>
    public required Signal Signal { get; init; }

    /// <summary>C/N0 at the pass's closest approach, dB-Hz; elsewhere lower by the free-space loss of the greater range.</summary>
    public required double LevelDbHz { get; init; }

    /// <summary>From the start of a frame to the start of the next, s; the carrier stays on between them where <see cref="Continuous"/>.</summary>
    public required double FrameIntervalSeconds { get; init; }

    /// <summary>True: the framing's idle pattern is sent between frames. False: nothing is.</summary>
    public required bool Continuous { get; init; }

    /// <summary>Call sign, with SSID, that frames come from.</summary>
    public required string Source { get; init; }

    /// <summary>Call sign that frames go to.</summary>
    public required string Destination { get; init; }

    /// <summary>Text of a frame; <c>{n}</c> becomes the frame's number.</summary>
    public required string Payload { get; init; }

    /// <summary>The pass.</summary>
    public required PassConfiguration Pass { get; init; }
}
