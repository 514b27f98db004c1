namespace GroundTerminal.Emulator.Usb;

/// <summary>What the registers of a dongle mean, with its crystals as they really are.</summary>
public sealed record RtlDongleStatus
{
    /// <summary>Converter on and endpoint open: samples flow.</summary>
    public required bool IsStreaming { get; init; }

    /// <summary>Of the resampler, Hz; 0 before it is set.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>At the antenna, at 0 Hz of the samples.</summary>
    public required double CenterFrequencyHz { get; init; }

    /// <summary>Of the tuner, Hz.</summary>
    public required double OscillatorHz { get; init; }

    /// <summary>What the down-converter moves to 0 Hz.</summary>
    public required double IntermediateFrequencyHz { get; init; }

    /// <summary>The tuner's synthesizer is locked.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>The tuner is not in standby.</summary>
    public required bool IsTunerAwake { get; init; }

    /// <summary>The tuner sets the gains before its filter itself.</summary>
    public required bool HasAutomaticGain { get; init; }

    /// <summary>Of the tuner's stages by their registers, dB.</summary>
    public required IReadOnlyDictionary<string, double> StageGainsDb { get; init; }

    /// <summary>Bytes are counted instead of samples given.</summary>
    public required bool IsCounting { get; init; }

    /// <summary>The digital gain control is on.</summary>
    public required bool HasDigitalGainControl { get; init; }

    /// <summary>The pin that is converted without the tuner: 'i' or 'q'; null with it.</summary>
    public required char? DirectSampling { get; init; }

    /// <summary>The spectrum comes out mirrored.</summary>
    public required bool IsMirrored { get; init; }

    /// <summary>Output 0 is driven high: current on the antenna cable of many dongles.</summary>
    public required bool HasBiasTee { get; init; }
}
