using GroundTerminal.Station.Radios;

namespace GroundTerminal.Emulator.Usb;

/// <summary>An emulated RTL-SDR dongle.</summary>
public sealed record RtlDongleOptions
{
    /// <summary>What it hears, asked for anew whenever the registers mean another rate or frequency. An ArgumentException means that there is nothing: silence.</summary>
    public required RadioTuning Sky { get; init; }

    public RtlTunerKind Tuner { get; init; } = RtlTunerKind.R820T;

    /// <summary>As in its EEPROM.</summary>
    public string Manufacturer { get; init; } = "Realtek";

    /// <summary>As in its EEPROM.</summary>
    public string Product { get; init; } = "RTL2838UHIDIR";

    /// <summary>As in its EEPROM.</summary>
    public string SerialNumber { get; init; } = "00000001";

    /// <summary>Where it is plugged in, as <see cref="UsbDeviceInfo.Port"/>.</summary>
    public string Port { get; init; } = "1-1";

    /// <summary>Error of its crystals, ppm; positive where they run fast.</summary>
    public double CrystalPpm { get; init; }

    /// <summary>Manual gain, all stages together, at which the sky's samples pass unchanged, dB. The default is LNA and mixer at 29.7 dB, variable amplifier at 16.3 dB; automatic gain passes them unchanged too.</summary>
    public double ReferenceGainDb { get; init; } = 46;

    /// <summary>Buffer of its bulk endpoint, bytes. While no transfer waits, it fills in a moment, then samples are lost.</summary>
    public int FifoBytes { get; init; } = 4096;
}
