using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

public class CcsdsCodewordTests
{
    /// <summary>CCSDS 131.0-B-5 §9.3.3, as five public decoders have them too.</summary>
    [Theory]
    [InlineData("CCSDS Turbo", "1/2", 223, "034776C7272895B0")]
    [InlineData("CCSDS Turbo", "1/3", 223, "25D5C0CE8990F6C9461BF79C")]
    [InlineData("CCSDS Turbo", "1/4", 223, "034776C7272895B0FCB88938D8D76A4F")]
    [InlineData("CCSDS Turbo", "1/6", 223, "25D5C0CE8990F6C9461BF79CDA2A3F31766F0936B9E40863")]
    [InlineData("CCSDS LDPC", "1/2", 128, "034776C7272895B0")]
    [InlineData("CCSDS LDPC", "2/3", 512, "034776C7272895B0")]
    [InlineData("CCSDS LDPC", "4/5", 2048, "034776C7272895B0")]
    [InlineData("CCSDS LDPC", "7/8", 892, "1ACFFC1D")]
    public void A_frame_is_its_marker_and_a_randomized_word(string name, string rate, int frameSize, string marker)
    {
        var (frame, markerBits) = (new byte[frameSize], 4 * marker.Length);
        new Random(1).NextBytes(frame);
        var framings = new[] { null, "CCSDS 131071", "none" }.Select(s => Encode(name, new FramingOptions { CodeRate = rate, FrameSize = frameSize, Scrambler = s }, frame)).ToArray();
        Assert.Equal(marker, Convert.ToHexString(Pack(framings[0][..markerBits])));
        var plain = framings[2][markerBits..];
        Assert.Equal(frame, name == "CCSDS LDPC" ? Pack(plain[..(8 * frameSize)]) : Pack([.. Enumerable.Range(0, 8 * frameSize).Select(i => plain[i * int.Parse(rate[2..])])]));
        // 131.0-B-5 §10.4: first 40 bits of the sequences
        Assert.Equal("FF480EC09A", Convert.ToHexString(Pack([.. framings[0].Skip(markerBits).Zip(plain, (a, b) => (byte)(a ^ b)).Take(40)])));
        Assert.NotEqual(framings[0], framings[1]);
    }

    [Theory]
    [InlineData("1/2", 223, 1.4)]
    [InlineData("1/3", 223, 0.8)]
    [InlineData("1/4", 446, 0.5)]
    [InlineData("1/6", 223, 0.4)]
    [InlineData("1/6", 1115, 0.1)]
    public void Turbo_frames_are_received_near_their_waterfall(string rate, int frameSize, double ebN0Db)
    {
        var (options, symbols) = (new FramingOptions { CodeRate = rate, FrameSize = frameSize }, TurboCode.Find(rate, 8 * frameSize)!.CodeBits);
        Assert.InRange(FramingLoop.Received(CcsdsTurbo.Descriptor, options, ebN0Db, 30, symbols, frameSize == 446 ? -1 : 1), 29, 30);
    }

    [Theory]
    [InlineData("1/2", 128, 2.0)]
    [InlineData("1/2", 512, 1.3)]
    [InlineData("2/3", 128, 2.8)]
    [InlineData("4/5", 128, 3.7)]
    [InlineData("4/5", 512, 3.1)]
    [InlineData(null, 892, 4.0)]
    public void Ldpc_frames_are_received_near_their_waterfall(string? rate, int frameSize, double ebN0Db)
    {
        var (options, symbols) = (new FramingOptions { CodeRate = rate, FrameSize = frameSize }, LdpcCode.Find(rate ?? "7/8", 8 * frameSize)!.CodeBits);
        Assert.InRange(FramingLoop.Received(CcsdsLdpc.Descriptor, options, ebN0Db, 40, symbols, frameSize == 512 ? -1 : 1), 39, 40);
    }

    /// <summary>A frame with its frame error control field is a checked one, another is not.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_turbo_frame_is_checked_by_its_error_control_field(bool hasField)
    {
        var frame = new byte[223];
        new Random(2).NextBytes(frame);
        if (hasField)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(221), (ushort)Crc.Crc16CcittFalse.Compute(frame.AsSpan(0, 221)));
        var symbols = Encode("CCSDS Turbo", FramingOptions.Default, frame).Select(b => b != 0 ? 1f : -1).ToArray();
        var sink = new Checked();
        CcsdsTurbo.Descriptor.CreateDeframer(FramingOptions.Default).Process(symbols, sink);
        Assert.Equal([!hasField], sink.Unchecked);
    }

    /// <summary>100 000 symbols each of noise and of another code's words.</summary>
    [Fact]
    public void Neither_noise_nor_other_signals_give_frames()
    {
        var other = FramingLoop.Noisy(FramingLoop.Encode(CcsdsConcatenated.Descriptor, FramingOptions.Default, 24, 4).Symbols, 6, 1, 2);
        foreach (var options in new[] { new FramingOptions { CodeRate = "1/2" }, new FramingOptions { CodeRate = "1/6", FrameSize = 223 } })
            Assert.All(new[] { FramingLoop.Noise(100_000, 1), other }, s => Assert.Empty(DecodeRecorder.Run(CcsdsTurbo.Descriptor.CreateDeframer(options), s).Frames));
        foreach (var options in new[] { FramingOptions.Default, new FramingOptions { CodeRate = "1/2", FrameSize = 128 } })
            Assert.All(new[] { FramingLoop.Noise(100_000, 1), other }, s => Assert.Empty(DecodeRecorder.Run(CcsdsLdpc.Descriptor.CreateDeframer(options), s).Frames));
    }

    [Theory]
    [InlineData("CCSDS Turbo", "2/3", 223)]
    [InlineData("CCSDS Turbo", "1/2", 224)]
    [InlineData("CCSDS LDPC", "7/8", 128)]
    [InlineData("CCSDS LDPC", "1/2", 892)]
    public void Impossible_options_are_refused(string name, string rate, int frameSize)
    {
        var options = new FramingOptions { CodeRate = rate, FrameSize = frameSize };
        Assert.Throws<ArgumentException>(() => FramingCatalog.Find(name)!.CreateDeframer(options));
        Assert.Throws<ArgumentException>(() => FramingCatalog.Find(name)!.CreateFramer!(options));
        Assert.Throws<ArgumentException>(() => FramingCatalog.Find(name)!.CreateDeframer(new FramingOptions { Scrambler = "other" }));
    }

    private static byte[] Encode(string name, FramingOptions options, byte[] frame)
    {
        var framer = FramingCatalog.Find(name)!.CreateFramer!(options);
        var symbols = new byte[framer.MaxOutput(frame.Length)];
        return symbols[..framer.Encode(frame, symbols)];
    }

    private static byte[] Pack(byte[] bits) => [.. bits.Chunk(8).Select(c => (byte)c.Select((b, i) => b << (7 - i)).Sum())];

    private sealed class Checked : IDecodeSink
    {
        public List<bool> Unchecked { get; } = [];

        public void OnResult(in DecodeResult result)
        {
            if (result.Status == DecodeStatus.Ok)
                Unchecked.Add(result.Unchecked);
        }
    }
}
