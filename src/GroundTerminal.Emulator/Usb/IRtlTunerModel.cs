namespace GroundTerminal.Emulator.Usb;

/// <summary>A tuner chip by its registers.</summary>
internal interface IRtlTunerModel
{
    /// <summary>On the I2C bus, with room for the read bit.</summary>
    byte Address { get; }

    /// <summary>Hz.</summary>
    double OscillatorHz { get; }

    bool IsLocked { get; }

    bool IsAwake { get; }

    /// <summary>It gives I and Q around 0 Hz.</summary>
    bool IsZeroIf { get; }

    /// <summary>How much lower the antenna's frequency is than the tuner's, Hz.</summary>
    double UpconversionHz { get; }

    bool HasAutomaticGain { get; }

    IReadOnlyDictionary<string, double> StageGainsDb { get; }

    /// <summary>All registers as written.</summary>
    ReadOnlySpan<byte> Registers { get; }

    void Write(ReadOnlySpan<byte> message);

    void Read(Span<byte> answer);

    void PowerOn();
}
