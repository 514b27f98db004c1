using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Tests.Support;

/// <summary>A framer's symbols through white noise into a deframer.</summary>
internal static class FramingChannel
{
    /// <summary>Hard symbols as ±1 with Gaussian noise, none at an infinite Es/N0.</summary>
    public static float[] Soft(ReadOnlySpan<byte> symbols, Random random, double esN0Db = double.PositiveInfinity, bool inverted = false)
    {
        var sigma = Math.Sqrt(0.5 / Math.Pow(10, esN0Db / 10));
        var soft = new float[symbols.Length];
        for (var i = 0; i < soft.Length; i++)
            soft[i] = (float)((((symbols[i] != 0) != inverted) ? 1 : -1) + (sigma * Normal(random)));
        return soft;
    }

    /// <summary>Packed bytes, most significant bit first, as ±1.</summary>
    public static float[] Soft(ReadOnlySpan<byte> packed)
    {
        var soft = new float[packed.Length * 8];
        for (var i = 0; i < soft.Length; i++)
            soft[i] = ((packed[i >> 3] >> (7 - (i & 7))) & 1) != 0 ? 1 : -1;
        return soft;
    }

    /// <summary>Frames one after the other with idling between them.</summary>
    public static byte[] Send(IFramer framer, IEnumerable<byte[]> payloads, int idle = 100)
    {
        var sent = new List<byte>();
        var gap = new byte[idle];
        foreach (var payload in payloads)
        {
            framer.Idle(gap);
            sent.AddRange(gap);
            var frame = new byte[framer.MaxOutput(payload.Length)];
            sent.AddRange(frame[..framer.Encode(payload, frame)]);
        }
        framer.Idle(gap);
        sent.AddRange(gap);
        return [.. sent];
    }

    /// <summary>What a deframer accepts, with silence behind the symbols to drive out what is inside.</summary>
    public static List<string> Receive(IDeframer deframer, float[] symbols, int silence = 10_000) => [.. Results(deframer, symbols, silence).Frames.Select(f => f.Payload)];

    /// <summary>All that a deframer reports.</summary>
    public static DecodeRecorder Results(IDeframer deframer, float[] symbols, int silence = 10_000)
    {
        var recorder = new DecodeRecorder();
        deframer.Process(symbols, recorder);
        deframer.Process(new float[silence], recorder);
        return recorder;
    }

    /// <summary>Payloads of random bytes with the shortest, the longest and lengths between them.</summary>
    public static byte[][] RandomPayloads(IFramer framer, Random random, int count)
    {
        var payloads = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            payloads[i] = new byte[i == 0 ? framer.MinPayloadLength : i == 1 ? framer.MaxPayloadLength : random.Next(framer.MinPayloadLength, framer.MaxPayloadLength + 1)];
            random.NextBytes(payloads[i]);
        }
        return payloads;
    }

    /// <summary>Random payloads of all lengths come back, both polarities, at an Es/N0 where next to none is lost; and without noise each exactly once.</summary>
    public static void AssertLoopback(FramingDescriptor framing, double esN0Db, int count = 12, FramingOptions? options = null, Func<byte[], byte[]>? shape = null)
    {
        options ??= FramingOptions.Default;
        foreach (var inverted in new[] { false, true })
        {
            var random = new Random(inverted ? 11 : 12);
            var framer = framing.CreateFramer!(options);
            var payloads = RandomPayloads(framer, random, count);
            if (shape is not null)
                payloads = Array.ConvertAll(payloads, p => shape(p));
            var sent = Send(framer, payloads);
            var expected = payloads.Select(Convert.ToHexString);
            Assert.Equal(expected, Receive(framing.CreateDeframer(options), Soft(sent, random, inverted: inverted)));
            Assert.Equal(expected, Receive(framing.CreateDeframer(options), Soft(sent, random, esN0Db, inverted)));
        }
    }

    /// <summary>Frames accepted in white noise alone.</summary>
    public static int FramesOfNoise(IDeframer deframer, int symbols, int seed)
    {
        var random = new Random(seed);
        return Receive(deframer, Soft(new byte[symbols], random, -60)).Count;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
