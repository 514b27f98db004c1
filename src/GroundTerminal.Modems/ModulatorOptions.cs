namespace GroundTerminal.Modems;

/// <summary>What a modulator is built from.</summary>
public sealed record ModulatorOptions
{
    /// <summary>Sample rate of the output, Hz.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Channel symbols a second, baud; at most a quarter of the sample rate, of phase shift keying at most 1/1.5.</summary>
    public required double BaudRate { get; init; }

    /// <summary>Deviation of FSK, or of AFSK's tones from their centre, Hz; null means the usual one (FSK: a quarter of the baud rate times 1.25; AFSK: 500 Hz).</summary>
    public double? DeviationHz { get; init; }

    /// <summary>Centre of AFSK's tones, Hz; null means 1700.</summary>
    public double? AudioCarrierHz { get; init; }

    /// <summary>Deviation of the FM carrier under AFSK, Hz.</summary>
    public double FmDeviationHz { get; init; } = 3000;

    /// <summary>Bandwidth-time product of FSK's Gaussian pulse (GFSK, GMSK), 0.2 to 2; null means a rectangular pulse.</summary>
    public double? GaussianBt { get; init; }

    /// <summary>Roll-off of the root-raised-cosine pulse of phase shift keying, 0.1 to 1; null means 0.35.</summary>
    public double? RollOff { get; init; }

    /// <summary>Subcarrier of PCM/PM, Hz; null where the symbols modulate the carrier directly.</summary>
    public double? SubcarrierHz { get; init; }

    /// <summary>Peak phase deviation of PCM/PM, radians, above 0 and below π/2; null means 1.2 (Manchester: 67°).</summary>
    public double? ModulationIndexRadians { get; init; }
}
