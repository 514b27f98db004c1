namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>Numbers of the Elonics E4000, as its data sheet and osmocom's driver have them.</summary>
internal static class E4000Tables
{
    /// <summary>Divider of the oscillator, below an oscillator frequency in Hz: register 0d (bit 3: three phases), divider.</summary>
    public static (double BelowHz, byte Register, int Divider)[] Dividers { get; } =
    [
        (72.4e6, 0x0f, 48), (81.2e6, 0x0e, 40), (108.3e6, 0x0d, 32), (162.5e6, 0x0c, 24), (216.6e6, 0x0b, 16), (325e6, 0x0a, 12),
        (350e6, 0x09, 8), (432e6, 0x03, 8), (667e6, 0x02, 6), (1200e6, 0x01, 4), (double.MaxValue, 0x00, 2),
    ];

    /// <summary>Centres of the input filters of UHF, Hz.</summary>
    public static double[] UhfFiltersHz { get; } = [360e6, 380e6, 405e6, 425e6, 450e6, 475e6, 505e6, 540e6, 575e6, 615e6, 670e6, 720e6, 760e6, 840e6, 890e6, 970e6];

    /// <summary>Centres of the input filters of the L band, Hz.</summary>
    public static double[] LBandFiltersHz { get; } =
        [1300e6, 1320e6, 1360e6, 1410e6, 1445e6, 1460e6, 1490e6, 1530e6, 1560e6, 1590e6, 1640e6, 1660e6, 1680e6, 1700e6, 1720e6, 1750e6];

    /// <summary>Bandwidths of the mixer's filter by its code, Hz.</summary>
    public static double[] MixerFiltersHz { get; } =
        [27e6, 27e6, 27e6, 27e6, 27e6, 27e6, 27e6, 27e6, 4.6e6, 4.2e6, 3.8e6, 3.4e6, 3.3e6, 2.7e6, 2.3e6, 1.9e6];

    /// <summary>Bandwidths of the RC filter by its code, Hz.</summary>
    public static double[] RcFiltersHz { get; } =
        [21.4e6, 21e6, 17.6e6, 14.7e6, 12.4e6, 10.6e6, 9e6, 7.7e6, 6.4e6, 5.3e6, 4.4e6, 3.4e6, 2.6e6, 1.8e6, 1.2e6, 1e6];

    /// <summary>Bandwidths of the channel filter by its code, Hz.</summary>
    public static double[] ChannelFiltersHz { get; } =
    [
        5.5e6, 5.3e6, 5e6, 4.8e6, 4.6e6, 4.4e6, 4.3e6, 4.1e6, 3.9e6, 3.8e6, 3.7e6, 3.6e6, 3.4e6, 3.3e6, 3.2e6, 3.1e6,
        3e6, 2.95e6, 2.9e6, 2.8e6, 2.75e6, 2.7e6, 2.6e6, 2.55e6, 2.5e6, 2.45e6, 2.4e6, 2.3e6, 2.28e6, 2.24e6, 2.2e6, 2.15e6,
    ];

    /// <summary>Low noise amplifier: dB, code.</summary>
    public static (double GainDb, byte Code)[] LowNoise { get; } =
    [
        (-5, 0), (-2.5, 1), (0, 4), (2.5, 5), (5, 6), (7.5, 7), (10, 8), (12.5, 9), (15, 10), (17.5, 11), (20, 12), (25, 13), (30, 14),
    ];

    /// <summary>Overall gains: dB, low noise amplifier, mixer. The IF amplifiers stay where <see cref="IfGains"/> puts them and do not count.</summary>
    public static (double GainDb, double LowNoiseDb, double MixerDb)[] Gains { get; } =
    [
        (-1, -5, 4), (1.5, -2.5, 4), (4, 0, 4), (6.5, 2.5, 4), (9, 5, 4), (11.5, 7.5, 4), (14, 10, 4), (16.5, 12.5, 4), (19, 15, 4), (21.5, 17.5, 4), (24, 20, 4),
        (29, 25, 4), (34, 30, 4), (42, 30, 12),
    ];

    /// <summary>Amplifiers of the IF: name, register, lowest bit, gains by code, gain at the start; dB.</summary>
    public static (string Name, byte Register, int Shift, double[] GainsDb, double StartDb)[] IfGains { get; } =
    [
        ("IF1", 0x16, 0, [-3, 6], 6), ("IF2", 0x16, 1, [0, 3, 6, 9], 0), ("IF3", 0x16, 3, [0, 3, 6, 9], 0),
        ("IF4", 0x16, 5, [0, 1, 2, 2], 0), ("IF5", 0x17, 0, [3, 6, 9, 12, 15, 15, 15, 15], 9), ("IF6", 0x17, 3, [3, 6, 9, 12, 15, 15, 15, 15], 9),
    ];

    /// <summary>Written once after a reset: register, value.</summary>
    public static (byte Register, byte Value)[] Start { get; } =
    [
        (0x00, 0x07), (0x05, 0x00), (0x06, 0x00), (0x7a, 0x96), (0x7e, 0x01), (0x7f, 0xfe), (0x82, 0x00), (0x86, 0x50), (0x87, 0x20), (0x88, 0x01), (0x9f, 0x7f), (0xa0, 0x07),
        (0x1d, 0x10), (0x1e, 0x04), (0x1f, 0x1a),
    ];
}
