using System.Text.Json;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Recorded symbols of Meteor-M, and what the jradio project decodes of them.</summary>
public class MeteorLrptTests
{
    private const int CaduSymbols = 16_384, InterleaverDelay = 35 * 2048 * 36;

    [SkippableFact]
    public void Soft_symbols_at_72_kBd_give_the_frame_that_their_project_has()
    {
        var frames = Run(Soft("8bitsoft.s"), new FramingOptions()).Frames.ToList();
        Assert.Equal([Expected("Vcdu.json")], frames.Select(f => f.Payload));
        Assert.Equal(0, frames[0].CorrectedBits);
    }

    /// <summary>OQPSK with precoding: the in-phase symbols are inverted. The shared manifest counts three frames with clean words; each marker from the first to the end of the file must give one.</summary>
    [SkippableFact]
    public void Hard_symbols_with_precoding_give_a_frame_behind_each_marker()
    {
        var bytes = Bytes("meteormn22_72k.hard");
        var bits = new byte[8 * bytes.Length];
        GroundTerminal.Coding.Bits.Unpack(bytes, bits);
        var symbols = bits.Select((bit, i) => (bit != 0 ? 1f : -1) * (i % 2 == 0 ? -1 : 1)).ToArray();
        var frames = Run(symbols, new FramingOptions { DifferentialPrecoding = true }).Frames.ToList();
        Assert.Equal(Expected("MeteorMN22_72k.json"), frames[0].Payload);
        Assert.Equal(1 + ((symbols.Length - frames[0].End) / CaduSymbols), frames.Count);
        Assert.Equal(Enumerable.Range(745973, frames.Count), frames.Select(f => Counter(f.Payload)));
        Assert.All(frames, f => Assert.Equal(0, f.CorrectedBits));
    }

    /// <summary>
    /// The file is shorter than the interleaver: of no frame all 36 branches are there. Where a quarter is missing frames are not tried; the stretch of those with less missing is as long as 18 branches' delay and what the
    /// interleaver's delay leaves of the file: 60 frames.
    /// </summary>
    [SkippableFact]
    public void Interleaved_symbols_at_80_kBd_give_frames_though_branches_are_missing()
    {
        var options = new FramingOptions { DifferentialPrecoding = true, ChannelInterleaver = true };
        float[] symbols = [.. Soft("meteormn22soft8bit.s"), .. new float[InterleaverDelay * 80 / 72]];
        var frames = Run(symbols, options).Frames.ToList();
        Assert.Contains(Expected("MeteorMN22.json"), frames.Select(f => f.Payload));
        var counters = frames.Select(f => Counter(f.Payload)).ToList();
        Assert.Equal(counters.Order().Distinct(), counters);
        Assert.InRange(counters[^1] - counters[0], frames.Count - 1, 60);
        Assert.InRange(frames.Count, 48, 60);
        Assert.All(frames, f => Assert.StartsWith("4005", f.Payload, StringComparison.Ordinal));
        Assert.All(frames, f => Assert.InRange(f.First, 0, f.End - 1));
    }

    /// <summary>CADUs without the randomizer; two of the second one's words have errors.</summary>
    [SkippableFact]
    public void Reed_Solomon_blocks_of_Meteor_are_of_the_conventional_basis()
    {
        var bytes = Bytes("meteor_2cadu.bin");
        var bits = new byte[8 * bytes.Length];
        GroundTerminal.Coding.Bits.Unpack(bytes, bits);
        var options = new FramingOptions { FrameSize = 892, Interleaving = 4, Basis = GroundTerminal.Coding.Codes.ReedSolomonBasis.Conventional, Scrambler = "none" };
        var frames = DecodeRecorder.Run(CcsdsBlockFraming.ReedSolomon.CreateDeframer(options), FramingLoop.Noisy(bits, 30, 1, 1)).Frames.ToList();
        Assert.Equal([true, false], frames.Select(f => f.CorrectedBits == 0));
        Assert.Equal(Convert.ToHexString(bytes[4..896]), frames[0].Payload);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void What_is_interleaved_comes_back(int sign)
    {
        var options = new FramingOptions { DifferentialPrecoding = true, ChannelInterleaver = true };
        var (payloads, _) = FramingLoop.Encode(MeteorLrpt.Descriptor, options, 4, 3, idle: 777);
        var framer = MeteorLrpt.Descriptor.CreateFramer!(options);
        var (random, sent) = (new Random(3), new List<byte>());
        var (payload, room) = (new byte[892], new byte[framer.MaxOutput(892)]);
        for (var i = 0; i < payloads.Count; i++)
        {
            random.NextBytes(payload);
            sent.AddRange(room.AsSpan(0, framer.Encode(payload, room)));
        }
        var idle = new byte[(InterleaverDelay * 80 / 72) + 5000];
        framer.Idle(idle);
        // the front is cut off in the middle of a group; later 3000 symbols are noise, and the symbol clock loses three
        byte[] received = [.. sent[37..], .. idle.AsSpan(0, 1_000_000), .. Enumerable.Range(0, 3000).Select(_ => (byte)random.Next(2)), .. idle.AsSpan(1_003_003)];
        Assert.Equal(payloads, DecodeRecorder.Run(MeteorLrpt.Descriptor.CreateDeframer(options), FramingLoop.Noisy(received, 5, sign, 2)).Frames.Select(f => f.Payload));
    }

    private static DecodeRecorder Run(float[] symbols, FramingOptions options) => DecodeRecorder.Run(MeteorLrpt.Descriptor.CreateDeframer(options), symbols);

    private static int Counter(string frame) => Convert.ToInt32(frame[4..10], 16);

    private static float[] Soft(string name) => [.. Bytes(name).Select(b => (float)(sbyte)b)];

    private static byte[] Bytes(string name)
    {
        var path = RepositoryFiles.Shared("testdata/lrpt/" + name);
        Skip.IfNot(File.Exists(path), path);
        return File.ReadAllBytes(path);
    }

    private static string Expected(string name)
    {
        using var json = JsonDocument.Parse(Bytes(name));
        return Convert.ToHexString([.. json.RootElement.GetProperty("rawData").EnumerateArray().Select(b => (byte)b.GetInt32())]);
    }
}
