using System.Security.Cryptography;
using System.Text.Json;
using GroundTerminal.Coding.Files;
using GroundTerminal.Coding.Transports;
using GroundTerminal.Satellites;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Files;

public class FileAssemblerTests
{
    private static readonly JsonDocument Vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RepositoryFiles.Root, "tests/vectors/files-peer.json")));

    public static TheoryData<string> Cases => [.. Vectors.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("case").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Files_are_those_that_the_peer_writes(string name)
    {
        var vector = Vectors.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("case").GetString() == name);
        var packets = vector.GetProperty("packets").EnumerateArray().Select(p => Convert.FromHexString(p.GetString()!)).ToList();
        var files = Assemble(vector.GetProperty("satellite").GetString()!, packets);
        CheckAgainst(vector, files);
        Assert.Equal(name is not ("by70 shuffled" or "lucky7 hole"), files.Single().Complete);
    }

    [SkippableTheory]
    [InlineData("swiatowid.wav")]
    [InlineData("by701.wav")]
    public void Files_of_recordings_are_those_that_the_peer_writes(string recording)
    {
        Skip.IfNot(SharedRecordings.Exist, "../shared/recordings is not on this machine");
        var vector = Vectors.RootElement.GetProperty("recordings").EnumerateArray().Single(r => r.GetProperty("recording").GetString() == recording);
        var frames = SharedRecordings.Frames(recording).ToList();
        if (TransportCatalog.Find(vector.GetProperty("transport").GetString()!) is { } transport)
        {
            var (stage, packets) = (transport.Create(), new PacketRecorder());
            frames.ForEach(f => stage.Process(f, packets));
            frames = packets.Packets;
        }
        var files = Assemble(vector.GetProperty("satellite").GetString()!, frames);
        CheckAgainst(vector, files);
        Assert.False(files.Single().Complete);
        Assert.Equal(0, files.Single().Gaps[0].Start);
    }

    [Fact]
    public void What_is_missing_is_listed()
    {
        var vector = Vectors.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("case").GetString() == "lucky7 hole");
        var file = Assemble("Lucky-7", [.. vector.GetProperty("packets").EnumerateArray().Select(p => Convert.FromHexString(p.GetString()!))]).Single();
        Assert.Equal([new FileGap(4 * 28, 28), new FileGap(8 * 28, 28)], file.Gaps);
    }

    [Fact]
    public void A_second_transmission_fills_the_gaps_of_the_first()
    {
        var pieces = Enumerable.Range(0, 5).Select(SwiatowidPiece).ToList();
        var file = Assemble("Swiatowid", [pieces[0], pieces[1], pieces[3], pieces[0], pieces[1], pieces[2], pieces[3], pieces[4]]).Single();
        Assert.True(file.Complete);
        Assert.Equal(pieces.SelectMany(p => p[2..]), file.Bytes);
    }

    [Fact]
    public void Another_image_begins_another_file()
    {
        var (first, second) = (Enumerable.Range(0, 5).Select(SwiatowidPiece).ToList(), Enumerable.Range(0, 5).Select(SwiatowidPiece).ToList());
        second.ForEach(p => p[9] ^= 0x55);
        var files = Assemble("Swiatowid", [.. first[..4], .. second[1..]]);
        Assert.Equal(["0.jpg", "1.jpg"], files.Select(f => f.Name));
        Assert.Equal([false, false], files.Select(f => f.Complete));
        Assert.Equal([new FileGap(0, 46)], files[1].Gaps);
    }

    [Fact]
    public void A_complete_file_is_handed_over_at_once_and_only_once()
    {
        var vector = Vectors.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("case").GetString() == "mirsat1");
        var (assembler, files) = (FileAssemblyCatalog.Find("MIR-SAT1")!.Create(), new FileRecorder());
        for (var round = 0; round < 2; round++)
        {
            foreach (var packet in vector.GetProperty("packets").EnumerateArray())
                assembler.Process(Convert.FromHexString(packet.GetString()!), files);
            Assert.True(Assert.Single(files.Files).Complete);
        }
        assembler.Flush(files);
        Assert.Single(files.Files);
    }

    // AX.25 of the standard's example, UI and no layer 3; an image in three frames with telemetry between, one frame heard twice.
    [Fact]
    public void Cas5a_images_run_on_from_frame_to_frame()
    {
        const string header = "96709a9a9e40e0ae8468948c926103f0";
        string[] pieces = ["ffd8ffe000104a46", "00112233445566778899", "aabbffd9"];
        var files = Assemble("CAS-5A", [.. new[] { "0100aa", pieces[0], "010001000100a7", pieces[1], pieces[1], pieces[2], "ffd8ff" }.Select(p => Convert.FromHexString(header + p))]);
        Assert.Equal([string.Concat(pieces), "ffd8ff"], files.Select(f => Convert.ToHexStringLower(f.Bytes)));
        Assert.Equal([true, false], files.Select(f => f.Complete));
    }

    [Fact]
    public void Every_satellite_of_the_catalog_is_in_the_catalogue()
    {
        var known = SatelliteCatalog.LoadBuiltIn().Satellites;
        foreach (var descriptor in FileAssemblyCatalog.All)
        {
            Assert.All(descriptor.Satellites, s => Assert.Contains(known, k => k.Name == s));
            Assert.All(descriptor.Satellites, s => Assert.Same(descriptor, FileAssemblyCatalog.Find(s)));
            Assert.True(descriptor.Framing is null || known.Single(k => k.Name == descriptor.Satellites[0]).Transmitters.Any(t => t.Framing == descriptor.Framing));
        }
        Assert.Null(FileAssemblyCatalog.Find("KOYO"));
    }

    [Fact]
    public void Damaged_packets_do_no_harm()
    {
        foreach (var vector in Vectors.RootElement.GetProperty("cases").EnumerateArray())
        {
            var (assembler, files, mutator) = (FileAssemblyCatalog.Find(vector.GetProperty("satellite").GetString()!)!.Create(), new FileRecorder(), new Mutator(6));
            var packets = vector.GetProperty("packets").EnumerateArray().Select(p => Convert.FromHexString(p.GetString()!)).ToArray();
            for (var i = 0; i < 1000; i++)
                assembler.Process(mutator.Mutate(packets[i % packets.Length]), files);
            assembler.Process([], files);
            assembler.Flush(files);
            Assert.NotEmpty(files.Files);
            Assert.All(files.Files, f => Assert.InRange(f.Bytes.Length, 1, 1 << 24));
            Assert.All(files.Files, f => Assert.Equal(f.Gaps.Count == 0 && f.Complete, f.Complete));
        }
    }

    // The peer's file ends with the last piece received; where the length is announced ours has all of it.
    private static void CheckAgainst(JsonElement vector, List<ReceivedFile> files)
    {
        var expected = vector.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(expected.Select(f => f.GetProperty("name").GetString()), files.Select(f => f.Name));
        foreach (var (peer, ours) in expected.Zip(files))
        {
            var length = peer.GetProperty("length").GetInt32();
            Assert.Equal(peer.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(ours.Bytes.AsSpan(0, length))));
            Assert.Equal(-1, ours.Bytes.AsSpan(length).IndexOfAnyExcept((byte)0));
        }
    }

    private static byte[] SwiatowidPiece(int number)
    {
        var piece = new byte[48];
        new Random(number).NextBytes(piece);
        piece.AsSpan().Replace((byte)0xFF, (byte)0);
        (piece[0], piece[1]) = ((byte)number, 0);
        if (number == 0)
            (piece[2], piece[3]) = (0xFF, 0xD8);
        if (number == 4)
            (piece[46], piece[47]) = (0xFF, 0xD9);
        return piece;
    }

    private static List<ReceivedFile> Assemble(string satellite, List<byte[]> packets)
    {
        var (assembler, files) = (FileAssemblyCatalog.Find(satellite)!.Create(), new FileRecorder());
        packets.ForEach(p => assembler.Process(p, files));
        assembler.Flush(files);
        return files.Files;
    }
}
