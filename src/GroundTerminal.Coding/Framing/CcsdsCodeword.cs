using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>What turbo and LDPC code words of CCSDS telemetry have in common: a marker of their own, the randomizer over the code word, and what tells symbols from noise.</summary>
/// <remarks>CCSDS 131.0-B-5 §9.3 and 10; the markers of rates 1/4 and 1/6 are those of 1/2 and 1/3 followed by their inverse.</remarks>
internal static class CcsdsCodeword
{
    private const string Half = "0x034776C7272895B0", Third = "0x25D5C0CE8990F6C9461BF79C";

    /// <summary>Noise scatters by 0.84/√n about π/2: <see cref="SymbolSpread"/>.</summary>
    private const double SpreadDeviation = 0.84, MostDeviations = 3;

    /// <summary>The attached sync marker.</summary>
    /// <param name="rate">Of a turbo or LDPC code.</param>
    public static SyncWord Marker(string rate) => rate switch
    {
        "1/2" or "2/3" or "4/5" => SyncWord.Parse(Half),
        "1/3" => SyncWord.Parse(Third, 5e-5),
        "1/4" => SyncWord.Parse(Half + "FCB88938D8D76A4F", 3e-5),
        "1/6" => SyncWord.Parse(Third + "DA2A3F31766F0936B9E40863", 3e-5),
        _ => new SyncWord(CcsdsSyncMarker.Marker, CcsdsSyncMarker.Bits),
    };

    /// <exception cref="ArgumentException">There is no such randomizer.</exception>
    public static CcsdsRandomizer? Randomizer(FramingOptions options) => options.Scrambler switch
    {
        null or "CCSDS" => CcsdsRandomizer.Short,
        "CCSDS 131071" => CcsdsRandomizer.Long,
        "none" => null,
        _ => throw new ArgumentException($"Scrambler '{options.Scrambler}' is not known; expected CCSDS, CCSDS 131071 or none.", nameof(options)),
    };

    /// <summary>Greatest spread of symbols that are worth decoding: half way between noise and the code's waterfall, or what hardly any code word there has more of.</summary>
    public static float MostSpread(double designEsN0Db, int symbols)
    {
        var spread = new LdpcChannel(designEsN0Db).Spread;
        return (float)Math.Max((spread + (Math.PI / 2)) / 2, spread + (MostDeviations * SpreadDeviation / Math.Sqrt(symbols)));
    }

    /// <summary>Greatest share of symbols that may differ from the code word, three halves of what the waterfall has; symbols that are no code word differ in more.</summary>
    public static float MostErrors(double designEsN0Db) => (float)(1.5 * new LdpcChannel(designEsN0Db).ErrorRate);
}
