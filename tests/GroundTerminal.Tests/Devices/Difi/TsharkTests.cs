using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Difi;

/// <summary>What we send, as Wireshark's VITA 49 dissector reads it.</summary>
public class TsharkTests
{
    private static readonly string[] Fields = ["vrt.type", "vrt.seq", "vrt.len", "vrt.sid", "vrt.tsi", "vrt.tsf", "vrt.tsmflag", "vrt.oui", "vrt.icc", "vrt.pcc", "vrt.ts_int", "vrt.ts_frac_picosecond", "vrt.data"];

    [SkippableFact]
    public void Every_field_is_read_as_it_was_meant()
    {
        Skip.IfNot(File.Exists("/usr/bin/tshark"), "tshark is not installed (apt-get install tshark)");
        using var directory = new TestDirectory();
        var output = new DifiPacketTests.Recorder();
        using var sender = new DifiSender(DifiPacketTests.Options(16) with { StreamId = 0xCAFE0001 }, output);
        var start = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
        Complex32[] samples = [.. Enumerable.Range(0, 356 * 20).Select(i => new Complex32((i % 200) / 256f, -(i % 100) / 128f))];
        sender.OnSamples(samples, new SampleBlockInfo(0, start, TimeSpan.Zero, 0));
        string path = directory.File("sent.pcap");
        Captures.WritePcap(path, output.Packets);
        string[][] rows = Run(path);
        Assert.Equal(22, rows.Length);
        Assert.Equal(["5", "0", "11", "0xcafe0001", "1", "2", "", "0x6a621e", "1", "4"], rows[0][..10]);
        Assert.Equal("80000002" + "0000000c" + "00000004" + "34010400", Data(rows[0]));
        Assert.Equal(["4", "0", "27", "0xcafe0001", "1", "2", "1", "0x6a621e", "0", "1"], rows[1][..10]);
        // The words of IEEE-ISTO 4900 table 4-15: all fields changed; RF port; 800 kHz; IF 0; 437.505 MHz; offset 0; levels and gains 0; 1 MHz; adjustment and
        // calibration 0; calibrated time, valid data, sample loss enabled, the first two set; link-efficient complex 16 bits.
        Assert.Equal(
            "fbb98000" + "0000004b" + Hertz(800_000) + Hertz(0) + Hertz(437_505_000) + Hertz(0) + "00000000" + "00000000" + Hertz(1_000_000) + "0000000000000000" + "00000000" + "c10c0000" + "a00003cf00000000",
            Data(rows[1]));
        for (int i = 0; i < 20; i++)
        {
            string[] row = rows[2 + i];
            Assert.Equal(["1", $"{i & 15}", $"{7 + 356}", "0xcafe0001", "1", "2", "", "0x6a621e", "0", "0", $"{start.ToUnixTimeSeconds()}", $"{678_000_000_000 + (i * 356_000_000L)}"], row[..12]);
            byte[] data = Convert.FromHexString(Data(row));
            for (int n = 0; n < 356; n++)
            {
                int index = (i * 356) + n;
                Assert.Equal((index % 200) * 128, BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(4 * n)));
                Assert.Equal(-(index % 100) * 256, BinaryPrimitives.ReadInt16BigEndian(data.AsSpan((4 * n) + 2)));
            }
        }
    }

    private static string Data(string[] row) => row[12].Replace(":", "", StringComparison.Ordinal);

    private static string Hertz(long hertz) => (hertz << 20).ToString("x16", CultureInfo.InvariantCulture);

    private static string[][] Run(string path)
    {
        var start = new ProcessStartInfo("tshark") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-r", path, "-d", "udp.port==4991,vrt", "-T", "fields", .. Fields.SelectMany(f => new[] { "-e", f })])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t'))];
    }
}
