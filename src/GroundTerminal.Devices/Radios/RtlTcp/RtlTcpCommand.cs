namespace GroundTerminal.Devices.Radios.RtlTcp;

/// <summary>Commands of the protocol, by their numbers; each is followed by four bytes, most significant first.</summary>
internal enum RtlTcpCommand : byte
{
    /// <summary>Hz.</summary>
    Frequency = 0x01,

    /// <summary>Hz.</summary>
    SampleRate = 0x02,

    /// <summary>0: the tuner's own gain; 1: as <see cref="Gain"/> says.</summary>
    GainMode = 0x03,

    /// <summary>Tenths of a dB.</summary>
    Gain = 0x04,

    /// <summary>Error of the crystal, ppm, signed.</summary>
    Correction = 0x05,

    /// <summary>Stage in the upper half, tenths of a dB, signed, in the lower.</summary>
    StageGain = 0x06,

    /// <summary>1: a counter instead of samples.</summary>
    TestMode = 0x07,

    /// <summary>1: automatic gain of the RTL2832U, after the converter.</summary>
    DigitalGain = 0x08,

    /// <summary>0: off; 1: the I input; 2: the Q input.</summary>
    DirectSampling = 0x09,

    /// <summary>1: the tuner is set beside the frequency.</summary>
    OffsetTuning = 0x0A,

    /// <summary>Gain by its place in the tuner's table.</summary>
    GainIndex = 0x0D,

    /// <summary>1: supply through the antenna's cable.</summary>
    BiasTee = 0x0E,
}
