using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>SoapySDRArgInfo: a setting or a sensor as the library describes it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SoapyArgInfo
{
    public byte* Key, Value, Name, Description, Units;
    public int Type;
    public SoapyRange Range;
    public nuint OptionCount;
    public byte** Options, OptionNames;
}
