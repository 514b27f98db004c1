namespace GroundTerminal.Devices.Radios.RedPitaya;

/// <summary>The protocol of the Red Pitaya SDR transceiver: four TCP connections, each opened with a word that says which it is; then words of commands one way, samples the other.</summary>
/// <remarks>P. Demin, SDR transceiver for the Red Pitaya, https://pavel-demin.github.io/red-pitaya-notes/sdr-transceiver/. Words are 32 bits, samples two floats, all little-endian.</remarks>
internal static class RedPitayaProtocol
{
    public const int WordSize = 4, SampleSize = 8;

    /// <summary>Before a client says otherwise.</summary>
    public const double FirstFrequencyHz = 600e3;
    public const int FirstRate = 2;
    private static readonly double[] Rates = [20e3, 50e3, 100e3, 250e3, 500e3, 1.25e6];

    /// <summary>What the upper four bits of a command say.</summary>
    public static RedPitayaCommand CommandOf(uint word) => (word >> 28) switch
    {
        0 => RedPitayaCommand.Frequency,
        1 => RedPitayaCommand.Rate,
        _ => RedPitayaCommand.Other,
    };

    /// <summary>The lower bits of a command.</summary>
    public static uint ValueOf(uint word) => word & 0x0FFF_FFFF;

    /// <returns>Samples a second; null where the board has no such rate.</returns>
    public static double? RateOf(uint number) => number < Rates.Length ? Rates[number] : null;
}
