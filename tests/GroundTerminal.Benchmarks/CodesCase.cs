using System.Globalization;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Benchmarks;

/// <summary>A turbo or LDPC code and two points of its frame error rate.</summary>
/// <param name="Framing">CCSDS Turbo or CCSDS LDPC.</param>
/// <param name="Rate">Code rate.</param>
/// <param name="DataBits">k.</param>
/// <param name="First">Eb/N0 in dB where many words fail, and the published frame error rate; null where no table of it was found.</param>
/// <param name="Second">The same, where few do.</param>
/// <param name="Source">Where the published rates are from.</param>
internal sealed record CodesCase(string Framing, string Rate, int DataBits, (double EbN0Db, double? Fer) First, (double EbN0Db, double? Fer) Second, string Source)
{
    /// <summary>Tables of frame error rates of JPL's decoder, 10 iterations, as quoted in public comparisons (skyswordx/chencode-hw, "NASA tables A-3, A-4"); 130.1-G-2 figures 7-6 to 7-9 draw these codes.</summary>
    private const string Jpl = "JPL's tables (130.1-G-2 fig. 7-6 to 7-9)";

    /// <summary>github.com/aff3ct/error_rate_references, LDPC_N8192_K4096_flooding_AMS_i100_AR4JA.txt.</summary>
    private const string Aff3ct = "AFF3CT, 100 iterations, simulated";

    /// <summary>The Green Book has these as figures only.</summary>
    private const string None = "no table found";

    public static IReadOnlyList<CodesCase> All { get; } =
    [
        new("CCSDS Turbo", "1/2", 1784, (1.0, 7.5529e-2), (1.2, 7.9605e-3), Jpl),
        new("CCSDS Turbo", "1/3", 1784, (0.4, 4.7174e-2), (0.6, 4.4583e-3), Jpl),
        new("CCSDS Turbo", "1/4", 1784, (0.2, null), (0.4, null), None),
        new("CCSDS Turbo", "1/6", 1784, (0.0, null), (0.2, null), None),
        new("CCSDS Turbo", "1/3", 3568, (0.3, 5.1557e-2), (0.4, 9.0463e-3), Jpl),
        new("CCSDS Turbo", "1/3", 7136, (0.2, 1.0761e-1), (0.3, 1.0989e-2), Jpl),
        new("CCSDS Turbo", "1/2", 8920, (0.8, null), (0.9, null), None),
        new("CCSDS Turbo", "1/3", 8920, (0.2, 9.7752e-2), (0.3, 8.9847e-3), Jpl),
        new("CCSDS Turbo", "1/4", 8920, (0.0, null), (0.1, null), None),
        new("CCSDS Turbo", "1/6", 8920, (-0.25, null), (-0.15, null), None),
        new("CCSDS LDPC", "1/2", 1024, (1.3, null), (1.6, null), None),
        new("CCSDS LDPC", "2/3", 1024, (2.0, null), (2.3, null), None),
        new("CCSDS LDPC", "4/5", 1024, (3.0, null), (3.3, null), None),
        new("CCSDS LDPC", "1/2", 4096, (1.0, 9.59e-2), (1.1, 1.07e-2), Aff3ct),
        new("CCSDS LDPC", "2/3", 4096, (1.75, null), (1.85, null), None),
        new("CCSDS LDPC", "4/5", 4096, (2.7, null), (2.8, null), None),
        new("CCSDS LDPC", "1/2", 16384, (0.8, null), (0.85, null), None),
        new("CCSDS LDPC", "2/3", 16384, (1.6, null), (1.65, null), None),
        new("CCSDS LDPC", "4/5", 16384, (2.5, null), (2.55, null), None),
        new("CCSDS LDPC", "7/8", 7136, (3.6, null), (3.8, null), None),
    ];

    /// <summary>Symbols of a code word, without its marker.</summary>
    public int CodeBits => IsTurbo ? TurboCode.Find(Rate, DataBits)!.CodeBits : LdpcCode.Find(Rate, DataBits)!.CodeBits;

    public bool IsTurbo => Framing == "CCSDS Turbo";

    public FramingOptions Options => new() { CodeRate = Rate, FrameSize = DataBits / 8 };

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Framing[6..]} {Rate} k={DataBits}");

    public double EsN0Db(double ebN0Db) => ebN0Db + (10 * Math.Log10((double)DataBits / CodeBits));
}
