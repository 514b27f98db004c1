using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Frames lost in white noise at a stated Es/N0, against theory worked out outside.</summary>
public class ChipFramingNoiseTests
{
    /// <summary>
    /// Theory, hard decisions: p = Q(√(2Es/N0)) a symbol (three times that behind G3RUH's descrambler), 1 − (1 − p)⁸ a byte, more than 16 (NuSat: 2) wrong bytes a word, any wrong symbol for a packet.
    /// Reliabilities make AX100 ASM+Golay better than that; sync words cost a little. Rates of theory: 0.70, 0.010, 0.12 and 0.34; HSU-SAT1: union bound, distance spectrum of (7,5), 0.022.
    /// </summary>
    [Theory]
    [InlineData("AX100 ASM+Golay", 38, 2.0, 0.65)]
    [InlineData("AX100 Reed Solomon", 38, 5.0, 0.05)]
    [InlineData("NuSat", 58, 6.0, 0.17)]
    [InlineData("Light-1", 64, 7.0, 0.42)]
    [InlineData("HSU-SAT1", 48, 2.0, 0.05)]
    [InlineData("AAUSAT-4", 92, -1.0, 0.02)]
    public void Not_more_is_lost_than_theory_has(string framing, int length, double esN0Db, double most)
    {
        const int Frames = 300;
        var random = new Random(17);
        var descriptor = FramingCatalog.Find(framing)!;
        var (framer, deframer) = (descriptor.CreateFramer!(FramingOptions.Default), descriptor.CreateDeframer(FramingOptions.Default));
        var (payload, symbols) = (new byte[length], new byte[framer.MaxOutput(length)]);
        var found = 0;
        for (var i = 0; i < Frames; i++)
        {
            random.NextBytes(payload);
            var count = framer.Encode(payload, symbols);
            var soft = ConvolutionalVectors.Soft([.. symbols.AsSpan(0, count), .. new byte[2200]]);
            ConvolutionalVectors.AddNoise(soft, Math.Sqrt(0.5 / Math.Pow(10, esN0Db / 10)), random);
            found += DecodeRecorder.Run(deframer, soft).Frames.Any(f => f.Payload == Convert.ToHexString(payload)) ? 1 : 0;
        }
        Assert.InRange(1 - (found / (double)Frames), 0, most);
    }

    /// <summary>Where the closing flag is missed, check and flag are taken for more of the word, which the cyclic code still corrects. Half of the places leave no whole number of bytes, or make an abort.</summary>
    [Fact]
    public void An_OPS_SAT_frame_whose_closing_flag_was_missed_has_its_right_length()
    {
        var framer = FramingCatalog.Find("OPS-SAT")!.CreateFramer!(FramingOptions.Default);
        var payload = Enumerable.Range(1, 60).Select(i => (byte)(i * 37)).ToArray();
        var symbols = new byte[framer.MaxOutput(60)];
        var count = framer.Encode(payload, symbols);
        var tried = 0;
        for (var wrong = count - 24; wrong < count - 4; wrong++)
        {
            byte[] idle = new byte[200];
            framer.Idle(idle);
            var soft = ConvolutionalVectors.Soft([.. symbols.AsSpan(0, count), .. idle]);
            soft[wrong] = -soft[wrong];
            foreach (var frame in DecodeRecorder.Run(FramingCatalog.Find("OPS-SAT")!.CreateDeframer(FramingOptions.Default), soft).Frames)
            {
                Assert.Equal(Convert.ToHexString(payload), frame.Payload);
                tried++;
            }
        }
        Assert.InRange(tried, 8, 20);
    }
}
