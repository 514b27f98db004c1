using GroundTerminal.Emulator.Ranges;
using GroundTerminal.Modems;

namespace GroundTerminal.Emulator.Transmission;

/// <summary>One emulated downlink: what is sent, how strong, and along which path.</summary>
public sealed record EmulatedTransmitterOptions
{
    public required string Name { get; init; }

    /// <summary>What is sent.</summary>
    public required Signal Signal { get; init; }

    /// <summary>Transmitted carrier, Hz, before Doppler.</summary>
    public required double FrequencyHz { get; init; }

    /// <summary>C/N₀ at the path's closest range, dBHz; it falls with the square of the range.</summary>
    public required double CarrierToNoiseDbHz { get; init; }

    /// <summary>The path to the satellite.</summary>
    public IRangeHistory Range { get; init; } = new ConstantRange(1000);

    /// <summary>Sends only while it is above the horizon: what nobody could hear need not be computed.</summary>
    public bool SilentBelowHorizon { get; init; }

    /// <summary>How deep the signal fades as the satellite tumbles, dB; 0 means it does not.</summary>
    public double FadeDepthDb { get; init; }

    /// <summary>Time from fade to fade, s.</summary>
    public double FadePeriodSeconds { get; init; } = 10;

    /// <summary>Time of the first frame, s of stream time.</summary>
    public double FirstFrameSeconds { get; init; } = 0.5;

    /// <summary>From the start of one frame to the start of the next, s; frames that do not fit follow each other directly.</summary>
    public double FrameIntervalSeconds { get; init; } = 1;

    /// <summary>Bytes of a frame without its check, AX.25 header included; brought into the range that the framing carries.</summary>
    public int PayloadLength { get; init; } = 128;

    /// <summary>Text after the AX.25 header, <c>{n}</c> becomes the frame's number; null means octets that follow from the number. PayloadLength is not used then.</summary>
    public string? PayloadText { get; init; }

    /// <summary>Callsign with optional SSID that the frames come from.</summary>
    public string SourceCall { get; init; } = "GT0SAT";

    /// <summary>Callsign with optional SSID that the frames go to.</summary>
    public string DestinationCall { get; init; } = "CQ";

    /// <summary>True: the framing's idle pattern between frames. False: bursts, the carrier is off between them.</summary>
    public bool IdleBetweenFrames { get; init; } = true;

    /// <summary>Idle pattern before each frame of a burst, s.</summary>
    public double PreambleSeconds { get; init; } = 0.05;
}
