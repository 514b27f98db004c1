using GroundTerminal.Devices.Radios.RtlSdr;
using GroundTerminal.Emulator.Usb;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Tests.Devices.Radios.RtlSdr;

/// <summary>An emulated dongle with a sky of numbers, and our driver's chips on it.</summary>
internal sealed class RtlSdrBench : IDisposable
{
    public RtlSdrBench(RtlTunerKind tuner = RtlTunerKind.R820T, double crystalPpm = 0, double pace = 1)
    {
        bool blog = tuner == RtlTunerKind.R828DBlogV4;
        var options = new RtlDongleOptions { Sky = (rate, center) => new IndexRadio(rate, center, pace), Tuner = tuner, CrystalPpm = crystalPpm };
        Dongle = new RtlDongle(blog ? options with { Manufacturer = "RTLSDRBlog", Product = "Blog V4" } : options);
        Bus = new EmulatedUsbBus(Dongle);
    }

    public RtlDongle Dongle { get; }

    public EmulatedUsbBus Bus { get; }

    public RtlSdrDevice Device => new(Bus, "");

    public static RadioSettings Settings(double rateHz = 250e3, double centerHz = 437.5e6) => new() { SampleRateHz = rateHz, CenterFrequencyHz = centerHz };

    /// <summary>The chips, awake, without a stream.</summary>
    public RtlSdrReceiver Wake()
    {
        IUsbDevice usb = Bus.Open(Bus.List()[0]);
        return RtlSdrReceiver.Find(new Rtl2832Bus(usb), $"{usb.ReadString(UsbString.Manufacturer)} {usb.ReadString(UsbString.Product)}");
    }

    /// <summary>Sets them, and says what the registers mean then.</summary>
    public static void Apply(RtlSdrReceiver receiver, RadioSettings settings) => receiver.Apply(settings, RtlSdrOptions.Read(settings));

    public void Dispose() => Dongle.Dispose();
}
