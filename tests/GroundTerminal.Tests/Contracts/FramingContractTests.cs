using GroundTerminal.Benchmarks;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Contracts;

/// <summary>What every framing keeps to, with every set of options that the catalogue has.</summary>
public class FramingContractTests
{
    private const int FlushSymbols = 4096;

    public static TheoryData<int, string> Framings
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < FramingStreams.All.Count; i++)
                data.Add(i, FramingStreams.NameOf(i));
            return data;
        }
    }

    [Fact]
    public void Each_framing_is_in_the_catalog_once_and_found_by_its_name()
    {
        Assert.Equal(FramingCatalog.Names.Distinct(), FramingCatalog.Names);
        Assert.Equal(FramingCatalog.Names, FramingCatalog.All.Select(f => f.Name));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void What_is_framed_comes_back(int framing, string name)
    {
        _ = name;
        foreach (var polarity in new[] { 1f, -1f })
        {
            var (symbols, payloads) = Clean(framing, 12, seed: 1);
            var frames = Deframe(framing, [.. symbols.Select(s => polarity * s)], null).Frames.ToList();
            Assert.Equal(payloads.Select(Convert.ToHexString), frames.Select(f => f.Payload));
            Assert.All(frames, f => Assert.InRange(f.First, 0, f.End - 1));
        }
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void What_is_framed_comes_back_through_noise(int framing, string name)
    {
        _ = name;
        var (symbols, payloads) = Clean(framing, 12, seed: 2);
        var frames = Deframe(framing, Noisy(symbols, 0.2f, seed: 3), null).Frames;
        Assert.Equal(payloads.Select(Convert.ToHexString), frames.Select(f => f.Payload));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void How_the_symbols_are_cut_changes_nothing(int framing, string name)
    {
        _ = name;
        var symbols = Noisy(Clean(framing, 5, seed: 4).Symbols, 0.7f, seed: 5);
        var whole = Deframe(framing, symbols, null).Results;
        foreach (var longest in new[] { 2, 77, 5000 })
            Assert.Equal(whole, Deframe(framing, symbols, longest).Results);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void After_construction_nothing_is_allocated(int framing, string name)
    {
        _ = name;
        var symbols = Noisy(Clean(framing, 4, seed: 6).Symbols, 0.3f, seed: 7);
        var noise = Noisy(new float[5000], 1, seed: 8);
        Assert.Equal(0, Streams.Allocated(() =>
        {
            var (deframer, sink) = (FramingStreams.Deframer(FramingStreams.All[framing]), new Ignore());
            return () =>
            {
                deframer.Process(symbols, sink);
                deframer.Process(noise, sink);
            };
        }));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void Reset_begins_anew(int framing, string name)
    {
        _ = name;
        var symbols = Noisy(Clean(framing, 3, seed: 9).Symbols, 0.3f, seed: 10);
        var (deframer, first, second) = (FramingStreams.Deframer(FramingStreams.All[framing]), new DecodeRecorder(), new DecodeRecorder());
        deframer.Process(symbols.AsSpan(0, symbols.Length * 2 / 3), first);
        deframer.Reset();
        deframer.Process(symbols, second);
        deframer.Process(new float[FlushSymbols], second);
        Assert.Equal(Deframe(framing, symbols, null).Results, second.Results);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void Any_symbols_are_safe(int framing, string name)
    {
        _ = name;
        var (symbols, _) = Clean(framing, 3, seed: 11);
        var random = new Random(12);
        var (deframer, sink) = (FramingStreams.Deframer(FramingStreams.All[framing]), new Ignore());
        float[] telling = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.Epsilon, 0];
        for (var run = 0; run < 30; run++)
        {
            var damaged = symbols.AsSpan(random.Next(symbols.Length / 2)).ToArray();
            for (var n = random.Next(200); n > 0; n--)
                damaged[random.Next(damaged.Length)] *= random.Next(3) == 0 ? telling[random.Next(telling.Length)] : -1;
            deframer.Process(damaged, sink);
        }
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void The_framer_refuses_what_does_not_fit(int framing, string name)
    {
        var framer = FramingStreams.Framer(FramingStreams.All[framing]);
        Assert.True(framer is not null, $"{name} has no framer");
        Assert.InRange(framer.MinPayloadLength, 0, framer.MaxPayloadLength);
        var room = new byte[framer.MaxOutput(framer.MaxPayloadLength + 1)];
        Assert.Throws<ArgumentException>(() => framer.Encode(new byte[framer.MaxPayloadLength + 1], room));
        if (framer.MinPayloadLength > 0)
            Assert.Throws<ArgumentException>(() => framer.Encode(new byte[framer.MinPayloadLength - 1], room));
        Assert.Throws<ArgumentException>(() => framer.Encode(new byte[framer.MaxPayloadLength], new byte[10]));
    }

    private static (float[] Symbols, List<byte[]> Payloads) Clean(int framing, int frames, int seed)
    {
        var random = new Random(seed);
        var framer = FramingStreams.Framer(FramingStreams.All[framing])!;
        var payloads = FramingStreams.Payloads(framer, frames, random);
        return (FramingStreams.Symbols(framer, payloads, random), payloads);
    }

    private static float[] Noisy(float[] symbols, float sigma, int seed)
    {
        var random = new Random(seed);
        return [.. symbols.Select(s => s + (sigma * (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()))))];
    }

    private static DecodeRecorder Deframe(int framing, float[] symbols, int? longestCut)
    {
        var (deframer, recorder) = (FramingStreams.Deframer(FramingStreams.All[framing]), new DecodeRecorder());
        float[] all = [.. symbols, .. new float[FlushSymbols]];
        foreach (var range in longestCut is { } longest ? Streams.Cuts(all.Length, longest, longest) : [Range.All])
            deframer.Process(all.AsSpan()[range], recorder);
        return recorder;
    }

    private sealed class Ignore : IDecodeSink
    {
        public void OnResult(in DecodeResult result)
        {
        }
    }
}
