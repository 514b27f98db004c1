using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Usb;

/// <summary><c>struct libusb_transfer</c> up to its isochronous packets, in the C layout of the machine.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LibUsbTransferData
{
    public nint Handle;
    public byte Flags, Endpoint, Type;
    public uint TimeoutMilliseconds;
    public int Status, Length, ActualLength;
    public delegate* unmanaged<LibUsbTransferData*, void> Callback;
    public nint UserData;
    public byte* Buffer;
    public int IsochronousPackets;
}
