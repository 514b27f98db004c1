using System.Text.Json;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Real recordings, and what gr-satellites finds in them (manifest.json), or another program (jradio, for MRC-100).</summary>
public class RecordedFramingTests
{
    private static readonly FramingOptions By701 = new() { FrameSize = 114, Basis = ReedSolomonBasis.Conventional, DifferentialPrecoding = true };
    private static readonly FramingOptions Astrocast = new() { FrameSize = 1115, Interleaving = 5 };

    [SkippableTheory]
    [InlineData("ks_1q.wav", "FSK", 20000, "CCSDS Concatenated")]
    [InlineData("ao73.wav", "DBPSK", 1200, "AO-40 FEC")]
    [InlineData("smog_p_long.wav", "FSK", 1250, "AO-40 FEC")]
    [InlineData("smog_p.wav", "FSK", 1250, "AO-40 FEC short")]
    [InlineData("smog_p_5k.wav", "FSK", 5000, "AO-40 FEC short")]
    [InlineData("atl_1.wav", "FSK", 1250, "SMOG-P RA")]
    [InlineData("atl_1.wav", "FSK", 1250, "SMOG-P Signalling")]
    [InlineData("smog_p_5k.wav", "FSK", 1250, "SMOG-P Signalling")]
    public void Every_frame_that_the_peer_found_is_found(string recording, string modulation, double baudRate, string framing)
    {
        var found = Receive(RepositoryFiles.Shared("recordings/" + recording), modulation, baudRate, framing, FramingOptions.Default);
        var lengths = found.Select(f => f.Length).ToHashSet();
        var expected = Peer(recording).Where(p => lengths.Contains(p.Length) && (framing.Contains("Signalling", StringComparison.Ordinal) == p.StartsWith("6D08F783", StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(expected);
        Assert.Empty(expected.Except(found));
    }

    [SkippableFact]
    public void All_three_frames_of_Astrocast_are_found() =>
        Assert.Equal(Peer("astrocast_9k6.wav"), Receive(RepositoryFiles.Shared("recordings/astrocast_9k6.wav"), "FSK", 9600, "CCSDS Reed-Solomon", Astrocast));

    /// <summary>The peer finds 8 to 18 frames a run.</summary>
    [SkippableFact]
    public void More_frames_of_BY70_1_are_found_than_by_the_peer()
    {
        var found = Receive(RepositoryFiles.Shared("recordings/by701.wav"), "BPSK", 9600, "CCSDS Concatenated", By701);
        Assert.InRange(found.Count, 21, 30);
        Assert.InRange(found.Intersect(Peer("by701.wav")).Count(), 16, 20);
    }

    [SkippableFact]
    public void LilacSat_1_comes_without_gaps()
    {
        var found = Receive(RepositoryFiles.Shared("recordings/lilacsat1.wav"), "BPSK", 9600, "LilacSat-1", FramingOptions.Default);
        var peer = Peer("lilacsat1.wav");
        Assert.InRange(found.Count, 98, 101);
        Assert.Empty(peer.Take(98).Except(found)); // the peer's last two are noise after the signal's end
    }

    /// <summary>The peer sees a packet of 128 random bytes here.</summary>
    [SkippableTheory]
    [InlineData(5000, 128)]
    [InlineData(5000, 256)]
    [InlineData(1250, 128)]
    [InlineData(12500, 128)]
    public void Nothing_is_found_where_there_is_no_repeat_accumulate_packet(double baudRate, int size) =>
        Assert.Empty(Receive(RepositoryFiles.Shared("recordings/smog_p_5k.wav"), "FSK", baudRate, "SMOG-P RA", new FramingOptions { FrameSize = size }));

    [SkippableFact]
    public void MRC_100_sends_the_bytes_that_jradio_sees()
    {
        var found = Receive(RepositoryFiles.Shared("testdata/amateur/mrc100.wav"), "FSK", 12500, "MRC-100 RA", FramingOptions.Default);
        using var json = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.Shared("testdata/amateur/Mrc100Beacon.json")));
        Assert.Equal(Convert.ToHexString([.. json.RootElement.GetProperty("rawData").EnumerateArray().Select(b => (byte)b.GetInt32())]), Assert.Single(found));
    }

    private static List<string> Peer(string recording)
    {
        var path = RepositoryFiles.Shared("recordings/manifest.json");
        Skip.IfNot(File.Exists(path), path);
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
        var entry = manifest.RootElement.EnumerateArray().Single(r => r.GetProperty("recording").GetString() == recording);
        return [.. entry.GetProperty("frames").EnumerateArray().Select(f => f.GetProperty("payload").GetString()!.ToUpperInvariant())];
    }

    private static List<string> Receive(string path, string modulation, double baudRate, string framing, FramingOptions options)
    {
        Skip.IfNot(File.Exists(path), path);
        using var reader = SampleFile.Open(path, SampleFileOptions.Default);
        var receiver = new Receiver(new ReceiverOptions
        {
            SampleRateHz = reader.SampleRateHz,
            SampleKind = reader.Kind,
            Modulation = modulation,
            BaudRate = baudRate,
            Framings = [new FramingChoice(framing, options)],
        });
        var (recorder, samples) = (new FrameRecorder(), new float[4096]);
        for (var n = reader.Read(samples); n > 0; n = reader.Read(samples))
            receiver.Process(samples.AsSpan(0, n), recorder);
        receiver.Flush(recorder);
        return [.. recorder.Payloads];
    }
}
