namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>Which chip of the R820T family, and how the dongle's maker wired it.</summary>
internal sealed record R82xxVariant(string Name, byte Address, double CrystalHz, int VcoFineTune)
{
    /// <summary>R820T and R820T2, which cannot be told apart.</summary>
    public static R82xxVariant R820T { get; } = new("R820T", 0x34, Rtl2832.CrystalHz, 2);

    /// <summary>R828D with a crystal of its own; its cable input hears up to 345 MHz.</summary>
    public static R82xxVariant R828D { get; } = new("R828D", 0x74, 16e6, 1) { SwitchHz = 345e6 };

    /// <summary>RTL-SDR Blog V4: an R828D on the RTL2832U's crystal, a converter by the same before its cable 2 input, notch filters.</summary>
    public static R82xxVariant BlogV4 { get; } = new("R828D (Blog V4)", 0x74, Rtl2832.CrystalHz, 1) { Upconverts = true };

    /// <summary>Below its crystal's frequency, what is heard has been moved up by that.</summary>
    public bool Upconverts { get; private init; }

    private double SwitchHz { get; init; }

    /// <summary>Bit 3 of register 17 where it switches a notch filter; null where it does what the table of inputs says.</summary>
    public byte? NotchOpenDrain(double frequencyHz) =>
        !Upconverts ? null : frequencyHz is <= 2.2e6 or (>= 85e6 and <= 112e6) or (>= 172e6 and <= 242e6) ? (byte)0x00 : (byte)0x08;

    /// <summary>Registers that choose the input: register, bits, mask.</summary>
    public IEnumerable<(byte Register, byte Value, byte Mask)> AntennaInputs(double frequencyHz)
    {
        if (Upconverts)
        {
            yield return (0x06, (byte)(frequencyHz <= CrystalHz ? 0x08 : 0x00), 0x08);
            yield return (0x05, (byte)(frequencyHz > CrystalHz && frequencyHz < 250e6 ? 0x60 : frequencyHz < 250e6 ? 0x20 : 0x00), 0x60);
        }
        else if (SwitchHz > 0)
        {
            yield return (0x05, (byte)(frequencyHz > SwitchHz ? 0x00 : 0x60), 0x60);
        }
    }
}
