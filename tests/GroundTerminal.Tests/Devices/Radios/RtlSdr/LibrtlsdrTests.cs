using System.Globalization;
using System.Text.RegularExpressions;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator.Usb;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Radios.RtlSdr;

/// <summary>Debian's librtlsdr on our model: what it makes of the registers, and what our driver makes of them.</summary>
public sealed partial class LibrtlsdrTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>rtl_sdr and our driver, the same settings: rate and gain are equal, and the frequency to the step of the tuner, which librtlsdr leaves and we take up.</summary>
    [SkippableTheory]
    [InlineData(RtlTunerKind.R820T, 437.5e6, 250e3, 29.7, 0)]
    [InlineData(RtlTunerKind.R820T, 145.8251e6, 1.024e6, 49.6, 0)]
    [InlineData(RtlTunerKind.R820T, 1575.42e6, 2.048e6, 0, 57)]
    [InlineData(RtlTunerKind.R820T, 54.3e6, 2.8e6, 8.7, -23)]
    [InlineData(RtlTunerKind.R820T, 1700.123e6, 2.4e6, 40.2, 1)]
    [InlineData(RtlTunerKind.R820T, 30e6, 960e3, 20.7, 0)]
    [InlineData(RtlTunerKind.R828D, 137.1e6, 1.2e6, 12.5, 0)]
    [InlineData(RtlTunerKind.R828D, 868.3e6, 2.56e6, 36.4, 5)]
    [InlineData(RtlTunerKind.E4000, 145.8e6, 1.024e6, 19, 0)]
    [InlineData(RtlTunerKind.E4000, 1698e6, 2.4e6, 42, -40)]
    [InlineData(RtlTunerKind.E4000, 437.5e6, 2.048e6, 0, 0)]
    public void Rtl_sdr_leaves_what_our_driver_leaves(RtlTunerKind tuner, double centerHz, double rateHz, double gainDb, int ppm)
    {
        (Snapshot theirs, string said) = Capture(tuner, ppm, bus => RtlSdr(bus, centerHz, rateHz, gainDb, ppm));
        Assert.DoesNotContain("failed", said);
        (Snapshot ours, _) = Capture(tuner, ppm, bus =>
        {
            using var stream = new GroundTerminal.Devices.Radios.RtlSdr.RtlSdrDevice(bus, "").Open(
                RtlSdrBench.Settings(rateHz, centerHz) with { GainDb = gainDb == 0 ? null : gainDb, CorrectionPpm = ppm });
            stream.Read(new Complex32[100], TimeSpan.FromSeconds(10));
            return "";
        });

        // librtlsdr 0.6 reckons the oscillator's fraction in whole kHz, of a crystal in whole kHz, and does not correct the intermediate frequency.
        double dividerAtMost = 1.77e9 / theirs.Status.OscillatorHz, tunerStepHz = 2 * 28.8e6 / 65536 / dividerAtMost, coarseHz = (ppm == 0 ? 1000 : 2000) / dividerAtMost;
        double uncorrectedHz = theirs.Status.IntermediateFrequencyHz * Math.Abs(ppm) * 1e-6;
        Assert.Equal(theirs.Status.SampleRateHz, ours.Status.SampleRateHz, 0.2e-6 * rateHz);
        Assert.InRange(theirs.Status.CenterFrequencyHz, centerHz - tunerStepHz - 7 - coarseHz - uncorrectedHz, centerHz + tunerStepHz + 7 + coarseHz + uncorrectedHz);
        Assert.Equal(theirs.Status.OscillatorHz, ours.Status.OscillatorHz, tunerStepHz + coarseHz);
        Assert.InRange(ours.Status.CenterFrequencyHz, centerHz - 7, centerHz + 7);
        Assert.Equal(theirs.Status.HasAutomaticGain, ours.Status.HasAutomaticGain);
        if (!theirs.Status.HasAutomaticGain)
            Assert.Equal(theirs.Status.StageGainsDb, ours.Status.StageGainsDb);
        Assert.Equal("", Differences(theirs, ours, tuner));
    }

    /// <summary>The program's own count of bytes that do not follow each other.</summary>
    [SkippableTheory]
    [InlineData("2400000")]
    [InlineData("250000")]
    public void Rtl_test_finds_no_byte_lost(string rate)
    {
        string socket = _directory.File("usb");
        using var server = new RtlUsbServer(socket, (r, c) => new IndexRadio(r, c));
        server.Start();
        string said = RtlShim.Run(socket, TimeSpan.FromSeconds(3), interrupt: true, "rtl_test", "-s", rate);
        Assert.Contains("Found Rafael Micro R820T tuner", said);
        Assert.Contains("Supported gain values (29): 0.0 0.9 1.4", said);
        Assert.Contains("Samples per million lost (minimum): 0", said);
    }

    /// <summary>The program looks for the ends of the tuner's range and for the gap in it by itself; they are those of the model.</summary>
    [SkippableFact]
    public void Rtl_test_finds_the_range_of_an_E4000()
    {
        string socket = _directory.File("usb");
        using var server = new RtlUsbServer(socket, new RtlDongleOptions { Sky = (r, c) => new IndexRadio(r, c), Tuner = RtlTunerKind.E4000 });
        server.Start();
        string said = RtlShim.Run(socket, TimeSpan.FromMinutes(2), interrupt: false, "rtl_test", "-t");
        Assert.Contains("Found Elonics E4000 tuner", said);
        int[] found = [.. Number().Matches(said[said.IndexOf("E4K range", StringComparison.Ordinal)..].Replace("E4K", "", StringComparison.Ordinal)).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))];
        Assert.Equal(4, found.Length);
        Assert.All(found.Zip([52, 2210, 1105, 1245]), f => Assert.InRange(f.First, f.Second - 6, f.Second + 6));
    }

    [SkippableFact]
    public void Rtl_eeprom_reads_our_EEPROM()
    {
        string socket = _directory.File("usb");
        using var server = new RtlUsbServer(socket, new RtlDongleOptions { Sky = (r, c) => new IndexRadio(r, c), SerialNumber = "GT000042", Product = "Emulated" });
        server.Start();
        string said = RtlShim.Run(socket, TimeSpan.FromMinutes(1), interrupt: false, "rtl_eeprom");
        Assert.Matches(@"Serial number:\s+GT000042", said);
        Assert.Matches(@"Product:\s+Emulated", said);
        Assert.Matches(@"Vendor ID:\s+0x0bda", said);
    }

    [SkippableFact]
    public void Rtl_biast_drives_the_output_that_we_drive()
    {
        string socket = _directory.File("usb");
        using var server = new RtlUsbServer(socket, (r, c) => new IndexRadio(r, c));
        server.Start();
        RtlShim.Run(socket, TimeSpan.FromMinutes(1), interrupt: false, "rtl_biast", "-b", "1");
        Assert.True(server.Dongle!.Status.HasBiasTee);
        RtlShim.Run(socket, TimeSpan.FromMinutes(1), interrupt: false, "rtl_biast", "-b", "0");
        Assert.False(server.Dongle.Status.HasBiasTee);
    }

    private string RtlSdr(IUsbBus bus, double centerHz, double rateHz, double gainDb, int ppm)
    {
        string socket = _directory.File("usb");
        using var server = new RtlUsbServer(socket, bus);
        server.Start();
        string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
        return RtlShim.Run(
            socket, TimeSpan.FromMinutes(1), interrupt: false, "rtl_sdr", "-f", Text(centerHz), "-s", Text(rateHz), "-g", Text(gainDb), "-p", Text(ppm), "-n", "10000", _directory.File("iq"));
    }

    /// <summary>The registers when samples begin to flow; both programs put the dongle to sleep at the end.</summary>
    private static (Snapshot Snapshot, string Said) Capture(RtlTunerKind tuner, double ppm, Func<IUsbBus, string> run)
    {
        Snapshot? first = null;
        RtlDongle? dongle = null;
        dongle = new RtlDongle(new RtlDongleOptions
        {
            Tuner = tuner,
            CrystalPpm = ppm,
            Sky = (rate, center) =>
            {
                first ??= new Snapshot(dongle!.Status, dongle.Registers(-1), dongle.Registers(0), dongle.Registers(1));
                return new IndexRadio(rate, center);
            },
        });
        using (dongle)
        {
            string said = run(new EmulatedUsbBus(dongle));
            return (first ?? throw new Xunit.Sdk.XunitException("no samples flowed: " + said), said);
        }
    }

    /// <summary>Registers that differ, but for the low ones of numbers that were compared above: rate, oscillator, and the intermediate frequency, which takes what the tuner's steps leave over.</summary>
    private static string Differences(Snapshot theirs, Snapshot ours, RtlTunerKind tuner)
    {
        byte[] rounded = tuner == RtlTunerKind.E4000 ? [0x0a, 0x0b] : [0x15, 0x16];
        IEnumerable<string> found = Compare("tuner", theirs.Tuner, ours.Tuner, rounded)
            .Concat(Compare("page 0", theirs.Page0, ours.Page0, []))
            .Concat(Compare("page 1", theirs.Page1, ours.Page1, [0x19, 0x1a, 0x1b, 0x3e, 0x3f, 0xa1, 0xa2]));
        return string.Join("; ", found);

        static IEnumerable<string> Compare(string where, byte[] theirs, byte[] ours, byte[] rounded) =>
            Enumerable.Range(0, theirs.Length).Where(i => theirs[i] != ours[i] && !rounded.Contains((byte)i)).Select(i => $"{where} {i:x2}: {theirs[i]:x2}, ours {ours[i]:x2}");
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    private sealed record Snapshot(RtlDongleStatus Status, byte[] Tuner, byte[] Page0, byte[] Page1);
}
