using System.Globalization;
using GroundTerminal.Devices.Usb;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>The kind <c>rtlsdr</c>.</summary>
public static class RtlSdrRadio
{
    /// <summary>Its descriptor.</summary>
    public static RadioDescriptor Descriptor { get; } = new(
        "rtlsdr", "RTL2832U dongle over USB (R820T, R820T2, R828D, E4000)", "serial number or index of the dongle; without it the first, as '00000001' or '0'",
        device => new RtlSdrDevice(new LibUsbBus(), device))
    {
        List = () => Find(new LibUsbBus()),
    };

    /// <summary>The dongles on a bus with what their descriptors say.</summary>
    /// <exception cref="RadioException">USB cannot be listed.</exception>
    public static IReadOnlyList<FoundRadio> Find(IUsbBus bus)
    {
        try
        {
            return [.. RtlSdrDongles.List(bus).Select((info, index) => Describe(bus, info, index))];
        }
        catch (UsbException e)
        {
            throw RtlSdrErrors.ToRadio(e, "listing dongles");
        }
    }

    private static FoundRadio Describe(IUsbBus bus, UsbDeviceInfo info, int index)
    {
        var details = new Dictionary<string, string> { ["port"] = info.Port, ["id"] = string.Create(CultureInfo.InvariantCulture, $"{info.VendorId:x4}:{info.ProductId:x4}") };
        try
        {
            using IUsbDevice usb = bus.Open(info);
            foreach (var (name, which) in new[] { ("manufacturer", UsbString.Manufacturer), ("product", UsbString.Product), ("serial", UsbString.SerialNumber) })
                details[name] = usb.ReadString(which);
        }
        catch (UsbException e)
        {
            details["problem"] = RtlSdrErrors.ToRadio(e, $"opening the dongle at USB port {info.Port}").Message;
        }
        string number = index.ToString(CultureInfo.InvariantCulture), serial = details.GetValueOrDefault("serial", "");
        string label = $"{details.GetValueOrDefault("manufacturer", "")} {details.GetValueOrDefault("product", "")}".Trim();
        return new FoundRadio("rtlsdr", serial.Length > 0 ? serial : number, label.Length > 0 ? label : "RTL2832U", details);
    }
}
