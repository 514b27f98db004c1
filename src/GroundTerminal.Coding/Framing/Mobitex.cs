namespace GroundTerminal.Coding.Framing;

/// <summary>Mobitex as the modem chips of CML make it, and TU Berlin's Mobitex-NX: the descriptors.</summary>
/// <remarks>
/// CML Microcircuits, CMX990 data sheet D/990/1 (2004) §5.1.3 and 5.1.5, CMX909B data sheet §1.5: frame sync, two control bytes with four parity bits each, then blocks of 18 bytes and a CRC, each byte with
/// four parity bits, interleaved and scrambled. Mobitex-NX puts a call sign with a CRC between (TU Berlin, gr-tnc_nx; D. Estévez, "Some notes on BEESAT and Mobitex-NX", 2016). D-STAR ONE and AMGU-1 send the number of blocks as
/// their second control byte (seen in their recordings). Handed over is TU Berlin's master frame, as gr-satellites does: control bytes, call sign with its CRC where there is one, 18 bytes of each block, AA, four bytes whose bit n
/// from the low end marks block n as wrong, BB.
/// </remarks>
public static class Mobitex
{
    private const string NxStandard = "TU Berlin Mobitex-NX (gr-tnc_nx), CML CMX990 data sheet D/990/1";
    private static readonly MobitexVariant ClassicVariant = new(0x5765, HasCallsign: false, FixedBlocks: 0, CountInSecondByte: true);
    private static readonly MobitexVariant NxVariant = new(0x0EF0, HasCallsign: true, FixedBlocks: 0, CountInSecondByte: false);
    private static readonly MobitexVariant Beesat1Variant = NxVariant with { HasCallsign = false };
    private static readonly MobitexVariant Beesat9Variant = NxVariant with { FixedBlocks = MobitexVariant.MaxBlocks };

    /// <summary>Mobitex without a call sign: D-STAR ONE, AMGU-1.</summary>
    public static FramingDescriptor Classic => field ??= Describe("Mobitex", "CML CMX990 data sheet D/990/1", ClassicVariant);

    /// <summary>Mobitex-NX; the option Callsign makes weaker signals received.</summary>
    public static FramingDescriptor Nx => field ??= Describe("Mobitex-NX", NxStandard, NxVariant);

    /// <summary>Mobitex-NX without call sign.</summary>
    public static FramingDescriptor Beesat1 => field ??= Describe("BEESAT-1", NxStandard, Beesat1Variant);

    /// <summary>Mobitex-NX with 32 blocks whatever the control bytes say.</summary>
    public static FramingDescriptor Beesat9 => field ??= Describe("BEESAT-9", NxStandard, Beesat9Variant);

    /// <summary>Two wrong symbols of the sync word are allowed where a call sign follows, which sorts out what is none; else one.</summary>
    private static FramingDescriptor Describe(string name, string standard, MobitexVariant variant) => new(
        name, standard, o => new SyncedDeframer(new SyncWord(variant.Sync, 16, variant.HasCallsign ? 0.015 : 1e-3), new MobitexFrame(variant, o)), o => new MobitexFramer(variant, o));
}
