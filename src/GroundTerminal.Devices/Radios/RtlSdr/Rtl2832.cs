namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>The RTL2832U: its digital down-converter, resampler, I2C repeater, outputs and bulk endpoint.</summary>
/// <remarks>Register meanings: osmocom's librtlsdr, the kernel's rtl2832 and rtl28xxu drivers. The converter runs at 28.8 MHz.</remarks>
internal sealed class Rtl2832(Rtl2832Bus bus)
{
    /// <summary>The crystal by its label, Hz.</summary>
    public const double CrystalHz = 28.8e6;

    private const double TwoTo22 = 1 << 22, TwoTo24 = 1 << 24;
    private const ushort UsbSystemControl = 0x2000, EndpointControl = 0x2148, EndpointMaxPacket = 0x2158;
    private const ushort DemodulatorControl = 0x3000, DemodulatorControl1 = 0x300b, Outputs = 0x3001, OutputEnable = 0x3003, OutputDirection = 0x3004;
    private const byte Eeprom = 0xa0;

    // 32 taps, symmetric: the outer eight of one half have 8 bits, the inner eight 12.
    private static readonly int[] Filter = [-54, -36, -41, -40, -32, -14, 14, 53, 101, 156, 215, 273, 327, 372, 404, 421];

    /// <summary>Is answered, or not, by any dongle in any state.</summary>
    public void Touch() => bus.WriteUsb(UsbSystemControl, 0x09);

    /// <summary>From power-up to a running converter; samples do not flow before <see cref="StartSamples"/>.</summary>
    public void Initialize()
    {
        Touch();
        bus.WriteUsb(EndpointMaxPacket, 0x0002, 2);
        bus.WriteUsb(EndpointControl, 0x1002, 2);
        bus.WriteSystem(DemodulatorControl1, 0x22);
        bus.WriteSystem(DemodulatorControl, 0xe8);
        ResetDemodulator();
        SetInversion(false);
        bus.WriteDemodulator(1, 0x16, 0, 2); // adjacent channel rejection off
        for (var i = 0x18; i <= 0x1b; i++)
            bus.WriteDemodulator(1, i, 0);
        WriteFilter();
        SetMode(automaticGain: false, counter: false);
        bus.WriteDemodulator(1, 0x93, 0xf0);
        bus.WriteDemodulator(1, 0x94, 0x0f);
        bus.WriteDemodulator(1, 0x11, 0x00); // no gain loops: those of television would act on the tuner
        bus.WriteDemodulator(1, 0x04, 0x00);
        bus.WriteDemodulator(0, 0x61, 0x60); // no filter of transport stream packets
        SetInput(zeroIf: true, quadraturePin: false);
        bus.WriteDemodulator(0, 0x0d, 0x83); // no clock on a test pin
    }

    /// <summary>The digital gain control, and the byte counter instead of samples.</summary>
    public void SetMode(bool automaticGain, bool counter) => bus.WriteDemodulator(0, 0x19, counter ? 0x03 : automaticGain ? 0x25 : 0x05);

    /// <summary>What is converted: both pins from a zero-IF tuner, or one of them.</summary>
    public void SetInput(bool zeroIf, bool quadraturePin)
    {
        bus.WriteDemodulator(1, 0xb1, zeroIf ? 0x1b : 0x1a);
        bus.WriteDemodulator(0, 0x08, zeroIf ? 0xcd : 0x4d);
        bus.WriteDemodulator(0, 0x06, quadraturePin ? 0x90 : 0x80);
    }

    public void SetInversion(bool inverted) => bus.WriteDemodulator(1, 0x15, inverted ? 1 : 0);

    /// <summary>Shifts the spectrum down.</summary>
    /// <param name="crystalHz">The crystal as it really is, Hz.</param>
    /// <returns>The frequency that becomes 0 Hz, of 6.9 Hz steps.</returns>
    public double SetIntermediateFrequency(double frequencyHz, double crystalHz)
    {
        long steps = (long)Math.Round(frequencyHz * TwoTo22 / crystalHz);
        var word = (int)(-steps & 0x3fffff);
        bus.WriteDemodulator(1, 0x19, word >> 16);
        bus.WriteDemodulator(1, 0x1a, (word >> 8) & 0xff);
        bus.WriteDemodulator(1, 0x1b, word & 0xff);
        return steps * crystalHz / TwoTo22;
    }

