using System.Runtime.InteropServices;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

public class Ao40Tests
{
    /// <summary>Real symbols of AO-73 (gr-satellites' own test); the payload is that of the same satellite's recording in satellite-recordings, by gr-satellites.</summary>
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_real_packet_of_AO_73_is_found_in_its_symbols(int sign)
    {
        var path = RepositoryFiles.Shared("testdata/fec/qa_ao40_fec_deframer_symbols.f32");
        Skip.IfNot(File.Exists(path), path);
        var symbols = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
        var frame = Assert.Single(DecodeRecorder.Run(Ao40Fec.Long.CreateDeframer(FramingOptions.Default), [.. symbols.Select(s => s * sign)]).Results);
        Assert.Equal((DecodeStatus.Ok, 5200L, 0), (frame.Status, frame.End - frame.First, frame.CorrectedBits));
        Assert.StartsWith("8900000000000000001FCC00CE02D100000708090900000501010040132FC8F25C8F3423F3BA0B5D", frame.Payload, StringComparison.Ordinal);
    }

    /// <summary>The long packet at 2.6 dB, the short one (more overhead, one code word) at 2.9 dB.</summary>
    [Theory]
    [InlineData("AO-40 FEC", 2.6, 5200, 1)]
    [InlineData("AO-40 FEC", 2.6, 5200, -1)]
    [InlineData("AO-40 FEC short", 2.9, 2652, -1)]
    public void Packets_are_received_at(string name, double ebN0Db, int symbolsPerPacket, int sign) =>
        Assert.InRange(FramingLoop.Received(FramingCatalog.Find(name)!, FramingOptions.Default, ebN0Db, 100, symbolsPerPacket, sign), 96, 100);

    /// <summary>A symbol lost or doubled in the last fifth of the packet: earlier the sync vector is not recognised.</summary>
    [Theory]
    [InlineData("AO-40 FEC", 5400)]
    [InlineData("AO-40 FEC short", 2852)]
    public void A_slip_of_the_symbol_clock_is_mended(string name, int period)
    {
        var framing = FramingCatalog.Find(name)!;
        var (payloads, symbols) = FramingLoop.Encode(framing, FramingOptions.Default, 16, 8);
        for (var packet = 15; packet >= 0; packet--)
        {
            var at = (packet * period) + (int)((period - 200) * (0.8 + (0.01 * packet)));
            if (packet % 2 == 0)
                symbols.Insert(at, symbols[at]);
            else
                symbols.RemoveAt(at);
        }
        var found = DecodeRecorder.Run(framing.CreateDeframer(FramingOptions.Default), FramingLoop.Noisy(symbols, 3, 1, 9)).Frames.Select(f => f.Payload);
        Assert.Empty(found.Except(payloads));
        Assert.InRange(found.Count(), 14, 16);
    }

    [Fact]
    public void A_wrong_check_is_refused()
    {
        var (_, symbols) = FramingLoop.Encode(Ao40Fec.Short, FramingOptions.Default, 3, 4); // random last bytes are no check
        var results = DecodeRecorder.Run(Ao40Fec.ShortChecked.CreateDeframer(FramingOptions.Default), FramingLoop.Noisy(symbols, 20, 1, 5)).Results;
        Assert.NotEmpty(results);
        Assert.All(results, r => Assert.Equal(DecodeStatus.CheckFailed, r.Status));
        var block = FramingLoop.Encode(Ao40Uncoded.Descriptor, FramingOptions.Default, 1, 4).Symbols;
        block[1000] ^= 1;
        Assert.Empty(DecodeRecorder.Run(Ao40Uncoded.Descriptor.CreateDeframer(FramingOptions.Default), FramingLoop.Noisy(block, 40, 1, 5)).Frames);
    }

    [Theory]
    [InlineData("AO-40 FEC")]
    [InlineData("AO-40 FEC short")]
    [InlineData("AO-40 uncoded")]
    public void Noise_gives_no_packets(string name) =>
        Assert.Empty(DecodeRecorder.Run(FramingCatalog.Find(name)!.CreateDeframer(FramingOptions.Default), FramingLoop.Noise(1_000_000, 2)).Frames);
}
