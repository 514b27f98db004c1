using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Usb;

/// <summary>Return codes of libusb as what they mean here.</summary>
internal static class LibUsbErrors
{
    /// <exception cref="UsbException">The code is below 0.</exception>
    public static int Check(int code, string doing) => code >= 0 ? code : throw For(code, doing);

    public static UsbException For(int code, string doing)
    {
        (UsbError error, string name) = code switch
        {
            LibUsb.ErrorAccess => (UsbError.Denied, "permission denied"),
            LibUsb.ErrorNoDevice => (UsbError.NoDevice, "no such device"),
            LibUsb.ErrorNotFound => (UsbError.Changed, "not found"),
            LibUsb.ErrorBusy => (UsbError.Busy, "busy"),
            LibUsb.ErrorTimeout => (UsbError.Timeout, "no answer in time"),
            LibUsb.ErrorPipe => (UsbError.Stall, "refused by the device (stall)"),
            LibUsb.ErrorIo => (UsbError.Io, "input/output error"),
            _ => (UsbError.Io, $"libusb error {code}"),
        };
        return new UsbException(error, $"{doing}: {name}");
    }
}
