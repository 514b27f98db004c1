using System.Diagnostics;
using GroundTerminal.Devices.Radios.RtlSdr;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator.Usb;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Tests.Devices.Radios.RtlSdr;

/// <summary>Samples, gaps and faults of an emulated dongle.</summary>
public class RtlSdrStreamTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100), Limit = TimeSpan.FromSeconds(30);
    private readonly Complex32[] _buffer = new Complex32[5000];

    [Theory]
    [InlineData(0, 5000)]
    [InlineData(0, 1)]
    [InlineData(512, 777)]
    [InlineData(511, 5000)]
    public void Every_sample_arrives_once_however_transfers_end(int shortTransfers, int length)
    {
        using var bench = new RtlSdrBench();
        bench.Dongle.Faults.ShortTransferBytes = shortTransfers;
        using IRadioStream stream = bench.Device.Open(RtlSdrBench.Settings());
        Check(stream, samples: 30 * length > 20_000 ? 20_000 : 30 * length, length, out long lost);
        Assert.Equal(0, lost);
    }

    /// <summary>So small that 64 of them are nothing: what the reader cannot take in time is said to be lost.</summary>
    [Theory]
    [InlineData(3, 100)]
    [InlineData(1, 7)]
    public void Samples_cut_in_two_are_joined(int shortTransfers, int length)
    {
        using var bench = new RtlSdrBench(pace: 0.1);
        bench.Dongle.Faults.ShortTransferBytes = shortTransfers;
        using IRadioStream stream = bench.Device.Open(RtlSdrBench.Settings());
        Check(stream, 4000, length, out _);
    }

    [Fact]
    public void A_reader_that_is_late_learns_how_much_it_missed()
    {
        using var bench = new RtlSdrBench();
        using IRadioStream stream = bench.Device.Open(RtlSdrBench.Settings(2.4e6));
        Check(stream, 100_000, 5000, out _);
        long lostInDevice = bench.Dongle.LostBytes;
        long before = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(before) < TimeSpan.FromSeconds(1))
            Thread.Sleep(10);
        Check(stream, 3_000_000, 5000, out long lost);
        Assert.InRange(lost, 500_000, 10_000_000);
        Assert.Equal(lostInDevice, bench.Dongle.LostBytes); // all of it here, where it is counted
    }

    [Fact]
    public void A_failed_transfer_is_a_gap_of_unknown_length()
    {
        using var bench = new RtlSdrBench();
        using IRadioStream stream = bench.Device.Open(RtlSdrBench.Settings());
        ReadSome(stream);
        bench.Dongle.Faults.TransferErrors = 3;
        RadioRead read = default;
        Until(() => (read = stream.Read(_buffer, Wait)).LostUnknown);
        Assert.True(read.Count > 0);
        Assert.Equal(0, read.LostBefore);
    }

    [Fact]
    public void Unplugged_it_is_lost_and_comes_back()
    {
        using var bench = new RtlSdrBench();
        RtlSdrDevice device = bench.Device;
        for (var i = 0; i < 5; i++)
        {
            using (IRadioStream stream = device.Open(RtlSdrBench.Settings()))
            {
                ReadSome(stream);
                bench.Dongle.Unplug();
                Assert.Equal(RadioFailure.Lost, ReadUntilFailure(stream));
            }
            Assert.Equal(RadioFailure.Absent, Assert.Throws<RadioException>(() => device.Open(RtlSdrBench.Settings())).Failure);
            bench.Dongle.PlugIn();
        }
        using IRadioStream again = device.Open(RtlSdrBench.Settings());
        Check(again, 10_000, 1000, out long lost);
        Assert.Equal(0, lost);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Hung_it_gives_nothing_and_is_reset_before_it_is_used_again(bool changes)
    {
        using var bench = new RtlSdrBench();
        RtlSdrDevice device = bench.Device;
        bench.Dongle.Faults.ResetChangesAddress = changes;
        using (IRadioStream stream = device.Open(RtlSdrBench.Settings()))
        {
            ReadSome(stream);
            bench.Dongle.Faults.BulkHangs = true;
            var since = Stopwatch.GetTimestamp();
            Until(() =>
            {
                if (stream.Read(_buffer, Wait).Count > 0)
                    since = Stopwatch.GetTimestamp();
                return Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(0.6);
            });
        }
        Assert.Equal(0, bench.Dongle.Resets);
        using IRadioStream again = device.Open(RtlSdrBench.Settings());
        Assert.Equal(1, bench.Dongle.Resets);
        Check(again, 10_000, 1000, out _);
    }

    [Fact]
    public void A_dongle_that_does_not_answer_is_reset()
    {
        using var bench = new RtlSdrBench();
        bench.Dongle.Faults.ControlHangs = true;
        using IRadioStream stream = bench.Device.Open(RtlSdrBench.Settings());
        Assert.Equal(1, bench.Dongle.Resets);
        Check(stream, 10_000, 1000, out _);
    }

    [Fact]
    public void Refused_control_transfers_at_any_place_are_a_failure_that_leaves_nothing_open()
    {
        using var bench = new RtlSdrBench();
        RtlSdrDevice device = bench.Device;
        device.Open(RtlSdrBench.Settings()).Dispose();
        var failures = 0;
        foreach (RtlSdrDevice each in Enumerable.Repeat(device, 30))
        {
            bench.Dongle.Faults.ControlStalls = 0;
            int at = failures * 7;
            var faulty = new StallingBus(bench, at);
            var failure = Record.Exception(() => new RtlSdrDevice(faulty, "").Open(RtlSdrBench.Settings()).Dispose());
            Assert.True(failure is null or RadioException { Failure: RadioFailure.Hung or RadioFailure.Protocol }, $"{at}: {failure}");
            failures++;
        }
        using IRadioStream again = device.Open(RtlSdrBench.Settings());
        Check(again, 10_000, 1000, out _);
    }

    [Fact]
    public void Busy_denied_and_absent_are_told_apart()
    {
        using var bench = new RtlSdrBench();
        bench.Dongle.Faults.ClaimedByOther = true;
        Assert.Equal(RadioFailure.Busy, Refusal(bench.Device).Failure);
        bench.Dongle.Faults.ClaimedByOther = false;
        using (bench.Device.Open(RtlSdrBench.Settings()))
            Assert.Equal(RadioFailure.Busy, Refusal(bench.Device).Failure);
        bench.Dongle.Faults.Denied = true;
        RadioException denied = Refusal(bench.Device);
        Assert.Equal(RadioFailure.Denied, denied.Failure);
        Assert.Contains("hw/udev/70-groundterminal-rtlsdr.rules", denied.Message);
        Assert.Equal(RadioFailure.Denied, Refusal(new RtlSdrDevice(bench.Bus, "00000009")).Failure); // it might be that one
        bench.Dongle.Faults.Denied = false;
        Assert.Equal(RadioFailure.Absent, Refusal(new RtlSdrDevice(bench.Bus, "00000009")).Failure);
    }

    [Fact]
    public void One_of_several_is_chosen_by_serial_number_or_index()
    {
        using var first = new RtlDongle(new RtlDongleOptions { Sky = (r, c) => new IndexRadio(r, c), SerialNumber = "77" });
        using var second = new RtlDongle(new RtlDongleOptions { Sky = (r, c) => new IndexRadio(r, c), SerialNumber = "1", Port = "1-2.3", Tuner = RtlTunerKind.E4000 });
        using var third = new RtlDongle(new RtlDongleOptions { Sky = (r, c) => new IndexRadio(r, c), SerialNumber = "SKY", Port = "2-1" });
        var bus = new EmulatedUsbBus(first, second, third);
        foreach (var (name, dongle) in new[] { ("", first), ("0", first), ("77", first), ("1", second), ("2", third), ("SKY", third) })
        {
            using IRadioStream stream = new RtlSdrDevice(bus, name).Open(RtlSdrBench.Settings());
            Assert.Equal([dongle == first, dongle == second, dongle == third], new[] { first, second, third }.Select(d => d.Status.IsStreaming));
        }
        Assert.Equal(["77", "1", "SKY"], RtlSdrRadio.Find(bus).Select(f => f.Device));
        Assert.Equal("1-2.3", RtlSdrRadio.Find(bus)[1].Details["port"]);
    }

    private static RadioException Refusal(RtlSdrDevice device) => Assert.Throws<RadioException>(() => device.Open(RtlSdrBench.Settings()));

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

    private RadioFailure ReadUntilFailure(IRadioStream stream)
    {
        RadioException? failure = null;
        Until(() => (failure = Record.Exception(() => stream.Read(_buffer, Wait)) as RadioException) is not null);
        return failure!.Failure;
    }

    /// <summary>The numbers of the sky follow each other but for what is said to be lost.</summary>
    private void Check(IRadioStream stream, long samples, int length, out long lost)
    {
        long expected = -1;
        lost = 0;
        for (long start = Stopwatch.GetTimestamp(); samples > 0;)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, "samples in time");
            RadioRead read = stream.Read(_buffer.AsSpan(0, length), Wait);
            Assert.False(read.LostUnknown);
            lost += read.LostBefore;
            expected += read.LostBefore;
            for (var i = 0; i < read.Count; i++)
            {
                int number = IndexRadio.NumberOf(_buffer[i]);
                if (expected >= read.LostBefore || i > 0)
                    Assert.Equal(expected & 0xffff, number);
                expected = number + 1L;
            }
            samples -= read.Count;
        }
    }

    /// <summary>Refuses one control transfer, the n-th after it was opened.</summary>
    private sealed class StallingBus(RtlSdrBench bench, int at) : IUsbBus
    {
        public IReadOnlyList<UsbDeviceInfo> List() => bench.Bus.List();

        public IUsbDevice Open(UsbDeviceInfo device) => new Stalling(bench.Bus.Open(device), at);

        private sealed class Stalling(IUsbDevice inner, int at) : IUsbDevice
        {
            private int _count;

            public string ReadString(UsbString which) => inner.ReadString(which);

            public void Claim() => inner.Claim();

            public int Control(byte requestType, byte request, ushort value, ushort index, Span<byte> data, TimeSpan timeout) =>
                _count++ == at ? throw new UsbException(UsbError.Stall, "refused by the device (stall)") : inner.Control(requestType, request, value, index, data, timeout);

            public void Reset() => inner.Reset();

            public IUsbTransfer CreateBulkIn(byte endpoint, int length, Action<IUsbTransfer> completed) => inner.CreateBulkIn(endpoint, length, completed);

            public void Dispose() => inner.Dispose();
        }
    }
}
