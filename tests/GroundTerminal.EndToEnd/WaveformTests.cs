using System.IO.Compression;
using System.Text.Json;
using GroundTerminal.Benchmarks;

namespace GroundTerminal.EndToEnd;

/// <summary><c>decode --waveform</c> on outside data, and on files of symbols.</summary>
public sealed class WaveformTests : IDisposable
{
    private static readonly string TestData = Path.Combine(Repository.Root, "../shared/testdata");
    private readonly string _directory = Directory.CreateTempSubdirectory("gt-waveform-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    // Their markers and parity are the transmitter's: only when nothing is lost or changed on the way are they the same.
    [SkippableTheory]
    [InlineData("snpp_synchronized_cadus.dat", 65)]
    [InlineData("snpp_7cadus_2vcids.dat", 7)]
    public async Task The_units_of_suomi_npp_come_out_as_they_went_in(string file, int units)
    {
        string input = Shared("ccsds/" + file), cadus = Path.Combine(_directory, "out.cadu"), frames = Path.Combine(_directory, "out.frames");
        (int code, string output, _) = await GroundTerminalProgram.Run(
            null, "decode", input, "--symbols", "bits", "--waveform", "ccsds", "--fec", "rs", "--framing-option", "RS interleaving=4", "--json", "--cadu", cadus, "--transfer-frames", frames);
        Assert.Equal((0, units), (code, Lines(output).Length));
        Assert.Equal(File.ReadAllBytes(input), File.ReadAllBytes(cadus));
        Assert.Equal(Lines(output).Select(l => l.GetProperty("payload").GetString()), File.ReadAllBytes(frames).Chunk(892).Select(Convert.ToHexStringLower));
    }

    [SkippableFact]
    public async Task Soft_symbols_of_meteor_give_the_unit_that_another_decoder_found()
    {
        string input = Shared("lrpt/8bitsoft.s");
        (int code, string output, _) = await GroundTerminalProgram.Run(null, "decode", input, "--symbols", "s8", "--waveform", "lrpt-72k", "--json");
        Assert.Equal(0, code);
        JsonElement frame = Assert.Single(Lines(output));
        Assert.Equal(4649488, frame.GetProperty("aos").GetProperty("virtualChannelFrameCount").GetInt64());
    }

    // The file's own rate is 300 kHz (MANIFEST.md); its counts were found by another program.
    [SkippableFact]
    public async Task A_pass_of_meteor_off_the_air_gives_every_unit_and_its_account()
    {
        string iq = Path.Combine(_directory, "meteor.cu8"), accounts = Path.Combine(_directory, "accounts.json"), packets = Path.Combine(_directory, "packets"), cadus = Path.Combine(_directory, "cadus");
        using (var packed = new GZipStream(File.OpenRead(Shared("lrpt/meteor_m2_rtlsdr_300k.cu8.gz")), CompressionMode.Decompress))
        using (FileStream file = File.Create(iq))
            await packed.CopyToAsync(file);
        (int code, string output, _) = await GroundTerminalProgram.Run(null, "decode", iq, "--sample-rate", "300e3", "--satellite", "METEOR-M 2", "--json", "--accounts", accounts, "--packets", packets, "--cadu", cadus);
        Assert.Equal(0, code);
        Assert.Equal(Enumerable.Range(2570862, 14), Lines(output).Select(l => l.GetProperty("aos").GetProperty("virtualChannelFrameCount").GetInt32()));
        using var account = JsonDocument.Parse(File.ReadAllBytes(accounts));
        JsonElement channel = Assert.Single(account.RootElement.GetProperty("LRPT").GetProperty("virtualChannels").EnumerateArray());
        Assert.Equal((5, 14, 0, 0), (Int(channel, "virtualChannelId"), Int(channel, "frames"), Int(channel, "gaps"), Int(channel, "framesLost")));
        Assert.Equal(Int(channel, "packets"), Count(File.ReadAllBytes(packets)));
        byte[][] units = [.. File.ReadAllBytes(cadus).Chunk(1024)];
        Assert.Equal(14, units.Length);
        Assert.All(units, u => Assert.Equal("1ACFFC1D", Convert.ToHexString(u.AsSpan(0, 4))));
        (_, string again, _) = await GroundTerminalProgram.Run(
            null, "decode", cadus, "--symbols", "bits", "--fec", "rs", "--framing-option", "RS interleaving=4", "--framing-option", "RS basis=conventional", "--json");
        Assert.Equal(Lines(output).Select(l => l.GetProperty("payload").GetString()), Lines(again).Select(l => l.GetProperty("payload").GetString()));
        Assert.All(Lines(again), l => Assert.Equal(0, Int(l, "correctedBits")));
    }

    // CCSDS 133.0-B-2 4.1.3.5: the length field is one less than the octets after the header of six.
    private static int Count(ReadOnlySpan<byte> packets)
    {
        int count = 0;
        for (; packets.Length > 0; count++)
            packets = packets[(7 + ((packets[4] << 8) | packets[5]))..];
        return count;
    }

    private static int Int(JsonElement parent, string key) => parent.GetProperty(key).GetInt32();

    private static string Shared(string file)
    {
        string path = Path.Combine(TestData, file);
        Skip.IfNot(File.Exists(path), "../shared/testdata is not on this machine");
        return path;
    }

    private static JsonElement[] Lines(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
}
