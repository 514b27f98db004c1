using GroundTerminal.Station.Radios;

namespace GroundTerminal.Emulator.Usb;

/// <summary>A USB bus with emulated dongles.</summary>
public sealed class EmulatedUsbBus(params IReadOnlyList<RtlDongle> dongles) : IUsbBus
{
    /// <inheritdoc/>
    public IReadOnlyList<UsbDeviceInfo> List() => [.. dongles.Select(d => d.Info).OfType<UsbDeviceInfo>()];

    /// <inheritdoc/>
    public IUsbDevice Open(UsbDeviceInfo device)
    {
        RtlDongle dongle = dongles.FirstOrDefault(d => d.Info == device) ?? throw new UsbException(UsbError.NoDevice, $"opening USB device {device.Port}: no such device");
        return dongle.Faults.Denied ? throw new UsbException(UsbError.Denied, $"opening USB device {device.Port}: permission denied") : new EmulatedUsbDevice(dongle);
    }
}
