using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Benchmarks;

/// <summary>A coded framing and what its code allows.</summary>
/// <param name="Framing">As the catalogue calls it.</param>
/// <param name="PayloadLength">Bytes of each frame, before the framer conforms it.</param>
/// <param name="CodedSymbols">Symbols that the payload becomes, without sync and header: Eb = Es·symbols/(8·payload).</param>
/// <param name="Theory">Frame error rate at an Es/N₀ (ratio).</param>
/// <param name="Source">Where that comes from.</param>
internal sealed record FerCase(string Framing, int PayloadLength, int CodedSymbols, Func<double, double> Theory, string Source)
{
    private const string Hard = "RS, hard decisions";
    private const string Spread = "RS, hard decisions, errors spread by the line code (simulated)";
    private const string Inner = "float Viterbi (simulated), RS ideally interleaved";
    private const string Union = "union bound, maximum likelihood";
    private const string Iterated = "sum-product decoding, the noise known (simulated); at 1.5 dB gr-satellites' decoder loses 203 of 300 blocks of 128 bytes";

    public FramingOptions Options { get; init; } = FramingOptions.Default;

    /// <summary>Of payloads and noise.</summary>
    public int Seed { get; init; }

    /// <summary>Eb/N₀ of the two points, dB; null for where the theory loses 30 and 3 of 100.</summary>
    public double[]? PointsDb { get; init; }

    /// <summary>Bits of check that a wrong frame has to pass by chance; 64 where none ever does.</summary>
    public int CheckBits { get; init; } = 64;

    /// <summary>What every payload begins with.</summary>
    public byte[] Head { get; init; } = [];

    /// <summary>Another encoder than the catalogue's, for what that does not send.</summary>
    public Func<IFramer>? OtherFramer { get; init; }

    private const string Spectrum = "union bound, maximum likelihood; spectra of Haccoun and Begin 1989";

    /// <summary>CCSDS 131.0-B-5 table 3-2: C1 and C2 in turn.</summary>
    private static readonly (int Bits, int Symbols, string Puncturing)[] Rates = [(2, 3, "1101"), (3, 4, "110110"), (5, 6, "1101100110"), (7, 8, "11010101100110")];

    private static byte[] Ax25Head => Convert.FromHexString("8898608AA6826088A0609EA0A66103F0");

    private static IFramer OpsSat => FramingStreams.Framer(new FramingChoice("OPS-SAT"))!;

