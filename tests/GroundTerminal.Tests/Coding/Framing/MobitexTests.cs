using System.Runtime.InteropServices;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

public class MobitexTests
{
    private static readonly FramingOptions Default = FramingOptions.Default;

    [Theory]
    [InlineData("Mobitex", "mobitex", null)]
    [InlineData("Mobitex-NX", "mobitex-nx", null)]
    [InlineData("Mobitex-NX", "mobitex-nx", "DP0TBA")]
    [InlineData("BEESAT-1", "beesat-1", null)]
    [InlineData("BEESAT-9", "beesat-9", "DP0BEM")]
    public void Another_encoders_frames_are_decoded_in_both_polarities(string framing, string vectors, string? callsign)
    {
        foreach (var (symbols, payload) in FramingVectors.ReadAll(vectors))
        {
            foreach (var sign in new[] { 1f, -1f })
            {
                var deframer = Find(framing).CreateDeframer(Default with { Callsign = callsign });
                Assert.Equal([payload], FramingChannel.Receive(deframer, Array.ConvertAll(FramingChannel.Soft(symbols), s => s * sign)));
            }
        }
    }

    [Theory]
    [InlineData("Mobitex", "mobitex")]
    [InlineData("Mobitex-NX", "mobitex-nx")]
    [InlineData("BEESAT-1", "beesat-1")]
    public void The_framers_symbols_are_another_encoders(string framing, string vectors)
    {
        foreach (var (symbols, payload) in FramingVectors.ReadAll(vectors))
        {
            var framer = Find(framing).CreateFramer!(Default);
            var sent = new byte[framer.MaxOutput(payload.Length / 2)];
            Assert.Equal(sent.Length, framer.Encode(Convert.FromHexString(payload), sent));
            var expected = FramingChannel.Soft(symbols).Select(s => s > 0 ? 1 : 0).ToArray();
            Assert.Equal(expected[..(sent.Length - 32)], sent[32..].Select(s => (int)s));
        }
    }

