using System.Globalization;

namespace GroundTerminal.Devices.Rigs;

/// <summary>What dump_state says of a receiver, protocol version 1.</summary>
/// <remarks>
/// As Hamlib 4.5.4's rigctld gives it and its NET rigctl backend reads it: version, model, ITU region; ranges of reception (least Hz, most Hz, modes,
/// least and most power, VFOs, antennas) and of transmission, each ended by zeros; tuning steps; filters; RIT, XIT, IF shift, announcements; preamplifiers;
/// attenuators; six masks of functions, levels and parameters; key=value lines to "done". A receiver that only tells and takes its frequency has none of the rest.
/// </remarks>
internal static class RigctldState
{
    // RIG_MODE of Hamlib's rig.h: AM, CW, USB, LSB, RTTY, FM, WFM, and packet on LSB, USB, FM.
    private static readonly (string Name, int Bit)[] ModeBits =
        [("AM", 0x1), ("CW", 0x2), ("USB", 0x4), ("LSB", 0x8), ("RTTY", 0x10), ("FM", 0x20), ("WFM", 0x40), ("PKTLSB", 0x400), ("PKTUSB", 0x800), ("PKTFM", 0x1000)];

    // Network rigctl; VFOA and VFOB, Sub and Main.
    private const int Model = 2, Vfos = 0x6000003;

    public static IEnumerable<string> Modes => ModeBits.Select(m => m.Name);

    public static string Text()
    {
        var modes = "0x" + ModeBits.Sum(m => m.Bit).ToString("x", CultureInfo.InvariantCulture);
        const string End = "0 0 0 0 0 0 0\n";
        var none = string.Concat(Enumerable.Repeat("0x0\n", 6));
        return $"1\n{Model}\n0\n"
            + $"10000.000000 30000000000.000000 {modes} -1 -1 0x{Vfos:x} 0x1\n{End}{End}"
            + $"{modes} 1\n0 0\n{modes} 15000\n0 0\n0\n0\n0\n0\n\n\n{none}"
            + $"vfo_ops=0x0\nptt_type=0x0\ntargetable_vfo=0x0\nhas_set_vfo=1\nhas_get_vfo=1\nhas_set_freq=1\nhas_get_freq=1\n"
            + $"has_set_conf=0\nhas_get_conf=0\nhas_power2mW=0\nhas_mW2power=0\ntimeout=0\nrig_model={Model}\nrigctld_version=GroundTerminal\ndone";
    }
}
