using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Framings held against another encoder's symbols, both ways, and against noise.</summary>
public class VectorFramingTests
{
    private static readonly FramingOptions Default = FramingOptions.Default;

    [Theory]
    [InlineData("S-NET", "s-net")]
    [InlineData("SALSAT", "salsat")]
    [InlineData("Swiatowid", "swiatowid")]
    [InlineData("NGHam", "ngham")]
    [InlineData("NGHam no Reed Solomon", "ngham-no-rs")]
    [InlineData("ESEO", "eseo")]
    [InlineData("UA01", "ua01")]
    [InlineData("Astrocast FX.25 NRZ-I", "astrocast-nrzi")]
    [InlineData("Astrocast FX.25 NRZ", "astrocast-nrz")]
    [InlineData("FX.25", "fx25")]
    [InlineData("FX.25 G3RUH", "fx25-g3ruh")]
    public void Another_encoders_frames_are_decoded_in_both_polarities(string framing, string vectors)
    {
        foreach (var (symbols, payload) in FramingVectors.ReadAll(vectors))
        {
            foreach (var sign in new[] { 1f, -1f })
                Assert.Equal([payload], FramingChannel.Receive(Find(framing).CreateDeframer(Default), Array.ConvertAll(FramingChannel.Soft(symbols), s => s * sign)));
        }
    }

    /// <summary>Where another encoder may choose, only those of its frames that our framer's choice is too.</summary>
    [Theory]
    [InlineData("S-NET", "s-net", 2, 96 + 210)]
    [InlineData("SALSAT", "salsat", 2, 96 + 210)]
    [InlineData("Swiatowid", "swiatowid", 0, 64)]
    [InlineData("Swiatowid", "swiatowid", 1, 64)]
    [InlineData("NGHam", "ngham", 0, 64)]
    [InlineData("NGHam", "ngham", 3, 64)]
    [InlineData("NGHam", "ngham", 5, 64)]
    [InlineData("ESEO", "eseo", 1, 48)]
    [InlineData("ESEO", "eseo", 3, 48)]
    [InlineData("Astrocast FX.25 NRZ", "astrocast-nrz", 0, 64)]
    public void The_framers_symbols_are_another_encoders(string framing, string vectors, int which, int from)
    {
        var (symbols, payload) = FramingVectors.ReadAll(vectors)[which];
        var sent = Send(framing, payload);
        var expected = FramingChannel.Soft(symbols).Select(s => s > 0 ? 1 : 0).ToArray();
        Assert.Contains(string.Concat(sent[from..].Select(s => s == 0 ? '0' : '1')), string.Concat(expected.Select(s => s == 0 ? '0' : '1')));
    }

    [Theory]
    [InlineData("FX.25", "fx25", 4)]
    [InlineData("FX.25", "fx25", 5)]
    [InlineData("FX.25", "fx25", 6)]
    [InlineData("FX.25", "fx25", 7)]
    public void The_FX25_framers_changes_are_another_encoders(string framing, string vectors, int which)
    {
        var (symbols, payload) = FramingVectors.ReadAll(vectors)[which];
        Assert.Contains(Changes(Send(framing, payload)[32..]), Changes([.. FramingChannel.Soft(symbols).Select(s => s > 0 ? (byte)1 : (byte)0)]));
    }

    [Theory]
    [InlineData("S-NET", 4.5)]
    [InlineData("SALSAT", 4.5)]
    [InlineData("Swiatowid", 8)]
    [InlineData("NGHam", 8)]
    [InlineData("NGHam no Reed Solomon", 11)]
    [InlineData("ESEO", 9)]
    [InlineData("UA01", 12)]
    [InlineData("Astrocast FX.25 NRZ-I", 8)]
    [InlineData("Astrocast FX.25 NRZ", 7)]
    [InlineData("FX.25", 8)]
    [InlineData("FX.25 G3RUH", 10)]
    public void Frames_of_all_lengths_come_back_from_noise(string framing, double esN0Db) =>
        FramingChannel.AssertLoopback(Find(framing), esN0Db, shape: framing.StartsWith("NGHam", StringComparison.Ordinal) ? WithPadding : null);

