using System.Text;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Usb;

/// <summary>A device opened by libusb.</summary>
internal sealed class LibUsbDevice(nint context, nint handle, UsbDeviceInfo info) : IUsbDevice
{
    private readonly Lock _starting = new();
    private LibUsbEvents? _events;
    private bool _claimed, _disposed;

    /// <inheritdoc/>
    public string ReadString(UsbString which)
    {
        LibUsbErrors.Check(LibUsb.GetDeviceDescriptor(LibUsb.GetDevice(handle), out LibUsbDeviceDescriptor descriptor), "reading the device descriptor");
        byte index = which switch
        {
            UsbString.Manufacturer => descriptor.ManufacturerIndex,
            UsbString.Product => descriptor.ProductIndex,
            _ => descriptor.SerialNumberIndex,
        };
        Span<byte> text = stackalloc byte[256];
        int length = index == 0 ? 0 : LibUsb.GetStringDescriptor(handle, index, text, text.Length);
        return length <= 0 ? "" : Encoding.ASCII.GetString(text[..length]).Trim();
    }

    /// <inheritdoc/>
    /// <remarks>The kernel's driver is not attached again at the end: a station that opens its dongle anew after a fault would have to wait for it each time.</remarks>
    public void Claim()
    {
        if (LibUsb.KernelDriverActive(handle, 0) == 1)
            LibUsbErrors.Check(LibUsb.DetachKernelDriver(handle, 0), $"detaching the kernel's driver from USB device {info.Port}");
        LibUsbErrors.Check(LibUsb.ClaimInterface(handle, 0), $"claiming USB device {info.Port}");
        _claimed = true;
    }

    /// <inheritdoc/>
    public int Control(byte requestType, byte request, ushort value, ushort index, Span<byte> data, TimeSpan timeout) =>
        LibUsbErrors.Check(
            LibUsb.ControlTransfer(handle, requestType, request, value, index, data, (ushort)data.Length, (uint)timeout.TotalMilliseconds),
            $"control transfer to USB device {info.Port}");

    /// <inheritdoc/>
    public void Reset() => LibUsbErrors.Check(LibUsb.ResetDevice(handle), $"resetting USB device {info.Port}");

    /// <inheritdoc/>
    public IUsbTransfer CreateBulkIn(byte endpoint, int length, Action<IUsbTransfer> completed)
    {
        lock (_starting)
            _events ??= new LibUsbEvents(context, $"usb {info.Port}");
        return new LibUsbTransfer(handle, endpoint, length, completed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_claimed)
            LibUsb.ReleaseInterface(handle, 0);
        _events?.Dispose();
        LibUsb.Close(handle);
        LibUsb.Exit(context);
    }
}
