using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

public class CcsdsFramingTests
{
    private static readonly FramingOptions Cadu = new() { FrameSize = 892, Interleaving = 4 };

    /// <summary>65 frames of Suomi NPP, virtual channel 16, counters 9842876 to 9842941 with one missing (report of another decoder beside the file).</summary>
    [SkippableFact]
    public void Frames_of_Suomi_NPP_come_whole_and_in_order()
    {
        var path = RepositoryFiles.Shared("testdata/ccsds/snpp_synchronized_cadus.dat");
        Skip.IfNot(File.Exists(path), path);
        var bytes = File.ReadAllBytes(path);
        var bits = new byte[bytes.Length * 8];
        GroundTerminal.Coding.Bits.Unpack(bytes, bits);
        foreach (var esN0Db in new[] { 30.0, 6 })
        {
            var frames = DecodeRecorder.Run(CcsdsBlockFraming.ReedSolomon.CreateDeframer(Cadu), FramingLoop.Noisy(bits, esN0Db, -1, 3)).Frames.Select(f => Convert.FromHexString(f.Payload)).ToList();
            Assert.Equal(65, frames.Count);
            Assert.All(frames, f => Assert.Equal((1, 157, 16), (f[0] >> 6, ((f[0] & 0x3F) << 2) | (f[1] >> 6), f[1] & 0x3F)));
            var counters = frames.Select(f => (f[2] << 16) | (f[3] << 8) | f[4]).ToList();
            Assert.Equal((9842876, 9842941), (counters[0], counters[^1]));
            Assert.Equal(1, counters.Zip(counters.Skip(1), (a, b) => b - a - 1).Sum());
        }
    }

    /// <summary>Theory of the outer code alone: a word is lost with more than 16 wrong bytes of 255; at Eb/N0 = 6.2 dB (Es/N0 = 5.6, wrong bits 0.0035, bytes 0.028) in 0.08 % of all (binomial).</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(-1, true)]
    public void Reed_Solomon_frames_are_received_near_theory(int sign, bool precoding)
    {
        var options = new FramingOptions { DifferentialPrecoding = precoding };
        Assert.InRange(FramingLoop.Received(CcsdsBlockFraming.ReedSolomon, options, precoding ? 7.2 : 6.2, 100, 2072, sign), 98, 100);
    }

    /// <summary>At Eb/N0 = 2.4 dB an independent float Viterbi decoder before ideal bounded-distance decoding loses a few of a hundred (`make bench ARGS=fer` computes it); here there is 0.3 dB more, 0.6 dB behind the differential code.</summary>
    [Theory]
    [InlineData("CCSDS", 1, false)]
    [InlineData("NASA-DSN uninverted", -1, false)]
    [InlineData("CCSDS", -1, true)]
    public void Concatenated_frames_are_received_near_theory(string code, int sign, bool precoding)
    {
        var options = new FramingOptions { Convolutional = code, DifferentialPrecoding = precoding };
        Assert.InRange(FramingLoop.Received(CcsdsConcatenated.Descriptor, options, precoding ? 3.0 : 2.7, 100, 4144, sign), 97, 100);
    }

