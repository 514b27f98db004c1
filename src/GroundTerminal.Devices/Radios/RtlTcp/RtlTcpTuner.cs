namespace GroundTerminal.Devices.Radios.RtlTcp;

/// <summary>A tuner as the protocol names it, and the gains that it can be set to.</summary>
/// <param name="Number">In the header.</param>
/// <param name="Name">Chip.</param>
/// <param name="GainsTenthDb">Tenths of a dB, rising; empty where they are not known.</param>
/// <remarks>Numbers and gains as librtlsdr 0.6 gives them (enum rtlsdr_tuner, rtlsdr_get_tuner_gains).</remarks>
internal sealed record RtlTcpTuner(uint Number, string Name, int[] GainsTenthDb)
{
    private static readonly int[] R82xx = [0, 9, 14, 27, 37, 77, 87, 125, 144, 157, 166, 197, 207, 229, 254, 280, 297, 328, 338, 364, 372, 386, 402, 421, 434, 439, 445, 480, 496];

    /// <summary>What the server says that it is.</summary>
    public static RtlTcpTuner R820T { get; } = new(5, "R820T", R82xx);

    private static readonly RtlTcpTuner[] Known =
    [
        new(1, "E4000", [-10, 15, 40, 65, 90, 115, 140, 165, 190, 215, 240, 290, 340, 420]),
        new(2, "FC0012", [-99, -40, 71, 179, 192]),
        new(3, "FC0013", [-99, -73, -65, -63, -60, -58, -54, 58, 61, 63, 65, 67, 68, 70, 71, 179, 181, 182, 184, 186, 188, 191, 197]),
        new(4, "FC2580", [0]),
        R820T,
        new(6, "R828D", R82xx),
    ];

    /// <summary>By its number.</summary>
    public static RtlTcpTuner Of(uint number) => Known.FirstOrDefault(t => t.Number == number) ?? new RtlTcpTuner(number, $"tuner {number}", []);

    /// <summary>The gain of the table that is nearest, tenths of a dB; the gain itself where there is no table.</summary>
    public int Nearest(int tenthDb) => GainsTenthDb.Length == 0 ? tenthDb : GainsTenthDb.MinBy(g => Math.Abs(g - tenthDb));
}
