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
    /// <summary>Frame error rates of JPL's decoder, 10 iterations: DSN document 810-005, module 208, tables, as quoted in public comparisons (skyswordx/chencode-hw); 130.1-G-2 figures 7-6 to 7-9 draw these codes.</summary>
    private const string Jpl = "JPL, 810-005-208 tables A-3, A-4 (130.1-G-2 fig. 7-6 to 7-9)";

    /// <summary>github.com/aff3ct/error_rate_references, LDPC_N8192_K4096_flooding_AMS_i100_AR4JA.txt.</summary>
    private const string Aff3ct = "AFF3CT, 100 iterations, simulated";

    /// <summary>The Green Book has these as figures only.</summary>
    private const string None = "no table found";

    public static IReadOnlyList<CodesCase> All { get; } =
    [
        new("CCSDS Turbo", "1/2", 1784, (1.0, 7.5529e-2), (1.2, 7.9605e-3), Jpl),
        new("CCSDS Turbo", "1/2", 3568, (0.9, null), (1.0, null), None),
        new("CCSDS Turbo", "1/2", 7136, (0.8, null), (0.9, null), None),
        new("CCSDS Turbo", "1/2", 8920, (0.8, null), (0.87, null), None),
        new("CCSDS Turbo", "1/3", 1784, (0.4, 4.7174e-2), (0.6, 4.4583e-3), Jpl),
        new("CCSDS Turbo", "1/3", 3568, (0.3, 5.1557e-2), (0.4, 9.0463e-3), Jpl),
        new("CCSDS Turbo", "1/3", 7136, (0.2, 1.0761e-1), (0.3, 1.0989e-2), Jpl),
        new("CCSDS Turbo", "1/3", 8920, (0.2, 9.7752e-2), (0.3, 8.9847e-3), Jpl),
        new("CCSDS Turbo", "1/4", 1784, (0.05, null), (0.2, null), None),
        new("CCSDS Turbo", "1/4", 3568, (0.05, null), (0.15, null), None),
        new("CCSDS Turbo", "1/4", 7136, (-0.05, null), (0.03, null), None),
        new("CCSDS Turbo", "1/4", 8920, (-0.05, null), (0.02, null), None),
        new("CCSDS Turbo", "1/6", 1784, (-0.2, null), (-0.05, null), None),
        new("CCSDS Turbo", "1/6", 3568, (-0.2, null), (-0.1, null), None),
        new("CCSDS Turbo", "1/6", 7136, (-0.25, null), (-0.18, null), None),
        new("CCSDS Turbo", "1/6", 8920, (-0.31, null), (-0.25, null), None),
        new("CCSDS LDPC", "1/2", 1024, (1.1, null), (1.35, null), None),
        new("CCSDS LDPC", "2/3", 1024, (2.0, null), (2.2, null), None),
        new("CCSDS LDPC", "4/5", 1024, (2.9, null), (3.2, null), None),
        new("CCSDS LDPC", "1/2", 4096, (0.9, 3.50e-1), (1.0, 9.59e-2), Aff3ct),
        new("CCSDS LDPC", "2/3", 4096, (1.75, null), (1.82, null), None),
        new("CCSDS LDPC", "4/5", 4096, (2.65, null), (2.77, null), None),
        new("CCSDS LDPC", "1/2", 16384, (0.77, null), (0.82, null), None),
        new("CCSDS LDPC", "2/3", 16384, (1.57, null), (1.61, null), None),
        new("CCSDS LDPC", "4/5", 16384, (2.5, null), (2.55, null), None),
        new("CCSDS LDPC", "7/8", 7136, (3.5, null), (3.65, null), None),
    ];

    /// <summary>Symbols of a code word, without its marker.</summary>
    public int CodeBits => IsTurbo ? TurboCode.Find(Rate, DataBits)!.CodeBits : LdpcCode.Find(Rate, DataBits)!.CodeBits;

    public bool IsTurbo => Framing == "CCSDS Turbo";

    public FramingOptions Options => new() { CodeRate = Rate, FrameSize = DataBits / 8 };

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Framing[6..]} {Rate} k={DataBits}");

    /// <summary>Words that are raced at the first point (0) or the second.</summary>
    public int RacedWords(int point) => point == 0 ? Math.Clamp(800_000 / DataBits, 100, 400) : Math.Clamp(1_800_000 / DataBits, 200, 800);

    public double EsN0Db(double ebN0Db) => ebN0Db + (10 * Math.Log10((double)DataBits / CodeBits));
}
