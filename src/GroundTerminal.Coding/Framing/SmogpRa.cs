using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>The repeat-accumulate packets of the Budapest University's satellites: SMOG-P and ATL-1 without a check, SMOG-1 and MRC-100 with one.</summary>
/// <remarks>
/// Facts from gr-satellites (smogp_ra_deframer, with MRC-100 as of 2023) and M. Maróti's coder. SMOG-P: sync 2DD4. SMOG-1: sync 2DD463C53599, the last two bytes are CRC-16/ARC, least significant
/// byte first. MRC-100: sync E31C9DAE, bytes 1 and 2 are CRC-16/IBM-3740 of the others, least significant byte first. The payload is the whole packet in its own order, check included.
/// SMOG-P's sync word is so short that at 2 dB one in a hundred is missed although three places in a hundred of noise match it; a look at the symbols' spread and parity keeps these from the decoder. A packet counts where the decoder came to rest and the code word it found differs from the symbols in less than
/// <see cref="RepeatAccumulateFrame.MostErrors"/> of them; see there for false ones.
/// </remarks>
public static class SmogpRa
{
    /// <summary>Without a check, 128 or 256 bytes.</summary>
    public static FramingDescriptor SmogP => field ??= Describe("SMOG-P RA", "SMOG-P downlink, repeat-accumulate code (M. Maroti)", "0010110111010100", 3e-2, 128, RepeatAccumulateCheck.None);

    /// <summary>With CRC-16/ARC, 128 or 256 bytes.</summary>
    public static FramingDescriptor Smog1 => field ??= Describe(
        "SMOG-1 RA", "SMOG-1 downlink, repeat-accumulate code (M. Maroti), CRC-16/ARC", "001011011101010001100011110001010011010110011001", 3e-4, 128, RepeatAccumulateCheck.Arc);

    /// <summary>With a check in bytes 1 and 2, 126 bytes.</summary>
    public static FramingDescriptor Mrc100 => field ??= Describe(
        "MRC-100 RA", "MRC-100 downlink, repeat-accumulate code (M. Maroti), CRC-16/IBM-3740", "11100011000111001001110110101110", 3e-4, 126, RepeatAccumulateCheck.Mrc100);

    private static FramingDescriptor Describe(string name, string standard, string sync, double falseAlarmRate, int defaultSize, RepeatAccumulateCheck check)
    {
        var word = SyncWord.Parse(sync, falseAlarmRate);
        return new FramingDescriptor(
            name, standard, o => new SyncedDeframer(word, new RepeatAccumulateFrame(new RepeatAccumulateCode(o.FrameSize ?? defaultSize), check, falseAlarmRate)),
            o => new RepeatAccumulateFramer(word, new RepeatAccumulateCode(o.FrameSize ?? defaultSize), check));
    }
}
