namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>A tuner of a dongle. The repeater is open whenever it is called.</summary>
internal interface IRtlTuner
{
    string Name { get; }

    /// <summary>What it is known to reach, Hz; a single chip may reach less.</summary>
    (double LowestHz, double HighestHz) Range { get; }

    /// <summary>It has no intermediate frequency and gives I and Q.</summary>
    bool IsZeroIf { get; }

    /// <summary>Where it puts what it is tuned to, Hz; the spectrum is mirrored there.</summary>
    double IntermediateFrequencyHz { get; }

    /// <summary>The oscillator's reference by its label, Hz.</summary>
    double CrystalHz { get; }

    /// <summary>Overall gains that can be had, dB, rising.</summary>
    IReadOnlyList<double> GainsDb { get; }

    /// <summary>Gains of the stages by their names, dB.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<double>> StageGainsDb { get; }

    void Initialize(double crystalHz);

    /// <summary>Sets the filter before the converter; moves <see cref="IntermediateFrequencyHz"/>, so it is tuned anew afterwards.</summary>
    /// <returns>The bandwidth that it has, Hz.</returns>
    double SetBandwidth(double bandwidthHz);

    /// <param name="frequencyHz">At the antenna.</param>
    /// <param name="crystalHz">The reference as it really is, Hz.</param>
    /// <returns>The oscillator's frequency, Hz; null where it does not lock.</returns>
    double? Tune(double frequencyHz, double crystalHz);

    void SetAutomaticGain();

    /// <returns>What it is, dB.</returns>
    double SetGain(double gainDb);

    /// <param name="stage">Of <see cref="StageGainsDb"/>.</param>
    /// <returns>What it is, dB.</returns>
    double SetStageGain(string stage, double gainDb);

    void Standby();
}
