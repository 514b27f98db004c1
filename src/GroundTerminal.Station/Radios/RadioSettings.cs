namespace GroundTerminal.Station.Radios;

/// <summary>What a radio is asked for. What a device cannot do is refused with <see cref="RadioFailure.Settings"/>; what it does nearly is done and noted.</summary>
public sealed record RadioSettings
{
    /// <summary>Complex sample rate, Hz.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Radio frequency at 0 Hz of the stream, Hz.</summary>
    public required double CenterFrequencyHz { get; init; }

    /// <summary>Error of the device's oscillator, parts per million: positive where it runs fast. The device is told to make up for it.</summary>
    public double CorrectionPpm { get; init; }

    /// <summary>Overall gain, dB; null means the device's own automatic gain.</summary>
    public double? GainDb { get; init; }

    /// <summary>Gains of single stages by the device's names (LNA, MIX, IF …), dB; set after <see cref="GainDb"/>.</summary>
    public IReadOnlyDictionary<string, double> StageGainsDb { get; init; } = new Dictionary<string, double>();

    /// <summary>Bandwidth of the analogue filter, Hz; null means what suits the sample rate.</summary>
    public double? BandwidthHz { get; init; }

    /// <summary>Antenna input by the device's name; null means its own choice.</summary>
    public string? Antenna { get; init; }

    /// <summary>Feeds an amplifier at the antenna through the cable.</summary>
    public bool BiasTee { get; init; }

    /// <summary>Receiver of the device, where it has several.</summary>
    public int Channel { get; init; }

    /// <summary>Other settings by the device's own names.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();
}
