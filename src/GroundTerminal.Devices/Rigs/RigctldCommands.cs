using System.Globalization;
using GroundTerminal.Station;
using static GroundTerminal.Devices.Rigs.RigctldAnswer;

namespace GroundTerminal.Devices.Rigs;

/// <summary>What rigctld's commands do to a receiver.</summary>
/// <remarks>Hamlib, rigctld(1), "COMMANDS", version 4.5. It receives only: transmitting and split are refused.</remarks>
internal sealed class RigctldCommands(ITunedRadio radio)
{
    /// <returns>Long name and number of arguments; no long name where it is not known.</returns>
    public static (string? Name, int Arguments) Find(string word) => word switch
    {
        "f" or "\\get_freq" => ("get_freq", 0),
        "F" or "\\set_freq" => ("set_freq", 1),
        "m" or "\\get_mode" => ("get_mode", 0),
        "M" or "\\set_mode" => ("set_mode", 2),
        "v" or "\\get_vfo" => ("get_vfo", 0),
        "V" or "\\set_vfo" => ("set_vfo", 1),
        "t" or "\\get_ptt" => ("get_ptt", 0),
        "T" or "\\set_ptt" => ("set_ptt", 1),
        "s" or "\\get_split_vfo" => ("get_split_vfo", 0),
        "S" or "\\set_split_vfo" => ("set_split_vfo", 2),
        "_" or "\\get_info" => ("get_info", 0),
        "\\get_vfo_info" => ("get_vfo_info", 1),
        "\\get_vfo_list" => ("get_vfo_list", 0),
        "\\get_powerstat" => ("get_powerstat", 0),
        "\\get_modes" => ("get_modes", 0),
        "\\chk_vfo" => ("chk_vfo", 0),
        "\\dump_state" => ("dump_state", 0),
        "q" or "Q" or "\\quit" => ("quit", 0),
        _ => (null, 0),
    };

    public RigctldAnswer Obey(string name, string[] given) => name switch
    {
        "get_freq" => Of("Frequency", Whole(radio.FrequencyHz)),
        "set_freq" => SetFrequency(given[0]),
        "get_mode" => new(0, ("Mode", radio.Mode), ("Passband", Whole(radio.PassbandHz))),
        "set_mode" => given[0] == "?" ? Of("", string.Join(' ', RigctldState.Modes)) : given[0] == radio.Mode ? Done : new(NotAvailable),
        "get_vfo" => Of("VFO", radio.VfoName),
        "set_vfo" => SetVfo(given[0]),
        "get_ptt" => Of("PTT", "0"),
        "set_ptt" => given[0] == "0" ? Done : new(NotAvailable),
        "get_split_vfo" => new(0, ("Split", "0"), ("TX VFO", radio.VfoName)),
        "set_split_vfo" => given[0] == "0" ? Done : new(NotAvailable),
        "get_info" => Of("Info", $"GroundTerminal, carrier {Whole(radio.CarrierFrequencyHz)} Hz"),
        "get_vfo_info" => IsVfo(given[0]) ? VfoInfo() : new(InvalidParameter),
        "get_vfo_list" => Of("VFOs", radio.VfoName),
        "get_powerstat" => Of("Power Status", "1"),
        "get_modes" => Of("Modes", string.Join(' ', RigctldState.Modes)),
        "chk_vfo" => Of("ChkVFO", "0"),
        "dump_state" => Of("", RigctldState.Text()),
        _ => Done,
    };

    private RigctldAnswer SetFrequency(string text) =>
        !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var hz) || !(hz > 0 && double.IsFinite(hz)) ? new(InvalidParameter)
        : radio.SetFrequency(hz) is null ? Done : new(Rejected);

    private RigctldAnswer SetVfo(string name) => name == "?" ? Of("", radio.VfoName) : IsVfo(name) ? Done : new(InvalidParameter);

    private RigctldAnswer VfoInfo() => new(
        0, ("Freq", Whole(radio.FrequencyHz)), ("Mode", radio.Mode), ("Width", Whole(radio.PassbandHz)), ("Split", "0"), ("SatMode", "0"));

    /// <summary>There is one; Main and VFOA are the same to a receiver of one.</summary>
    private bool IsVfo(string name) => name == radio.VfoName || name is "currVFO" or "VFO" or "VFOA" or "Main";
}
