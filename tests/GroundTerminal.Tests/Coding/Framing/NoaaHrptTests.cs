using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

public class NoaaHrptTests
{
    /// <summary>NOAA KLM User's Guide, table 4.1.3.1-1: the sync words, and the first of the auxiliary ones.</summary>
    private const string Sync = "101000010001011011111101011100011001110110000011110010010101", Auxiliary = "1111100010111111001101101101011010111101";

    [Fact]
    public void Sync_words_are_the_published_ones()
    {
        var (bits, _) = Frame(1);
        Assert.StartsWith(Sync, bits, StringComparison.Ordinal);
        Assert.Equal(Auxiliary, bits.Substring(10990 * 10, Auxiliary.Length));
        Assert.Equal(110_900, bits.Length);
    }

    /// <summary>At Es/N0 = 4.3 dB one bit of a hundred is wrong: of the auxiliary sync's 1000 bits 10 ± 3.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Frames_come_back_with_the_count_of_wrong_bits(int sign)
    {
        var (symbols, payloads) = (new List<byte>(Enumerable.Repeat((byte)1, 333)), new List<byte[]>());
        for (var i = 0; i < 4; i++)
        {
            var (bits, payload) = Frame(i);
            symbols.AddRange(bits.Select(b => (byte)(b - '0')));
            payloads.Add(payload);
        }
        var frames = DecodeRecorder.Run(NoaaHrpt.Descriptor.CreateDeframer(FramingOptions.Default), FramingLoop.Noisy(symbols, 4.3, sign, 2)).Frames.ToList();
        Assert.Equal(payloads.Count, frames.Count);
        foreach (var (frame, sent) in frames.Zip(payloads))
        {
            var wrong = Convert.FromHexString(frame.Payload).Zip(sent, (a, b) => int.PopCount(a ^ b)).Sum();
            Assert.InRange(wrong, 850, 1350);
            Assert.InRange(frame.CorrectedBits, 1, 25);
        }
    }

    [Fact]
    public void Other_data_behind_a_sync_word_are_no_frame()
    {
        var random = new Random(3);
        byte[] symbols = [.. Sync.Select(b => (byte)(b - '0')), .. Enumerable.Range(0, 120_000).Select(_ => (byte)random.Next(2))];
        Assert.Empty(DecodeRecorder.Run(NoaaHrpt.Descriptor.CreateDeframer(FramingOptions.Default), FramingLoop.Noisy(symbols, 9, 1, 2)).Frames);
    }

    private static (string Bits, byte[] Payload) Frame(int seed)
    {
        var framer = NoaaHrpt.Descriptor.CreateFramer!(FramingOptions.Default);
        var (payload, symbols) = (new byte[NoaaHrpt.PayloadLength], new byte[110_900]);
        new Random(seed).NextBytes(payload);
        Assert.Equal(payload.Length, framer.Conform(payload));
        Assert.Equal(symbols.Length, framer.Encode(payload, symbols));
        return (string.Concat(symbols), payload);
    }
}
