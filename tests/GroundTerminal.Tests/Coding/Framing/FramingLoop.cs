using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Payloads through a framing's encoder, white noise and its decoder.</summary>
internal static class FramingLoop
{
    /// <summary>Random payloads of the framer's greatest length, encoded one by one.</summary>
    public static (List<string> Payloads, List<byte> Symbols) Encode(FramingDescriptor framing, FramingOptions options, int frames, int seed, int idle = 200)
    {
        var framer = framing.CreateFramer!(options);
        var random = new Random(seed);
        var (payloads, symbols, room, gap) = (new List<string>(), new List<byte>(), new byte[framer.MaxOutput(framer.MaxPayloadLength)], new byte[idle]);
        for (var i = 0; i < frames; i++)
        {
            var payload = new byte[framer.MaxPayloadLength];
            random.NextBytes(payload);
            payloads.Add(Convert.ToHexString(payload));
            symbols.AddRange(room.AsSpan(0, framer.Encode(payload, room)));
            framer.Idle(gap);
            symbols.AddRange(gap);
        }
        return (payloads, symbols);
    }

    /// <summary>Soft symbols of ±1 at Es/N0 with the sign given.</summary>
    public static float[] Noisy(IEnumerable<byte> symbols, double esN0Db, int sign, int seed)
    {
        var random = new Random(seed);
        var sigma = Math.Sqrt(0.5 / Math.Pow(10, esN0Db / 10));
        return [.. symbols.Select(s => (float)(sign * ((s != 0 ? 1 : -1) + (sigma * Normal(random)))))];
    }

    public static float[] Noise(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)Normal(random))];
    }

    /// <summary>Frames that come back of so many; a payload's energy is spread over the symbols given.</summary>
    public static int Received(FramingDescriptor framing, FramingOptions options, double ebN0Db, int frames, int symbolsPerFrame, int sign = 1)
    {
        var (payloads, symbols) = Encode(framing, options, frames, 11);
        var esN0Db = ebN0Db + (10 * Math.Log10(payloads[0].Length * 4.0 / symbolsPerFrame));
        var found = DecodeRecorder.Run(framing.CreateDeframer(options), Noisy(symbols, esN0Db, sign, 12)).Frames.Select(f => f.Payload).ToList();
        Assert.Empty(found.Except(payloads));
        Assert.Equal(found.Distinct().Count(), found.Count);
        return found.Count;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
