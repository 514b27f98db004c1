using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>K2SAT against an encoder that is not ours, with what a QPSK demodulator leaves open, and in noise.</summary>
public class K2satTests
{
    /// <summary>What receivers put behind a recording.</summary>
    private const int FlushSymbols = 2048;
    private static readonly (byte[] Symbols, string Payload)[] Vectors = FramingVectors.ReadAll("k2sat");

    [Fact]
    public void Another_encoders_frames_are_decoded()
    {
        Assert.Equal(4, Vectors.Length);
        foreach (var (symbols, payloads) in Vectors)
            Assert.Equal(payloads.Split(' '), Receive(FramingChannel.Soft(symbols)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_framers_symbols_are_another_encoders(int which)
    {
        var (packed, payload) = Vectors[which];
        var framer = K2sat.Descriptor.CreateFramer!(FramingOptions.Default);
        var (idle, symbols) = (new byte[64], new byte[framer.MaxOutput(payload.Length / 2)]);
        framer.Idle(idle);
        byte[] sent = [.. idle, .. symbols.AsSpan(0, framer.Encode(Convert.FromHexString(payload), symbols))];
        Assert.Equal(FramingChannel.Soft(packed).Take(sent.Length).Select(s => s > 0 ? (byte)1 : (byte)0), sent);
    }

    /// <summary>The first symbol missing or one too many, I and Q turned by any multiple of 90°, then at Eb/N0 = 4 dB.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pairing_turn_and_polarity_are_found(bool noisy)
    {
        foreach (var (packed, payloads) in Vectors)
        {
            for (var turn = 0; turn < 4; turn++)
            {
                var symbols = Turned(FramingChannel.Soft(packed), turn);
                foreach (var shifted in new[] { symbols, symbols[1..], [0.3f, .. symbols], [-0.4f, .. symbols[2..]] })
                    Assert.Equal(payloads.Split(' '), Receive(noisy ? Noisy(shifted, 4, turn) : shifted));
            }
        }
    }

    /// <summary>Bits are counted from the sync's end, wherever the pairs begin.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(600)]
    [InlineData(3001)]
    public void The_place_in_the_stream_is_told(int before)
    {
        var (packed, payload) = Vectors[0];
        var random = new Random(5);
        float[] symbols = [.. Enumerable.Range(0, before).Select(_ => (float)(random.NextDouble() - 0.5)), .. FramingChannel.Soft(packed)];
        var frame = Assert.Single(FramingChannel.Results(Deframer(), symbols, FlushSymbols).Frames);
        Assert.Equal(payload, frame.Payload);
        Assert.Equal(before + (16 * 14), frame.First); // 12 idle bytes and the sync
        Assert.Equal(frame.First + (16 * ((payload.Length / 2) + 2)), frame.End);
        Assert.Equal(0, frame.CorrectedBits);
    }

    [Fact]
    public void Wrong_symbols_inside_the_frame_are_counted()
    {
        var (packed, payload) = Vectors[2];
        var symbols = FramingChannel.Soft(packed);
        var (first, end) = (16 * 14, 16 * (14 + (payload.Length / 2) + 2));
        foreach (var at in new[] { first - 1, first, first + 601, first + 1777, end - 1, end })
            symbols[at] = -symbols[at];
        symbols[first + 2000] = 0;
        var frame = Assert.Single(FramingChannel.Results(Deframer(), symbols, FlushSymbols).Frames);
        Assert.Equal((payload, 4), (frame.Payload, frame.CorrectedBits));
    }

    /// <summary>The second frame has both markers inside: what lies before the inner end marker is refused, the whole is not.</summary>
    [Fact]
    public void A_wrong_check_is_refused_and_said()
    {
        var (packed, payload) = Vectors[1];
        var results = FramingChannel.Results(Deframer(), FramingChannel.Soft(packed), FlushSymbols).Results;
        Assert.Equal([DecodeStatus.CheckFailed, DecodeStatus.Ok], results.Select(r => r.Status));
        Assert.Equal(["", payload], results.Select(r => r.Payload));
        Assert.Equal(results[0].First + (16 * 34), results[0].End);
    }

    [Fact]
    public void Frames_of_all_lengths_come_back_from_noise() => FramingChannel.AssertLoopback(K2sat.Descriptor, 1.5);

    /// <summary>Where one stream ends and another, of the other pairing and turned, begins.</summary>
    [Fact]
    public void A_change_of_pairing_and_turn_costs_only_what_it_falls_into()
    {
        var (packed, payloads) = Vectors[3];
        var symbols = FramingChannel.Soft(packed);
        var idle = new byte[3001];
        var framer = K2sat.Descriptor.CreateFramer!(FramingOptions.Default);
        framer.Idle(idle);
        float[] between = [.. idle.Select(s => s == 0 ? -1f : 1f)];
        float[] stream = [.. symbols, .. between, .. Turned(symbols, 1), .. between, .. Turned(symbols, 3), .. between];
        Assert.Equal([.. payloads.Split(' '), .. payloads.Split(' '), .. payloads.Split(' ')], Receive(stream));
    }

    /// <summary>One stream of 4160 symbols with noise alone before and behind it, at Eb/N0 = 4 dB.</summary>
    [Fact]
    public void A_burst_in_noise_is_found()
    {
        var (packed, payload) = Vectors[2];
        var found = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            float[] stream = [.. new float[10_001 + seed], .. FramingChannel.Soft(packed), .. new float[5000]];
            found += Receive(Noisy(stream, 4, seed)).SequenceEqual([payload]) ? 1 : 0;
        }
        Assert.True(found >= 19, $"{found} of 20");
    }

    [Fact]
    public void Noise_gives_no_frames() => Assert.Equal(0, FramingChannel.FramesOfNoise(Deframer(), 2_000_000, 8));

    private static IDeframer Deframer() => K2sat.Descriptor.CreateDeframer(FramingOptions.Default);

    private static List<string> Receive(float[] symbols) => FramingChannel.Receive(Deframer(), symbols, FlushSymbols);

    /// <summary>I and Q by so many times 90°.</summary>
    private static float[] Turned(float[] symbols, int turns)
    {
        var turned = (float[])symbols.Clone();
        for (; turns > 0; turns--)
        {
            for (var i = 0; i + 1 < turned.Length; i += 2)
                (turned[i], turned[i + 1]) = (-turned[i + 1], turned[i]);
        }
        return turned;
    }

    private static float[] Noisy(float[] symbols, double ebN0Db, int seed)
    {
        var random = new Random(seed);
        var sigma = Math.Sqrt(1 / Math.Pow(10, ebN0Db / 10)); // Es is half of Eb
        return [.. symbols.Select(s => (float)(s + (sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()))))];
    }
}
