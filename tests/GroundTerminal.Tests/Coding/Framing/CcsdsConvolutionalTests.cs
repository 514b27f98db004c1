using System.Text.Json;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Coding.Protocols;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

public class CcsdsConvolutionalTests
{
    private static readonly string[] Rates = ["1/2", "2/3", "3/4", "5/6", "7/8"];

    /// <summary>Real frames of Suomi NPP, encoded by GNU Radio, beginning at another step of each pattern.</summary>
    [SkippableTheory]
    [InlineData("1/2")]
    [InlineData("2/3")]
    [InlineData("3/4")]
    [InlineData("5/6")]
    [InlineData("7/8")]
    public void Symbols_of_another_encoder_give_the_frames(string rate)
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests/vectors/ccsds/gnuradio_convolutional_cadus.json")));
        var packed = Convert.FromHexString(vectors.RootElement.GetProperty(rate).GetProperty("packed").GetString()!);
        var symbols = new byte[8 * packed.Length];
        GroundTerminal.Coding.Bits.Unpack(packed, symbols);
        var expected = TransferFrameFiles.Cadus("snpp_7cadus_2vcids.dat").Take(2).Select(Convert.ToHexString);
        var options = new FramingOptions { FrameSize = 892, Interleaving = 4, CodeRate = rate };
        foreach (var sign in new[] { 1, -1 })
            Assert.Equal(expected, DecodeRecorder.Run(CcsdsConcatenated.Descriptor.CreateDeframer(options), FramingLoop.Noisy(symbols, 6, sign, 4)).Frames.Select(f => f.Payload));
    }

    /// <summary>1 dB above where the theory of <c>make bench ARGS=fer</c> loses 3 of 100; frames of 892 bytes and of a length whose markers stand at every step of the pattern in turn.</summary>
    [Theory]
    [InlineData("2/3", 4.4, false)]
    [InlineData("3/4", 4.9, true)]
    [InlineData("5/6", 5.4, false)]
    [InlineData("7/8", 6.0, true)]
    public void Punctured_concatenated_frames_are_received(string rate, double ebN0Db, bool precoding)
    {
        foreach (var options in new FramingOptions[] { new() { FrameSize = 892, Interleaving = 4 }, new() { FrameSize = 169, Scrambler = "CCSDS 131071" } })
        {
            var sent = options with { CodeRate = rate, DifferentialPrecoding = precoding };
            var code = rate.Split('/').Select(double.Parse).ToArray();
            var symbols = 8 * (options.FrameSize!.Value + (32 * options.Interleaving)) * code[1] / code[0];
            Assert.InRange(FramingLoop.Received(CcsdsConcatenated.Descriptor, sent, ebN0Db, 30, (int)symbols, precoding ? -1 : 1), 29, 30);
        }
    }

    [Theory]
    [InlineData(1, 32)]
    [InlineData(2, 32)]
    [InlineData(3, 16)]
    [InlineData(5, 32)]
    [InlineData(8, 16)]
    public void Every_outer_code_goes_with_every_rate(int interleaving, int parity)
    {
        foreach (var rate in Rates)
        {
            // with virtual fill
            var options = new FramingOptions { CodeRate = rate, Interleaving = interleaving, ReedSolomonParity = parity, FrameSize = interleaving * (255 - parity - 17), Basis = parity == 16 ? ReedSolomonBasis.Conventional : ReedSolomonBasis.Dual };
            var (payloads, symbols) = FramingLoop.Encode(CcsdsConcatenated.Descriptor, options, 6, 3);
            Assert.Equal(payloads, DecodeRecorder.Run(CcsdsConcatenated.Descriptor.CreateDeframer(options), FramingLoop.Noisy(symbols, 7, 1, 5)).Frames.Select(f => f.Payload));
        }
    }

    /// <summary>The second marker stands where it must, but its frame is broken off by a third: nothing of that one may be lost.</summary>
    [Theory]
    [InlineData("1/2")]
    [InlineData("3/4")]
    public void A_frame_inside_a_broken_one_is_found(string rate)
    {
        var options = new FramingOptions { CodeRate = rate, FrameSize = 892, Interleaving = 4 };
        var framer = CcsdsConcatenated.Descriptor.CreateFramer!(options);
        var (random, symbols, payloads) = (new Random(5), new List<byte>(), new List<string>());
        for (var i = 0; i < 5; i++)
        {
            var (payload, encoded) = (new byte[892], new byte[framer.MaxOutput(892)]);
            random.NextBytes(payload);
            var count = framer.Encode(payload, encoded);
            symbols.AddRange(encoded.AsSpan(0, i == 1 ? 5001 : count));
            if (i != 1)
                payloads.Add(Convert.ToHexString(payload));
        }
        symbols.AddRange(new byte[200]);
        Assert.Equal(payloads, DecodeRecorder.Run(CcsdsConcatenated.Descriptor.CreateDeframer(options), FramingLoop.Noisy(symbols, 6, 1, 6)).Frames.Select(f => f.Payload));
    }

    /// <summary>QPSK symbols a quarter turn wrong: each pair exchanged, one of it inverted.</summary>
    [Fact]
    public void Neither_noise_nor_a_turned_signal_gives_frames()
    {
        foreach (var rate in Rates)
        {
            var options = new FramingOptions { CodeRate = rate, FrameSize = 892, Interleaving = 4 };
            var (_, hard) = FramingLoop.Encode(CcsdsConcatenated.Descriptor, options, 20, 5, idle: 0);
            var symbols = FramingLoop.Noisy(hard, 8, 1, 7);
            for (var i = 0; i + 1 < symbols.Length; i += 2)
                (symbols[i], symbols[i + 1]) = (-symbols[i + 1], symbols[i]);
            var noise = FramingLoop.Noise(200_000, 9);
            FramingChoice[] choices = [new("CCSDS Concatenated", options), new("CCSDS Concatenated", options with { FrameSize = 239, Interleaving = 1, ReedSolomonParity = 16 }), new("CCSDS Convolutional", options)];
            foreach (var choice in choices)
            {
                Assert.Empty(DecodeRecorder.Run(FramingCatalog.Find(choice.Name)!.CreateDeframer(choice.Options), symbols).Frames);
                Assert.Empty(DecodeRecorder.Run(FramingCatalog.Find(choice.Name)!.CreateDeframer(choice.Options), noise).Frames);
            }
        }
    }

    [Fact]
    public void A_rate_that_does_not_exist_is_named()
    {
        Assert.Contains("4/5", Assert.Throws<ArgumentException>(() => CcsdsConcatenated.Descriptor.CreateDeframer(new FramingOptions { CodeRate = "4/5" })).Message, StringComparison.Ordinal);
        Assert.Contains("NASA-DSN", Assert.Throws<ArgumentException>(() => CcsdsConcatenated.Convolutional.CreateFramer!(new FramingOptions { CodeRate = "3/4", Convolutional = "NASA-DSN" })).Message, StringComparison.Ordinal);
    }
}
