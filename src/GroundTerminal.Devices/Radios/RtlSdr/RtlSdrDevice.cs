using System.Diagnostics;
using System.Globalization;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>A dongle by its serial number or its index, not open.</summary>
/// <param name="bus">Where it is plugged in.</param>
/// <param name="name">Serial number, or index, or empty for the first.</param>
public sealed class RtlSdrDevice(IUsbBus bus, string name) : IRadioDevice
{
    private static readonly TimeSpan LongestReset = TimeSpan.FromSeconds(3);
    private volatile bool _resetFirst;

    /// <inheritdoc/>
    public string Description => name.Length == 0 ? "rtlsdr" : $"rtlsdr {name}";

    /// <inheritdoc/>
    /// <remarks>A dongle that gave nothing when its last stream was disposed, or does not answer, is reset first.</remarks>
    public IRadioStream Open(RadioSettings settings)
    {
        RtlSdrOptions options = Check(settings);
        IUsbDevice? usb = null;
        try
        {
            usb = ChooseAndClaim();
            usb = Wake(usb);
            _resetFirst = false;
            string product = $"{usb.ReadString(UsbString.Manufacturer)} {usb.ReadString(UsbString.Product)}";
            var receiver = RtlSdrReceiver.Find(new Rtl2832Bus(usb), product);
            receiver.Apply(settings, options);
            return new RtlSdrStream(usb, receiver, $"rtlsdr, {receiver.TunerName}, serial number {usb.ReadString(UsbString.SerialNumber)}, cu8", () => _resetFirst = true);
        }
        catch (Exception e)
        {
            usb?.Dispose();
            if (e is not UsbException fault)
                throw;
            _resetFirst |= fault.Error is UsbError.Timeout or UsbError.Stall or UsbError.Io;
            throw RtlSdrErrors.ToRadio(fault, $"opening {Description}");
        }
    }

    /// <summary>What the EEPROM says; null where there is none that makes sense. Not while a stream is open.</summary>
    /// <exception cref="RadioException">The dongle cannot be had.</exception>
    public RtlEeprom? ReadEeprom()
    {
        try
        {
            using IUsbDevice usb = ChooseAndClaim();
            var converter = new Rtl2832(new Rtl2832Bus(usb));
            converter.Initialize();
            byte[] content = converter.ReadEeprom();
            converter.PowerOff();
            return RtlEeprom.Parse(content);
        }
        catch (UsbException e)
        {
            throw RtlSdrErrors.ToRadio(e, $"reading the EEPROM of {Description}");
        }
    }

    private static RtlSdrOptions Check(RadioSettings settings)
    {
        if (!Rtl2832.IsRatePossible(settings.SampleRateHz))
            throw RtlSdrErrors.Setting("sample-rate", string.Create(CultureInfo.InvariantCulture, $"{settings.SampleRateHz:0.###} Hz: a dongle does above 225000 to 300000, and above 900000 to 3200000 Hz; 2400000 is the most that USB is sure to bear"));
        if (Math.Abs(settings.CorrectionPpm) > 480)
            throw RtlSdrErrors.Setting("correction", string.Create(CultureInfo.InvariantCulture, $"{settings.CorrectionPpm} ppm: −480 to 480 can be made up for"));
        if (settings.Channel != 0)
            throw RtlSdrErrors.Setting("channel", $"{settings.Channel}: a dongle has one receiver, 0");
        if (settings.Antenna is { Length: > 0 } antenna && antenna != "RX")
            throw RtlSdrErrors.Setting("antenna", $"'{antenna}': a dongle has one input, RX");
        return RtlSdrOptions.Read(settings);
    }

    private IUsbDevice ChooseAndClaim()
    {
        IUsbDevice usb = Choose();
        try
        {
            usb.Claim();
            return usb;
        }
        catch
        {
            usb.Dispose();
            throw;
        }
    }

    private IUsbDevice Choose()
    {
        IReadOnlyList<UsbDeviceInfo> dongles = RtlSdrDongles.List(bus);
        if (dongles.Count == 0)
            throw new RadioException(RadioFailure.Absent, "no RTL-SDR dongle is plugged in");
        if (name.Length == 0)
            return bus.Open(dongles[0]);
        var (serials, problem) = (new List<string>(), default(UsbException));
        foreach (UsbDeviceInfo dongle in dongles)
        {
            IUsbDevice? usb = TryOpen(dongle, ref problem);
            string serial = usb?.ReadString(UsbString.SerialNumber) ?? "?";
            if (usb is not null && serial == name)
                return usb;
            usb?.Dispose();
            serials.Add(serial);
        }
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < dongles.Count && (index == 0 ? name == "0" : name[0] != '0'))
            return bus.Open(dongles[index]);
        if (problem is not null)
            throw problem;
        throw new RadioException(RadioFailure.Absent, $"no RTL-SDR dongle has the serial number or index '{name}'; plugged in: {string.Join(", ", serials)}");
    }

    private IUsbDevice? TryOpen(UsbDeviceInfo dongle, ref UsbException? problem)
    {
        try
        {
            return bus.Open(dongle);
        }
        catch (UsbException e)
        {
            problem = e;
            return null;
        }
    }

    private IUsbDevice Wake(IUsbDevice usb)
    {
        if (!_resetFirst)
        {
            try
            {
                new Rtl2832(new Rtl2832Bus(usb)).Touch();
                return usb;
            }
            catch (UsbException e) when (e.Error is UsbError.Timeout or UsbError.Stall or UsbError.Io)
            {
            }
        }
        try
        {
            usb.Reset();
            return usb;
        }
        catch (UsbException e) when (e.Error is UsbError.Changed or UsbError.NoDevice)
        {
            usb.Dispose();
            return OpenAgain();
        }
    }

    /// <summary>After a reset it may come back as if it were plugged in anew.</summary>
    private IUsbDevice OpenAgain()
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return ChooseAndClaim();
            }
            catch (Exception e) when (e is RadioException { Failure: RadioFailure.Absent } or UsbException { Error: UsbError.NoDevice } && Stopwatch.GetElapsedTime(start) < LongestReset)
            {
                Thread.Sleep(50);
            }
        }
    }
}
