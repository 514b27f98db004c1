namespace GroundTerminal.Coding.Framing;

/// <summary>The AO-40 FEC family, as the catalog knows it.</summary>
/// <remarks>With CRC-16-ARC (SMOG-1) the payload's last two bytes are the check, least significant byte first; they stay in the payload, and the framer writes them.</remarks>
public static class Ao40Fec
{
    private const string Standard = "P. Karn KA9Q, Proposed Coded AO-40 Telemetry Format (2002)";

    /// <summary>256 bytes: AO-40, the FUNcube satellites, SMOG-P.</summary>
    public static FramingDescriptor Long => field ??= Describe("AO-40 FEC", Standard, Ao40Layout.Long, false);

    /// <summary>128 bytes: SMOG-P and ATL-1.</summary>
    public static FramingDescriptor Short => field ??= Describe("AO-40 FEC short", $"{Standard}, shortened by SMOG-P", Ao40Layout.Short, false);

    /// <summary>256 bytes, the last two their check: SMOG-1.</summary>
    public static FramingDescriptor LongChecked => field ??= Describe("AO-40 FEC CRC-16-ARC", $"{Standard}, CRC-16/ARC of SMOG-1", Ao40Layout.Long, true);

    /// <summary>128 bytes, the last two their check: SMOG-1.</summary>
    public static FramingDescriptor ShortChecked => field ??= Describe("AO-40 FEC CRC-16-ARC short", $"{Standard}, shortened by SMOG-P, CRC-16/ARC of SMOG-1", Ao40Layout.Short, true);

    private static FramingDescriptor Describe(string name, string standard, Ao40Layout layout, bool isChecked) =>
        new(name, standard, _ => new Ao40Deframer(layout, isChecked), _ => new Ao40Framer(layout, isChecked));
}