    public static IReadOnlyList<FerCase> All { get; } =
    [
        new("AX100 ASM+Golay", 100, 132 * 8, FerTheory.ReedSolomon(132, 32), Hard),
        new("AX100 Reed Solomon", 100, 132 * 8, FerReference.SpreadReedSolomon(132, 32, 0, 12, 17), Spread),
        new("U482C", 90, 1964, FerTheory.Concatenated(122, 32), Inner) { OtherFramer = () => new GolayHeaderFramer(SyncWord.Parse("0xC3AA6655"), GolayHeader.FromFlags, convolutional: true) },
        new("AAUSAT-4", 92, 1996, FerTheory.Concatenated(124, 32), Inner),
        new("OPS-SAT", 100, 148 * 8, FerReference.WordInHdlc(OpsSat, 100, 16, 32), "RS in HDLC with G3RUH, hard decisions (simulated)"),
        new("3CAT-1", 223, 255 * 8, FerTheory.ReedSolomon(255, 32), Hard),
        new("NuSat", 58, 64 * 8, FerTheory.ReedSolomon(64, 4), Hard) { CheckBits = 8 },
        new("HSU-SAT1", 48, 804, FerTheory.Convolutional(3, 0b111, 0b101, 400), Union),
        new("K2SAT", 100, 1632, FerTheory.Convolutional(7, 0b1111001, 0b1011011, 885), Union) { CheckBits = 16 },
        new("USP", 219, 4080, FerTheory.Concatenated(255, 32), Inner),
        new("AO-40 FEC", 256, 5132, FerTheory.Concatenated(160, 32, 2), Inner),
        new("AO-40 FEC short", 128, 2572, FerTheory.Concatenated(160, 32), Inner),
        new("AO-40 FEC CRC-16-ARC", 256, 5132, FerTheory.Concatenated(160, 32, 2), Inner),
        new("CCSDS Reed-Solomon", 223, 2040, FerTheory.ReedSolomon(255, 32), Hard) { Options = new() { FrameSize = 223 } },
        new("CCSDS Reed-Solomon", 1115, 10200, FerTheory.ReedSolomon(255, 32, 5), Hard) { Options = new() { FrameSize = 1115, Interleaving = 5 } },
        new("CCSDS Concatenated", 223, 4080, FerTheory.Concatenated(255, 32), Inner) { Options = new() { FrameSize = 223 } },
        new("CCSDS Concatenated", 892, 16320, FerTheory.Concatenated(255, 32, 4), Inner) { Options = new() { FrameSize = 892, Interleaving = 4 } },
        new("CCSDS Reed-Solomon", 239, 2040, FerTheory.ReedSolomon(255, 16), Hard) { Options = new() { FrameSize = 239, ReedSolomonParity = 16 } },
        new("CCSDS Concatenated", 239, 4080, FerTheory.Concatenated(255, 16), Inner) { Options = new() { FrameSize = 239, ReedSolomonParity = 16 } },
        .. Rates.Select(r => new FerCase("CCSDS Concatenated", 892, 8160 * r.Symbols / r.Bits, FerTheory.Concatenated(255, 32, 4, r.Puncturing), Inner) { Options = new() { FrameSize = 892, Interleaving = 4, CodeRate = $"{r.Bits}/{r.Symbols}" } }),
        new("CCSDS Convolutional", 223, 3568, FerTheory.Convolutional(7, 0b1111001, 0b1011011, 1784), Union),
        .. Rates.Select(r => new FerCase("CCSDS Convolutional", 223, 1784 * r.Symbols / r.Bits, FerTheory.Punctured(r.Puncturing, 1784), Spectrum) { Options = new() { CodeRate = $"{r.Bits}/{r.Symbols}" } }),
        new("LilacSat-1", 81, 1296, FerTheory.Convolutional(7, 0b1111001, 0b1011011, 648), Union),
        new("AISTECHSAT-2", 83, 115 * 8, FerTheory.ReedSolomon(115, 32), Hard),
        new("TT-64", 46, 64 * 8, FerTheory.ReedSolomon(64, 16), Hard),
        new("Swiatowid", 48, 58 * 8, FerTheory.ReedSolomon(58, 10), Hard),
        new("NGHam", 128, 191 * 8, FerTheory.ReedSolomon(191, 32), Hard),
        new("ESEO", 100, 120 * 8, FerTheory.ReedSolomon(120, 16), Hard),
        new("Astrocast FX.25 NRZ", 200, 255 * 8, FerTheory.ReedSolomon(255, 32), Hard),
        new("Astrocast FX.25 NRZ-I", 200, 255 * 8, FerReference.SpreadReedSolomon(255, 32, 0, 1), Spread),
        new("FX.25", 100, 160 * 8, FerReference.SpreadReedSolomon(160, 32, 0, 1), Spread) { Head = Ax25Head },
        new("FX.25 G3RUH", 100, 160 * 8, FerReference.SpreadReedSolomon(160, 32, 0, 1, 12, 13, 17, 18), Spread) { Head = Ax25Head },
        new("IL2P", 116, 131 * 8, FerTheory.All(FerTheory.ReedSolomon(15, 2), FerTheory.ReedSolomon(116, 16)), Hard) { Head = Ax25Head },
        new("Mobitex", 116, 6 * 240, FerTheory.Blocks((122, Words(8, m => Hamming.Mobitex().Encode((uint)m)))), Union),
        new("S-NET", 100, 8 * 240, FerTheory.Blocks((14, Words(5, Bch.Bch15K5().Encode)), (128, Words(7, Bch.Bch15K7().Encode))), Union),
        new("SALSAT", 100, 8 * 240, FerTheory.Blocks((14, Words(5, Bch.Bch15K5().Encode)), (128, Words(7, Bch.Bch15K7().Encode))), Union) { CheckBits = 13 },
        new("QUBIK", 126, 164 * 8, FerTheory.ReedSolomon(164, 32), Hard),
        new("OpenLST", 100, 104 * 16, FerTheory.Convolutional(4, 0b1011, 0b1111, 824), Union) { CheckBits = 16 },
        new("AX5043", 100, 1660, FerTheory.Convolutional(5, 0b10011, 0b11101, 845), Union) { CheckBits = 16 },
        new("FOX DUV", 64, 960, FerTheory.ReedSolomon(96, 32, symbolsPerByte: 10), Hard),
        new("FOX High Speed", 4600, 52720, FerTheory.ReedSolomon(252, 32, 21, 10), Hard),
        new("SMOG-P RA", 128, 2080, RepeatAccumulateReference.BlockErrors(128), Iterated),
        new("SMOG-1 RA", 128, 2080, RepeatAccumulateReference.BlockErrors(128), Iterated),
        new("SMOG-1 RA", 256, 4112, RepeatAccumulateReference.BlockErrors(256), Iterated) { Options = new() { FrameSize = 256 } },
        new("MRC-100 RA", 126, 2016, RepeatAccumulateReference.BlockErrors(126), Iterated),
    ];

    /// <summary>Eb/N₀ less Es/N₀.</summary>
    public double RateDb => 10 * Math.Log10(CodedSymbols / (8.0 * PayloadLength));

    private static IEnumerable<ulong> Words(int bits, Func<ulong, ulong> encode) => Enumerable.Range(1, (1 << bits) - 1).Select(message => encode((ulong)message));
}
