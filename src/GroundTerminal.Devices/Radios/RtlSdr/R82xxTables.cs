namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>Numbers of the R820T family, as the kernel's r820t driver and osmocom's librtlsdr have them.</summary>
internal static class R82xxTables
{
    /// <summary>First register that can be written.</summary>
    public const byte FirstRegister = 5;

    /// <summary>What registers 05 to 1f are first set to.</summary>
    public static ReadOnlySpan<byte> Initial =>
    [
        0x83, 0x32, 0x75, 0xc0, 0x40, 0xd6, 0x6c, 0xf5, 0x63, 0x75, 0x68, 0x6c, 0x83, 0x80,
        0x00, 0x0f, 0x00, 0xc0, 0x30, 0x48, 0xcc, 0x60, 0x00, 0x54, 0xae, 0x4a, 0xc0,
    ];

    /// <summary>Set after the filter's calibration: register, bits, mask.</summary>
    public static (byte Register, byte Value, byte Mask)[] Receiving { get; } =
    [
        (0x0b, 0x6b, 0xef), // 6 MHz, high pass 1 MHz
        (0x07, 0x00, 0x80), // the image is the upper side
        (0x06, 0x10, 0x30), // filter +3 dB
        (0x1e, 0x60, 0x60), // filter extension when the LNA is at its top
        (0x05, 0x00, 0x80), // no loop-through
        (0x1f, 0x00, 0x80),
        (0x0f, 0x00, 0x80),
        (0x19, 0x60, 0x60), // least current of the polyphase filter
        (0x0d, 0x53, 0xff), // LNA thresholds 0.84 and 0.64 V
        (0x0e, 0x75, 0xff), // mixer thresholds 1.04 and 0.84 V
        (0x05, 0x00, 0x60), // air input
        (0x06, 0x00, 0x48),
        (0x11, 0x38, 0x38), // charge pump automatic
        (0x17, 0x30, 0x30), // divider buffer 150 µA
        (0x0a, 0x40, 0x60), // filter current low
        (0x1d, 0xdd, 0xff), // LNA take-over point 3
        (0x1c, 0x24, 0xfc), // mixer take-over point 13
        (0x1e, 0x0e, 0x1f), // LNA discharge
        (0x1a, 0x20, 0x30), // gain control clock 60 Hz
    ];

    /// <summary>Standby: register, value.</summary>
    public static (byte Register, byte Value)[] Standby { get; } =
    [
        (0x06, 0xb1), (0x05, 0xa0), (0x07, 0x3a), (0x08, 0x40), (0x09, 0xc0), (0x0a, 0x36), (0x0c, 0x35), (0x0f, 0x68), (0x11, 0x03), (0x17, 0xf4), (0x19, 0x0c),
    ];

    /// <summary>Input filters, from an oscillator frequency in MHz on: open drain (register 17), multiplexer (1a), tracking filter (1b).</summary>
    public static (int FromMhz, byte OpenDrain, byte Multiplexer, byte TrackingFilter)[] Inputs { get; } =
    [
        (0, 0x08, 0x02, 0xdf), (50, 0x08, 0x02, 0xbe), (55, 0x08, 0x02, 0x8b), (60, 0x08, 0x02, 0x7b), (65, 0x08, 0x02, 0x69), (70, 0x08, 0x02, 0x58),
        (75, 0x00, 0x02, 0x44), (90, 0x00, 0x02, 0x34), (110, 0x00, 0x02, 0x24), (140, 0x00, 0x02, 0x14), (180, 0x00, 0x02, 0x13),
        (250, 0x00, 0x02, 0x11), (280, 0x00, 0x02, 0x00), (310, 0x00, 0x41, 0x00), (588, 0x00, 0x40, 0x00),
    ];

    /// <summary>Low passes of the IF filter, Hz: register 0b holds 15 for the first, one less for each next.</summary>
    public static double[] LowPassesHz { get; } = [1.7e6, 1.6e6, 1.55e6, 1.45e6, 1.2e6, 0.9e6, 0.7e6, 0.55e6, 0.45e6, 0.35e6];

    /// <summary>Gain of the low noise amplifier by its code, dB. Measured by osmocom at 928 MHz.</summary>
    public static double[] LowNoiseDb { get; } = [0, 0.9, 2.2, 6.2, 10.0, 11.3, 14.4, 16.6, 19.2, 22.3, 24.9, 26.3, 28.2, 28.7, 32.2, 33.5];

    /// <summary>Gain of the mixer by its code, dB; the last code gives less than the one before. Measured likewise.</summary>
    public static double[] MixerDb { get; } = [0, 0.5, 1.5, 2.5, 4.4, 5.3, 6.3, 8.8, 10.5, 11.5, 12.3, 13.9, 15.2, 15.8, 16.1, 15.3];

    /// <summary>Gain of the variable amplifier after the filter by its code, dB. Measured likewise.</summary>
    public static double[] VariableDb { get; } = [-4.7, -2.1, 0.5, 3.5, 7.7, 11.2, 13.6, 14.9, 16.3, 19.5, 23.1, 26.5, 30.0, 33.7, 37.2, 40.8];
}