    /// <summary>All errors in one place, more than the code corrects.</summary>
    [Theory]
    [InlineData("SALSAT", 400, 100)]
    [InlineData("Swiatowid", 150, 120)]
    [InlineData("NGHam", 300, 300)]
    [InlineData("NGHam no Reed Solomon", 200, 1)]
    [InlineData("ESEO", 120, 120)]
    [InlineData("Astrocast FX.25 NRZ", 200, 400)]
    [InlineData("FX.25", 120, 400)]
    public void A_wrong_check_is_refused(string framing, int from, int wrong)
    {
        var framer = Find(framing).CreateFramer!(Default);
        var payload = new byte[Math.Min(60, framer.MaxPayloadLength)];
        new Random(9).NextBytes(payload);
        var symbols = Send(framing, Convert.ToHexString(payload));
        for (var i = from; i < from + wrong; i += wrong == 1 ? 1 : 1 + (i % 2))
            symbols[i] ^= 1;
        Assert.Empty(FramingChannel.Receive(Find(framing).CreateDeframer(Default), FramingChannel.Soft(symbols, new Random(1))));
    }

    [Fact]
    public void S_NET_s_faulty_check_is_not_believed_beyond_the_bound_of_the_code()
    {
        var symbols = Send("S-NET", new string('A', 120));
        for (var i = 400; i < 500; i += 2)
            symbols[i] ^= 1;
        Assert.DoesNotContain(FramingChannel.Results(Find("S-NET").CreateDeframer(Default), FramingChannel.Soft(symbols, new Random(1))).Frames, f => f.HeaderPlausible);
    }

    [Theory]
    [InlineData("S-NET")]
    [InlineData("SALSAT")]
    [InlineData("Swiatowid")]
    [InlineData("NGHam")]
    [InlineData("ESEO")]
    [InlineData("Astrocast FX.25 NRZ")]
    [InlineData("FX.25")]
    [InlineData("IL2P")]
    public void Noise_gives_no_frames(string framing) => Assert.Equal(0, FramingChannel.FramesOfNoise(Find(framing).CreateDeframer(Default), 1_000_000, 8));

    [Fact]
    public void Silence_is_no_piece_of_Swiatowid()
    {
        var symbols = FramingChannel.Soft(FramingVectors.Read("swiatowid").Symbols)[..64];
        Assert.Empty(FramingChannel.Receive(Find("Swiatowid").CreateDeframer(Default), symbols, 100_000));
    }

    [Fact]
    public void A_length_of_Swiatowid_that_is_hit_costs_no_piece()
    {
        var (bytes, payload) = FramingVectors.Read("swiatowid");
        var symbols = FramingChannel.Soft(bytes);
        symbols[64] *= -1;
        Assert.Equal([payload], FramingChannel.Receive(Find("Swiatowid").CreateDeframer(Default), symbols));
    }

    private static FramingDescriptor Find(string name) => FramingCatalog.Find(name)!;

    private static byte[] Send(string framing, string payload)
    {
        var framer = Find(framing).CreateFramer!(Default);
        var symbols = new byte[framer.MaxOutput(payload.Length / 2)];
        return symbols[..framer.Encode(Convert.FromHexString(payload), symbols)];
    }

    /// <summary>The first byte's low five bits are the padding up to the next size.</summary>
    private static byte[] WithPadding(byte[] payload)
    {
        payload[0] = (byte)((payload[0] & 0xE0) | (((31 - payload.Length - 2) % 32 + 32) % 32));
        return payload;
    }

    private static string Changes(byte[] symbols) => string.Concat(symbols.Zip(symbols.Skip(1), (a, b) => a == b ? '1' : '0'));
}
