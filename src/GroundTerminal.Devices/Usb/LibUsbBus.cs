using System.Globalization;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Usb;

/// <summary>The machine's USB by libusb-1.0.</summary>
public sealed unsafe class LibUsbBus : IUsbBus
{
    /// <inheritdoc/>
    public IReadOnlyList<UsbDeviceInfo> List()
    {
        nint context = CreateContext();
        try
        {
            var found = new List<UsbDeviceInfo>();
            ForEach(context, (_, info) =>
            {
                found.Add(info);
                return false;
            });
            return found;
        }
        finally
        {
            LibUsb.Exit(context);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Each open device has a context and, once it has transfers, an event thread of its own: none waits for another.</remarks>
    public IUsbDevice Open(UsbDeviceInfo device)
    {
        nint context = CreateContext(), handle = 0;
        try
        {
            var code = LibUsb.ErrorNoDevice;
            ForEach(context, (pointer, info) =>
            {
                if (info == device)
                    code = LibUsb.Open(pointer, out handle);
                return info == device;
            });
            LibUsbErrors.Check(code, $"opening USB device {device.Port}");
            return new LibUsbDevice(context, handle, device);
        }
        catch
        {
            LibUsb.Exit(context);
            throw;
        }
    }

    private static nint CreateContext()
    {
        try
        {
            LibUsbErrors.Check(LibUsb.Initialize(out nint context), "starting libusb");
            return context;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new UsbException(UsbError.Library, "libusb-1.0.so.0 is missing; install it: apt-get install libusb-1.0-0", e);
        }
    }

    /// <param name="visit">Gets a device that is valid during the call; true ends the walk.</param>
    private static void ForEach(nint context, Func<nint, UsbDeviceInfo, bool> visit)
    {
        int count = LibUsbErrors.Check((int)LibUsb.GetDeviceList(context, out nint* list), "listing USB devices");
        try
        {
            for (var i = 0; i < count; i++)
            {
                if (LibUsb.GetDeviceDescriptor(list[i], out LibUsbDeviceDescriptor descriptor) == 0
                    && visit(list[i], new UsbDeviceInfo(Port(list[i]), LibUsb.GetDeviceAddress(list[i]), descriptor.VendorId, descriptor.ProductId)))
                    return;
            }
        }
        finally
        {
            LibUsb.FreeDeviceList(list, 1);
        }
    }

    private static string Port(nint device)
    {
        Span<byte> ports = stackalloc byte[7];
        int depth = LibUsb.GetPortNumbers(device, ports, ports.Length);
        IEnumerable<string> numbers = ports[..Math.Max(depth, 0)].ToArray().Select(p => p.ToString(CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{LibUsb.GetBusNumber(device)}-{string.Join('.', numbers)}");
    }
}
