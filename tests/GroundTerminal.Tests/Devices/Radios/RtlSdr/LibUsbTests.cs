using System.Diagnostics;
using GroundTerminal.Devices.Radios.RtlSdr;
using GroundTerminal.Devices.Usb;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator.Usb;
using GroundTerminal.Station;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;
using Xunit.Abstractions;

namespace GroundTerminal.Tests.Devices.Radios.RtlSdr;

/// <summary>Our use of libusb-1.0 against a C library with its functions, the emulated dongle behind it.</summary>
[Collection(nameof(AloneCollection))]
public sealed class LibUsbTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100), Limit = TimeSpan.FromSeconds(30);
    private readonly TestDirectory _directory = new();
    private readonly LibUsbBus _bus = new();
    private readonly Complex32[] _buffer = new Complex32[5000];

    public void Dispose() => _directory.Dispose();

    [SkippableFact]
    public void A_device_is_listed_with_its_place_and_strings()
    {
        using RtlUsbServer server = Serve(new RtlDongleOptions { Sky = Sky, Port = "3-1.4.2", SerialNumber = "GT1", Manufacturer = "Ours", Product = "Dongle" });
        Assert.Equal([new UsbDeviceInfo("3-1.4.2", 1, RtlDongle.VendorId, RtlDongle.ProductId)], _bus.List());
        var found = Assert.Single(RtlSdrRadio.Find(_bus));
        Assert.Equal(("rtlsdr", "GT1", "Ours Dongle"), (found.Kind, found.Device, found.Label));
    }

    [SkippableFact]
    public void The_kernels_driver_is_detached()
    {
        using RtlUsbServer server = Serve();
        RtlShim.SetHere("RTL_SHIM_KERNEL_DRIVER", "1");
        try
        {
            using IRadioStream stream = Open();
            ReadSome(stream);
        }
        finally
        {
            RtlShim.SetHere("RTL_SHIM_KERNEL_DRIVER", "0");
        }
    }

    [SkippableFact]
    public void Faults_are_told_apart()
    {
        using RtlUsbServer server = Serve();
        server.Dongle!.Faults.ClaimedByOther = true;
        Assert.Equal(RadioFailure.Busy, Assert.Throws<RadioException>(Open).Failure);
        (server.Dongle.Faults.ClaimedByOther, server.Dongle.Faults.Denied) = (false, true);
        Assert.Equal(RadioFailure.Denied, Assert.Throws<RadioException>(Open).Failure);
        server.Dongle.Faults.Denied = false;
        server.Dongle.Faults.ControlHangs = true;
        using (IRadioStream stream = Open())
        {
            Assert.Equal(1, server.Dongle.Resets);
            ReadSome(stream);
            server.Dongle.Unplug();
            RadioException? failure = null;
            Until(() => (failure = Record.Exception(() => stream.Read(_buffer, Wait)) as RadioException) is not null);
            Assert.Equal(RadioFailure.Lost, failure!.Failure);
        }
        Assert.Equal(RadioFailure.Absent, Assert.Throws<RadioException>(Open).Failure);
        server.Dongle.PlugIn();
        using IRadioStream again = Open();
        ReadSome(again);
    }

    [SkippableFact]
    public void A_lost_dongle_100_times_over_leaves_nothing()
    {
        using RtlUsbServer server = Serve();
        RtlDongle dongle = server.Dongle!;
        (int Files, int Threads, long Bytes) before = default;
        var device = new RtlSdrDevice(_bus, "");
        for (var i = 0; i < 100; i++)
        {
            using (IRadioStream stream = device.Open(RtlSdrBench.Settings(2.4e6)))
            {
                ReadSome(stream);
                if (i % 2 == 0)
                    dongle.Unplug();
                else
                    dongle.Faults.TransferErrors = 1000;
                Until(() => Record.Exception(() => stream.Read(_buffer, Wait)) is RadioException { Failure: RadioFailure.Lost });
            }
            dongle.Faults.TransferErrors = 0;
            if (i % 2 == 0)
                dongle.PlugIn();
            if (i == 19)
                before = Count();
        }
        Until(() => Count().Threads <= before.Threads + 2 && Count().Files <= before.Files + 2); // the server's side ends a little after ours
        Assert.InRange(Count().Bytes - before.Bytes, long.MinValue, 60 << 20); // each has 2 MiB of buffers: 80 would be 160

        static (int Files, int Threads, long Bytes) Count()
        {
            GC.Collect();
            return (Directory.GetFiles("/proc/self/fd").Length, Directory.GetDirectories("/proc/self/task").Length, Environment.WorkingSet);
        }
    }

    /// <summary>CPU time of the thread that reads and of the thread that handles events, at 2.4 MS/s: the conversion, the ring, and the stand-in's callbacks.</summary>
    [SkippableFact]
    public void Our_threads_need_less_than_2_percent_of_a_core()
    {
        using RtlUsbServer server = Serve();
        long reading = 0, samples = 0, events = 0;
        var reader = new Thread(() =>
        {
            using IRadioStream stream = new RtlSdrDevice(_bus, "").Open(RtlSdrBench.Settings(2.4e6));
            for (var i = 0; i < 200; i++)
                stream.Read(_buffer, Wait); // compiled by then
            long cpu = CpuOf("/proc/thread-self"), cpuOfEvents = CpuOf(EventThread());
            for (; samples < 5 * 2_400_000; samples += stream.Read(_buffer, Wait).Count)
            {
            }
            (reading, events) = (CpuOf("/proc/thread-self") - cpu, CpuOf(EventThread()) - cpuOfEvents);
        });
        reader.Start();
        reader.Join();
        double share = (reading + events) / (samples / 2.4e6 * 1e9);
        output.WriteLine($"{100 * share:0.00} % of a core: reader {reading / 1e6:0} ms, events {events / 1e6:0} ms for {samples / 2.4e6:0.0} s");
        Assert.InRange(share, 0, 0.02);

        static long CpuOf(string thread) => long.Parse(File.ReadAllText(thread + "/schedstat").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        static string EventThread() => Directory.GetDirectories("/proc/self/task").Single(t => File.ReadAllText(t + "/comm").Trim() == "usb 1-1");
    }

    private static IRadio Sky(double rateHz, double centerHz) => new IndexRadio(rateHz, centerHz);

    private RtlUsbServer Serve(RtlDongleOptions? options = null)
    {
        var server = new RtlUsbServer(_directory.File("usb"), options ?? new RtlDongleOptions { Sky = Sky });
        server.Start();
        RtlShim.LoadHere(_directory.File("usb"));
        return server;
    }

    private IRadioStream Open() => new RtlSdrDevice(_bus, "").Open(RtlSdrBench.Settings(2.4e6));

    private static void Until(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, "in time");
    }

    private void ReadSome(IRadioStream stream)
    {
        long read = 0;
        Until(() => (read += stream.Read(_buffer, Wait).Count) > 5000);
    }
}
