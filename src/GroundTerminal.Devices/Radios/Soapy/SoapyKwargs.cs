using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>SoapySDRKwargs: keys and values.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SoapyKwargs
{
    public nuint Size;
    public byte** Keys, Values;
}