    /// <summary>The resampler can do above 225 to 300 kHz, and above 900 to 3200 kHz; more than about 2.56 MHz is more than USB bears for long.</summary>
    public static bool IsRatePossible(double sampleRateHz) => sampleRateHz is (> 225e3 and <= 300e3) or (> 900e3 and <= 3.2e6);

    /// <summary>Sets the resampler: its ratio by the nominal crystal, and the crystal's error by the sampling clock's offset, of 0.06 ppm steps, up to ±488 ppm.</summary>
    /// <returns>The rate by the crystal as corrected, Hz.</returns>
    public double SetSampleRate(double sampleRateHz, double correctionPpm)
    {
        var ratio = (uint)(4 * Math.Round(CrystalHz * TwoTo22 / sampleRateHz / 4));
        if (sampleRateHz > 900e3)
            ratio = Math.Min(ratio, 0x07fffffc);
        bus.WriteDemodulator(1, 0x9f, (int)(ratio >> 16) & 0x0fff, 2);
        bus.WriteDemodulator(1, 0xa1, (int)ratio & 0xffff, 2);
        double crystal = 1 + (correctionPpm * 1e-6);
        var offset = (int)Math.Clamp(Math.Round(((1 / crystal) - 1) * TwoTo24), -8192, 8191);
        bus.WriteDemodulator(1, 0x3f, offset & 0xff);
        bus.WriteDemodulator(1, 0x3e, (offset >> 8) & 0x3f);
        ResetDemodulator();
        return CrystalHz * crystal * TwoTo22 / ratio * (1 + (offset / TwoTo24));
    }

    /// <summary>Opens and closes the gate between the I2C bus and the tuner: its transfers would disturb the signal else.</summary>
    public void SetRepeater(bool open) => bus.WriteDemodulator(1, 0x01, open ? 0x18 : 0x10);

    public void SetOutput(int pin, bool high)
    {
        int bit = 1 << pin;
        bus.WriteSystem(OutputDirection, bus.ReadSystem(OutputDirection) & ~bit);
        bus.WriteSystem(OutputEnable, bus.ReadSystem(OutputEnable) | bit);
        int others = bus.ReadSystem(Outputs) & ~bit;
        bus.WriteSystem(Outputs, high ? others | bit : others);
    }

    public bool IsOutputHigh(int pin) => (bus.ReadSystem(OutputEnable) & bus.ReadSystem(Outputs) & (1 << pin)) != 0;

    /// <summary>Empties the endpoint's buffer and lets samples flow.</summary>
    public void StartSamples()
    {
        bus.WriteUsb(EndpointControl, 0x1002, 2);
        bus.WriteUsb(EndpointControl, 0x0000, 2);
    }

    public void PowerOff() => bus.WriteSystem(DemodulatorControl, 0x20);

    /// <summary>The 256 bytes of the EEPROM; empty where there is none.</summary>
    public byte[] ReadEeprom()
    {
        if (bus.TryReadI2c(Eeprom, 0) is not { } first)
            return [];
        var content = new byte[256];
        content[0] = first;
        for (var i = 1; i < content.Length; i++)
            bus.ReadI2c(Eeprom, content.AsSpan(i, 1));
        return content;
    }

    private void ResetDemodulator()
    {
        bus.WriteDemodulator(1, 0x01, 0x14);
        bus.WriteDemodulator(1, 0x01, 0x10);
    }

    private void WriteFilter()
    {
        var address = 0x1c;
        for (var i = 0; i < 8; i++)
            bus.WriteDemodulator(1, address++, Filter[i] & 0xff);
        for (var i = 8; i < 16; i += 2)
        {
            int pair = ((Filter[i] & 0xfff) << 12) | (Filter[i + 1] & 0xfff);
            bus.WriteDemodulator(1, address++, pair >> 16);
            bus.WriteDemodulator(1, address++, (pair >> 8) & 0xff);
            bus.WriteDemodulator(1, address++, pair & 0xff);
        }
    }
}
