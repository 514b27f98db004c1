using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Usb;

/// <summary><c>struct timeval</c>: both parts are as wide as a pointer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LibUsbTime
{
    public nint Seconds, Microseconds;
}
