using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Usb;

/// <summary>A USB device descriptor, 18 bytes. USB 2.0 specification, table 9-8.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct LibUsbDeviceDescriptor
{
    public byte Length, DescriptorType;
    public ushort UsbVersion;
    public byte DeviceClass, DeviceSubclass, DeviceProtocol, MaxPacketSize0;
    public ushort VendorId, ProductId, DeviceVersion;
    public byte ManufacturerIndex, ProductIndex, SerialNumberIndex, Configurations;
}
