using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>GOMspace's radios AX100 and U482C, and FORESAIL-1, which differs from the AX100 in its sync word only.</summary>
public static class Ax100Framing
{
    private const double FalseAlarmRate = 1e-5;

    /// <summary>AX100 mode 5. The option Scrambler may be none.</summary>
    public static FramingDescriptor AsmGolay => field ??= Make("AX100 ASM+Golay", "GOMspace NanoCom AX100 manual, ASM+GOLAY mode", Gomspace);

    /// <summary>As the AX100, with the sync marker of CCSDS.</summary>
    public static FramingDescriptor Foresail1 => field ??= Make("FORESAIL-1", "GOMspace AX100 ASM+GOLAY with the sync marker of CCSDS 131.0-B-5 §9.3.5", SyncWord.Parse("0x1ACFFC1D", FalseAlarmRate));

    /// <summary>AX100 mode 6.</summary>
    public static FramingDescriptor ReedSolomon => field ??= new(
        "AX100 Reed Solomon",
        "GOMspace NanoCom AX100 manual, RS mode, G3RUH scrambler",
        _ => new DescramblingDeframer(LfsrScrambler.G3ruh(), new SyncedDeframer(Gomspace, new Ax100ReedSolomonFrame())),
        _ => new Ax100ReedSolomonFramer(Gomspace));

    /// <summary>U482C: coding by the header's flags; the encoder randomizes and adds Reed–Solomon parity.</summary>
    public static FramingDescriptor U482c => field ??= new(
        "U482C",
        "GOMspace NanoCom U482C manual",
        _ => new SyncedDeframer(U482cSync, new GolayHeaderFrame(GolayHeader.FromFlags, SyncWord.Parse("0xC3AA6655", 1e-4).Threshold)),
        _ => new GolayHeaderFramer(U482cSync, GolayHeader.FromFlags));

    internal static SyncWord Gomspace => SyncWord.Parse("0x930B51DE", FalseAlarmRate);

    /// <summary>Loose, since the convolutional code works at Es/N0 = −2 dB, where the sync word at the other rate is missed in every third frame, and at this one in one of 170.</summary>
    private static SyncWord U482cSync => SyncWord.Parse("0xC3AA6655", 1e-2);

    private static FramingDescriptor Make(string name, string standard, SyncWord sync) => new(
        name,
        standard,
        o => new SyncedDeframer(sync, new GolayHeaderFrame(GolayHeader.Ax100(IsRandomized(o)))),
        o => new GolayHeaderFramer(sync, GolayHeader.Ax100(IsRandomized(o))));

    private static bool IsRandomized(FramingOptions options) => options.Scrambler is not "none";
}
