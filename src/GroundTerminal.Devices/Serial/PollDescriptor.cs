using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Serial;

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public int Descriptor;
    public short Events, Returned;
}
