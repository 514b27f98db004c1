namespace GroundTerminal.Emulator.Usb;

/// <summary>The tuner of an emulated dongle.</summary>
public enum RtlTunerKind
{
    /// <summary>Rafael Micro R820T or R820T2.</summary>
    R820T,

    /// <summary>Rafael Micro R828D with its own 16 MHz crystal.</summary>
    R828D,

    /// <summary>Rafael Micro R828D as in the RTL-SDR Blog V4: on the RTL2832U's crystal, with an up-converter before its cable 2 input.</summary>
    R828DBlogV4,

    /// <summary>Elonics E4000.</summary>
    E4000,
}