    [SkippableFact]
    public void A_real_frame_of_BEESAT_9_is_the_peers()
    {
        var folder = RepositoryFiles.Shared("testdata/fec");
        Skip.IfNot(Directory.Exists(folder), $"{folder} is not there");
        var symbols = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, "qa_mobitex_deframer_symbols.f32"))).ToArray();
        var expected = Convert.ToHexString(File.ReadAllBytes(Path.Combine(folder, "qa_mobitex_deframer_frame.bin")));
        foreach (var framing in new[] { "Mobitex-NX", "BEESAT-9" })
            Assert.Equal([expected], FramingChannel.Receive(Find(framing).CreateDeframer(Default with { Callsign = "DP0BEM" }), symbols));
    }

    [Theory]
    [InlineData("Mobitex", null)]
    [InlineData("Mobitex-NX", null)]
    [InlineData("Mobitex-NX", "DP0TBA")]
    [InlineData("BEESAT-1", null)]
    [InlineData("BEESAT-9", "DP0BEM")]
    public void Frames_of_all_lengths_come_back_from_noise(string framing, string? callsign)
    {
        var options = Default with { Callsign = callsign };
        FramingChannel.AssertLoopback(Find(framing), 6, 8, options, payload => WellFormed(framing, payload, callsign ?? "DK3WN"));
    }

    [Fact]
    public void A_bad_block_is_marked_and_the_frame_counts_as_not_wholly_checked()
    {
        var (symbols, payload) = FramingVectors.ReadAll("mobitex-nx")[1];
        var soft = FramingChannel.Soft(symbols);
        for (var i = 0; i < 120; i++)
            soft[32 + 88 + (3 * 240) + i] *= -1;
        var marked = payload[..^10] + "08000000BB";
        var results = FramingChannel.Results(Find("Mobitex-NX").CreateDeframer(Default), soft).Results;
        var frame = Assert.Single(results);
        Assert.Equal((payload[..(2 * (10 + 54))], marked[^12..]), (frame.Payload[..(2 * (10 + 54))], frame.Payload[^12..]));
    }

    [Fact]
    public void A_frame_of_another_call_sign_is_none()
    {
        var (symbols, _) = FramingVectors.Read("mobitex-nx");
        Assert.Empty(FramingChannel.Receive(Find("Mobitex-NX").CreateDeframer(Default with { Callsign = "DP0BEM" }), FramingChannel.Soft(symbols)));
    }

    /// <summary>Call signs of one team differ in one character: what was sent is neither changed to what was told nor handed over.</summary>
    [Theory]
    [InlineData("DP0NFA", "DP0NFB", 30)]
    [InlineData("DP0NFA", "DP0NFB", 4)]
    [InlineData("DP0TBA", "DP0TBN", 4)]
    [InlineData("DP0BEE", "DP0BEM", 4)]
    [InlineData("DP0BEF", "DP0BEG", 4)]
    public void A_told_call_sign_is_not_written_into_frames_of_its_neighbour(string sent, string told, double esN0Db)
    {
        var (_, payload) = FramingVectors.ReadAll("mobitex-nx")[1];
        var framing = Find("Mobitex-NX");
        var framer = framing.CreateFramer!(Default with { Callsign = sent });
        var symbols = new byte[framer.MaxOutput(payload.Length / 2)];
        framer.Encode(Convert.FromHexString(payload), symbols);
        for (var seed = 0; seed < 20; seed++)
        {
            var soft = FramingLoop.Noisy(symbols, esN0Db, 1, seed);
            Assert.Empty(FramingChannel.Receive(framing.CreateDeframer(Default with { Callsign = told }), soft));
            Assert.Single(FramingChannel.Receive(framing.CreateDeframer(Default with { Callsign = sent }), soft));
        }
    }

    [Fact]
    public void A_transmitter_that_switches_off_six_symbols_early_is_understood()
    {
        var (symbols, payload) = FramingVectors.Read("mobitex");
        var soft = FramingChannel.Soft(symbols);
        var random = new Random(3);
        for (var i = 32 + 24 + (6 * 240) - 6; i < soft.Length; i++)
            soft[i] = (float)(6 * (random.NextDouble() - 0.5));
        Assert.Equal([payload], FramingChannel.Receive(Find("Mobitex").CreateDeframer(Default), soft));
    }

    [Theory]
    [InlineData("Mobitex", null)]
    [InlineData("Mobitex-NX", null)]
    [InlineData("Mobitex-NX", "DP0TBA")]
    [InlineData("BEESAT-1", null)]
    public void Noise_gives_no_frames(string framing, string? callsign) =>
        Assert.Equal(0, FramingChannel.FramesOfNoise(Find(framing).CreateDeframer(Default with { Callsign = callsign }), 3_000_000, 6));

    private static FramingDescriptor Find(string name) => FramingCatalog.Find(name)!;

    /// <summary>Cuts to whole blocks and sets what the framer makes anew.</summary>
    private static byte[] WellFormed(string framing, byte[] payload, string callsign)
    {
        var header = framing is "Mobitex" or "BEESAT-1" ? 2 : 10;
        var blocks = (payload.Length - header - 6) / 18;
        payload = payload[..(header + (18 * blocks) + 6)];
        if (framing == "Mobitex")
            payload[1] = (byte)blocks;
        else
            payload[0] = (byte)((payload[0] & 0xE0) | (blocks - 1));
        if (header == 10)
        {
            System.Text.Encoding.ASCII.GetBytes(callsign.PadRight(6)).CopyTo(payload, 2);
            GroundTerminal.Coding.Checks.Crc.Crc16CcittZero.Seal(payload.AsSpan(2, 8), lowOctetFirst: false);
        }
        new byte[] { 0xAA, 0, 0, 0, 0, 0xBB }.CopyTo(payload, payload.Length - 6);
        return payload;
    }
}