    /// <summary>One symbol too many at a third of the frame, one too few at two thirds.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    public void Slips_of_the_symbol_clock_are_mended(int esN0Db)
    {
        var (payloads, symbols) = FramingLoop.Encode(CcsdsConcatenated.Descriptor, FramingOptions.Default, 40, 5);
        var slipped = new List<byte>();
        for (var i = 0; i < symbols.Count; i++)
        {
            if (i % 4344 != 2900)
                slipped.Add(symbols[i]);
            if (i % 4344 == 1450)
                slipped.Add(symbols[i]);
        }
        var found = DecodeRecorder.Run(CcsdsConcatenated.Descriptor.CreateDeframer(FramingOptions.Default), FramingLoop.Noisy(slipped, esN0Db, 1, 6)).Frames.Select(f => f.Payload).ToList();
        Assert.Empty(found.Except(payloads));
        Assert.InRange(found.Count, 38, 40);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_slip_in_a_Reed_Solomon_block_is_mended(bool tooMany)
    {
        var (payloads, symbols) = FramingLoop.Encode(CcsdsBlockFraming.ReedSolomon, Cadu, 3, 5);
        for (var frame = 2; frame >= 0; frame--)
        {
            var at = (frame * 8392) + 1000 + (2500 * frame);
            if (tooMany)
                symbols.Insert(at, 0);
            else
                symbols.RemoveAt(at);
        }
        Assert.Equal(payloads, DecodeRecorder.Run(CcsdsBlockFraming.ReedSolomon.CreateDeframer(Cadu), FramingLoop.Noisy(symbols, 8, 1, 6)).Frames.Select(f => f.Payload));
    }

    /// <summary>The code is cyclic: a block read from a false marker a few bytes before the true one is nearly a code word too, whatever the interleaving and the polarity of the false marker.</summary>
    [Theory]
    [InlineData("CCSDS Reed-Solomon", 1, false, 8.0)]
    [InlineData("CCSDS Reed-Solomon", 4, true, 8.0)]
    [InlineData("CCSDS Concatenated", 1, false, 0.5)]
    [InlineData("CCSDS Concatenated", 4, false, 0.5)]
    [InlineData("CCSDS Concatenated", 5, true, 0.5)]
    public void A_block_that_is_turned_round_is_no_frame(string name, int interleaving, bool inverted, double esN0Db)
    {
        var (framing, options) = (FramingCatalog.Find(name)!, new FramingOptions { FrameSize = 223 * interleaving, Interleaving = interleaving });
        var (payloads, symbols) = FramingLoop.Encode(framing, options, 1, 5);
        var (perByte, random) = (name == "CCSDS Concatenated" ? 16 : 8, new Random(interleaving));
        var marker = symbols[..(4 * perByte)].Select(s => (byte)(inverted ? 1 - s : s)).ToArray();
        for (var bytesBefore = 4; bytesBefore <= 16 * interleaving; bytesBefore += 2)
        {
            // a false marker may also stand a symbol from such a place: the mending of slips then sets it right
            var slip = bytesBefore > 4 ? (bytesBefore % 3) - 1 : 0;
            byte[] early = [.. marker, .. Enumerable.Range(0, (perByte * (bytesBefore - 4)) + slip).Select(_ => (byte)random.Next(2)), .. symbols];
            Assert.Equal(payloads, DecodeRecorder.Run(framing.CreateDeframer(options), FramingLoop.Noisy(early, esN0Db, 1, bytesBefore)).Frames.Select(f => f.Payload));
        }
    }

    /// <summary>The same behind a marker inside the block, where the block's own was lost in noise: known by the marker of the next block.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_block_read_too_late_is_no_frame(int interleaving)
    {
        var options = new FramingOptions { FrameSize = 223 * interleaving, Interleaving = interleaving, Scrambler = "none" };
        var framer = CcsdsBlockFraming.ReedSolomon.CreateFramer!(options);
        for (var bytesLate = 5; bytesLate <= 16 * interleaving; bytesLate += 3)
        {
            var (first, second, random) = (new byte[223 * interleaving], new byte[223 * interleaving], new Random(bytesLate));
            random.NextBytes(first);
            random.NextBytes(second);
            byte[] marker = [0x1A, 0xCF, 0xFC, 0x1D];
            marker.CopyTo(first, bytesLate - 4);
            var (symbols, next) = (new byte[framer.MaxOutput(first.Length)], new byte[framer.MaxOutput(first.Length)]);
            framer.Encode(first, symbols);
            framer.Encode(second, next);
            for (var i = 0; i < 32; i += 2)
                symbols[i] ^= 1;
            var frames = DecodeRecorder.Run(CcsdsBlockFraming.ReedSolomon.CreateDeframer(options), FramingLoop.Noisy([.. symbols, .. next], 9, 1, bytesLate)).Frames;
            Assert.Equal([Convert.ToHexString(second)], frames.Select(f => f.Payload));
        }
    }

    [Fact]
    public void An_uncoded_frame_is_checked_only_by_its_own_error_control_field()
    {
        var frame = new byte[64];
        new Random(2).NextBytes(frame);
        var framer = CcsdsBlockFraming.Uncoded.CreateFramer!(new FramingOptions { FrameSize = 64 });
        var symbols = new byte[framer.MaxOutput(64)];
        var marks = new List<bool>();
        foreach (var good in new[] { false, true })
        {
            if (good)
                System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(62), Ccitt(frame.AsSpan(0, 62)));
            framer.Encode(frame, symbols);
            CcsdsBlockFraming.Uncoded.CreateDeframer(new FramingOptions { FrameSize = 64 }).Process(FramingLoop.Noisy(symbols, 30, 1, 1), new Marks(marks));
        }
        Assert.Equal([true, false], marks);
    }

    [Fact]
    public void Noise_gives_no_frames()
    {
        var noise = FramingLoop.Noise(1_000_000, 9);
        foreach (var framing in new[] { CcsdsConcatenated.Descriptor, CcsdsBlockFraming.ReedSolomon, CcsdsBlockFraming.Uncoded, LilacSat1.Descriptor })
            Assert.Empty(DecodeRecorder.Run(framing.CreateDeframer(FramingOptions.Default), noise).Frames);
    }

    [Fact]
    public void A_wrong_option_is_named()
    {
        Assert.Contains("Viterbi", Assert.Throws<ArgumentException>(() => CcsdsConcatenated.Descriptor.CreateDeframer(new FramingOptions { Convolutional = "Viterbi" })).Message, StringComparison.Ordinal);
        Assert.Contains("G3RUH", Assert.Throws<ArgumentException>(() => CcsdsBlockFraming.Uncoded.CreateDeframer(new FramingOptions { Scrambler = "G3RUH" })).Message, StringComparison.Ordinal);
        Assert.Contains("300", Assert.Throws<ArgumentException>(() => CcsdsBlockFraming.ReedSolomon.CreateDeframer(new FramingOptions { FrameSize = 300 })).Message, StringComparison.Ordinal);
    }

    /// <summary>CCSDS 132.0-B-3 §4.1.6.2: x¹⁶ + x¹² + x⁵ + 1 from all ones, bit by bit.</summary>
    private static ushort Ccitt(ReadOnlySpan<byte> bytes)
    {
        var register = 0xFFFF;
        foreach (var octet in bytes)
        {
            for (var bit = 7; bit >= 0; bit--)
                register = ((register << 1) ^ ((((register >> 15) ^ (octet >> bit)) & 1) * 0x1021)) & 0xFFFF;
        }
        return (ushort)register;
    }

    private sealed class Marks(List<bool> marks) : IDecodeSink
    {
        public void OnResult(in DecodeResult result)
        {
            if (result.Status == DecodeStatus.Ok)
                marks.Add(result.Unchecked);
        }
    }
}
