using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Emulator;

/// <summary>What a <see cref="TestSignal"/> holds.</summary>
public sealed record TestSignalOptions
{
    /// <summary>Sample rate of what comes out, Hz.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>A name of the modulation catalog.</summary>
    public required string Modulation { get; init; }

    public required double BaudRate { get; init; }

    /// <summary>Error of the transmitter's symbol clock, ppm; positive is fast.</summary>
    public double TimingPpm { get; init; }

    /// <summary>Deviation of FSK, or of AFSK's tones, Hz; null means the usual one.</summary>
    public double? DeviationHz { get; init; }

    /// <summary>Centre of AFSK's tones, Hz; null means the usual one.</summary>
    public double? AudioCarrierHz { get; init; }

    /// <summary>Deviation of the FM carrier under AFSK, Hz.</summary>
    public double FmDeviationHz { get; init; } = 3000;

    /// <summary>Bandwidth-time product of FSK's Gaussian pulse; null means rectangular.</summary>
    public double? GaussianBt { get; init; }

    /// <summary>Roll-off of the root-raised-cosine pulse of PSK; null means the usual one.</summary>
    public double? RollOff { get; init; }

    /// <summary>Subcarrier of PCM/PM, Hz; null means none.</summary>
    public double? SubcarrierHz { get; init; }

    /// <summary>Modulation index of PCM/PM, radians; null means the usual one.</summary>
    public double? ModulationIndexRadians { get; init; }

    /// <summary>A name of the framing catalog.</summary>
    public required string Framing { get; init; }

    /// <summary>Options of the framing.</summary>
    public FramingOptions FramingOptions { get; init; } = FramingOptions.Default;

    /// <summary>Energy of a channel symbol over noise density, dB; null means no noise. Flags and stuffed bits are not charged to the payload.</summary>
    public double? EbN0Db { get; init; }

    /// <summary>Carrier offset at the beginning, Hz.</summary>
    public double OffsetHz { get; init; }

    /// <summary>How fast the carrier moves, Hz/s.</summary>
    public double DriftHzPerS { get; init; }

    /// <summary>How many frames.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Bytes of a frame without its check; brought into the range that the framing carries.</summary>
    public int PayloadLength { get; init; } = 128;

    /// <summary>Idle symbols before, between and after the frames.</summary>
    public int IdleSymbols { get; init; } = 200;

    /// <summary>Seed of the noise.</summary>
    public ulong Seed { get; init; } = 1;
}
