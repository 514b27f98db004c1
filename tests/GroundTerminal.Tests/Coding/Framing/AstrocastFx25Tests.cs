using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Words of Astrocast that Reed–Solomon cannot correct.</summary>
public class AstrocastFx25Tests
{
    private const int WordSymbols = 255 * 8;
    private static readonly FramingDescriptor Framing = FramingCatalog.Find("Astrocast FX.25 NRZ")!;

    [Fact]
    public void A_short_frame_is_found_where_only_the_filling_is_wrong()
    {
        var (symbols, payload, word) = Sent(new Random(1));
        for (var wrong = 0; wrong < 40; wrong++)
            symbols[word + (8 * (100 + (3 * wrong)))] ^= 1;
        Assert.Equal([Convert.ToHexString(payload)], FramingChannel.Receive(Framing.CreateDeframer(FramingOptions.Default), FramingChannel.Soft(symbols, new Random(2))));
    }

    /// <summary>A CRC of 16 bits tried at each 7E of the filling would pass once in 300 words.</summary>
    [Fact]
    public void A_wrong_frame_is_not_taken_for_one_that_ends_in_the_filling()
    {
        var random = new Random(3);
        var deframer = Framing.CreateDeframer(FramingOptions.Default);
        for (var trial = 0; trial < 1500; trial++)
        {
            var (symbols, _, word) = Sent(random);
            for (var wrong = 0; wrong < 24; wrong++)
                symbols[word + (8 * (2 + (2 * wrong))) + random.Next(8)] ^= 1;
            Assert.Empty(FramingChannel.Receive(deframer, FramingChannel.Soft(symbols, random)));
        }
    }

    /// <returns>Symbols, the frame of 60 bytes in them, and where its word begins.</returns>
    private static (byte[] Symbols, byte[] Payload, int Word) Sent(Random random)
    {
        var (framer, payload) = (Framing.CreateFramer!(FramingOptions.Default), new byte[60]);
        random.NextBytes(payload);
        framer.Conform(payload);
        var symbols = new byte[framer.MaxOutput(payload.Length)];
        symbols = symbols[..framer.Encode(payload, symbols)];
        return (symbols, payload, symbols.Length - WordSymbols);
    }
}
