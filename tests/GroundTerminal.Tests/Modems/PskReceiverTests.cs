using System.IO.Compression;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

/// <summary>Frames through continuous phase shift keying: cuts, slips, gaps, and real recordings.</summary>
public class PskReceiverTests
{
    private const double SampleRateHz = 250_000, BaudRate = 100_000;
    private const int FrameBytes = 223;

    public static TheoryData<string> Modulations => ["BPSK", "QPSK", "OQPSK", "8PSK", "GMSK", "PCM/PM"];

    [Theory]
    [MemberData(nameof(Modulations))]
    public void How_the_stream_is_cut_changes_nothing(string modulation)
    {
        var (samples, payloads) = Make(modulation, 12);
        var whole = Receive(modulation, samples, [Range.All]);
        Assert.Equal(payloads, whole.Payloads);
        foreach (var longest in new[] { 7, 3000 })
            Assert.Equal(whole.Frames, Receive(modulation, samples, Streams.Cuts(samples.Length, longest, longest)).Frames);
    }

    [Theory]
    [MemberData(nameof(Modulations))]
    public void After_construction_nothing_is_allocated(string modulation)
    {
        var (samples, _) = Make(modulation, 8);
        Assert.Equal(0, Streams.Allocated(() =>
        {
            var (receiver, counter) = (new Receiver(Options(modulation)), new Counter());
            return () =>
            {
                receiver.Process(samples, counter);
                receiver.Flush(counter);
            };
        }));
    }

    [Theory]
    [InlineData("QPSK", 19)]
    [InlineData("8PSK", 19)]
    [InlineData("OQPSK", 16)] // to which a quarter turn alone is no slip: the signal is lost and found again
    public void A_slip_of_phase_costs_the_frames_it_hits(string modulation, int least)
    {
        var (samples, payloads) = Make(modulation, 20);
        for (var i = samples.Length / 2; i < samples.Length; i++)
            samples[i] = new Complex32(-samples[i].Im, samples[i].Re);
        var recorder = Receive(modulation, samples, [Range.All]);
        Assert.True(recorder.Payloads.Length >= least, $"{recorder.Payloads.Length} of 20");
        Assert.Equal(payloads[^8..], recorder.Payloads[^8..]);
    }

    [Theory]
    [InlineData("QPSK")]
    [InlineData("GMSK")]
    public void After_a_gap_the_signal_is_found_again(string modulation)
    {
        var (samples, payloads) = Make(modulation, 16);
        var noise = new float[2 * 100_000];
        new GaussianNoise(3).Fill(noise, 0.3f);
        var gap = Enumerable.Range(0, 100_000).Select(i => new Complex32(noise[2 * i], noise[(2 * i) + 1]));
        Complex32[] both = [.. samples, .. gap, .. samples.Select((s, i) => s * Complex32.FromPhase(Math.Tau * (0.011 * i % 1)))];
        Assert.Equal([.. payloads, .. payloads], Receive(modulation, both, [Range.All]).Payloads);
    }

    /// <summary>Of a receiver with direct conversion: as strong as the signal, and stronger. What comes in the four windows before it is known may be lost, and two frames more.</summary>
    [Theory]
    [InlineData("BPSK", 1)]
    [InlineData("QPSK", 1)]
    [InlineData("QPSK", 4)]
    [InlineData("OQPSK", 1)]
    [InlineData("8PSK", 1)]
    [InlineData("GMSK", 1)]
    public void A_line_at_0_Hz_costs_no_more_than_the_first_frames(string modulation, double power)
    {
        var (samples, payloads) = Make(modulation, 40);
        var amplitude = Math.Sqrt(power * samples.Average(s => s.MagnitudeSquared));
        for (var i = 0; i < samples.Length; i++)
            samples[i] += Complex32.FromPhase(0.7) * (float)amplitude;
        var received = Receive(modulation, samples, [Range.All]).Payloads;
        Assert.Equal(payloads[^received.Length..], received);
        Assert.True(received.Length >= 37 - (40 * 4 * 4096 / samples.Length), $"{received.Length} of 40");
    }

    /// <summary>437 MHz overhead at 9600 Bd: the carrier moves by 100 Hz a second, in half of the longest window by more than a line's width.</summary>
    [Theory]
    [InlineData("BPSK")]
    [InlineData("QPSK")]
    [InlineData("OQPSK")]
    [InlineData("8PSK")]
    [InlineData("GMSK")]
    public void A_carrier_that_moves_as_in_a_pass_is_followed(string modulation)
    {
        var (samples, payloads) = Make(40, new PskChannel(modulation) { SampleRateHz = 24_000, BaudRate = 9600, EsN0Db = 17, OffsetHz = 300, HzPerSecond = -100 });
        Assert.Equal(payloads, Feed(new Receiver(Options(modulation) with { SampleRateHz = 24_000, BaudRate = 9600 }), samples, [Range.All]).Payloads);
    }

    /// <summary>20 dB down for 50 ms while the carrier moves by 1 kHz a second.</summary>
    [Theory]
    [InlineData("QPSK")]
    [InlineData("OQPSK")]
    public void A_fade_costs_the_frames_it_hits(string modulation)
    {
        var (samples, payloads) = Make(60, new PskChannel(modulation) { SampleRateHz = SampleRateHz, BaudRate = BaudRate, EsN0Db = 30, OffsetHz = 4000, HzPerSecond = 1000 });
        var noise = new float[2 * samples.Length];
        new GaussianNoise(8).Fill(noise, 0.35f);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (samples[i] * (i is >= 40_000 and < 52_500 ? 0.1f : 1)) + new Complex32(noise[2 * i], noise[(2 * i) + 1]);
        // Frames of 1036 symbols, the first after 300: of samples 750 + 2590·i and on.
        var whole = payloads.Where((_, i) => 750 + (2590 * (i + 1)) <= 39_900 || 750 + (2590 * i) >= 52_600);
        var received = Receive(modulation, samples, [Range.All]).Payloads;
        Assert.All(whole, payload => Assert.Contains(payload, received));
    }

    [Fact]
    public void Samples_that_are_no_numbers_do_not_deafen_it()
    {
        var (samples, payloads) = Make("QPSK", 16);
        samples[20_000] = new Complex32(float.NaN, 1);
        samples[20_001] = new Complex32(float.PositiveInfinity, float.MaxValue);
        Assert.Equal(payloads[^8..], Receive("QPSK", samples, [Range.All]).Payloads[^8..]);
    }

    [SkippableFact]
    public void Meteor_from_an_RTL_SDR_gives_14_CADUs()
    {
        var path = RepositoryFiles.Shared("testdata/lrpt/meteor_m2_rtlsdr_300k.cu8.gz");
        Skip.IfNot(File.Exists(path), "../shared/testdata is not on this machine");
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        var bytes = memory.ToArray();
        var samples = Enumerable.Range(0, bytes.Length / 2).Select(i => new Complex32((bytes[2 * i] - 127.5f) / 128, (bytes[(2 * i) + 1] - 127.5f) / 128)).ToArray();
        // VCDU header: version 1, spacecraft 0, channel 5, then the counter (MANIFEST.md).
        var expected = Enumerable.Range(2_570_862, 14).Select(c => $"4005{c:X6}");
        Assert.Equal(expected, Lrpt(samples, 300_000).Payloads.Select(p => p[..10]));
    }

    [SkippableFact]
    public void A_short_piece_of_Meteor_gives_its_CADU()
    {
        var path = RepositoryFiles.Shared("testdata/lrpt/meteor_small.wav");
        Skip.IfNot(File.Exists(path), "../shared/testdata is not on this machine");
        var bytes = File.ReadAllBytes(path)[44..];
        var samples = Enumerable.Range(0, bytes.Length / 4).Select(i => new Complex32(BitConverter.ToInt16(bytes, 4 * i) / 32768f, BitConverter.ToInt16(bytes, (4 * i) + 2) / 32768f)).ToArray();
        Assert.Equal([$"4005{4_650_782:X6}"], Lrpt(samples, 222_222).Payloads.Select(p => p[..10]));
    }

    private static FrameRecorder Lrpt(Complex32[] samples, double rate)
    {
        var receiver = new Receiver(new ReceiverOptions
        {
            SampleRateHz = rate,
            SampleKind = SampleKind.Iq,
            Modulation = "QPSK",
            BaudRate = 72_000,
            RollOff = 0.6,
            Framings = [new FramingChoice("CCSDS Concatenated", FramingOptions.Default with { FrameSize = 892, Interleaving = 4, Basis = ReedSolomonBasis.Conventional })],
        });
        return Feed(receiver, samples, [Range.All]);
    }

    private static ReceiverOptions Options(string modulation) => new()
    {
        SampleRateHz = SampleRateHz,
        SampleKind = SampleKind.Iq,
        Modulation = modulation,
        BaudRate = BaudRate,
        RollOff = 0.35,
        Framings = [new FramingChoice("CCSDS Reed-Solomon", FramingOptions.Default with { FrameSize = FrameBytes })],
    };

    /// <summary>Frames one after the other, as a satellite sends them, and what they hold.</summary>
    private static (Complex32[] Samples, string[] Payloads) Make(string modulation, int frames) =>
        Make(frames, new PskChannel(modulation) { SampleRateHz = SampleRateHz, BaudRate = BaudRate, EsN0Db = 17, OffsetHz = -2100 });

    private static (Complex32[] Samples, string[] Payloads) Make(int frames, PskChannel channel)
    {
        var framer = FramingCatalog.Find("CCSDS Reed-Solomon")!.CreateFramer!(FramingOptions.Default with { FrameSize = FrameBytes });
        var (random, payload, symbols, bits, payloads) = (new Random(5), new byte[FrameBytes], new byte[20_000], new List<byte>(), new List<string>());
        for (var i = 0; i < frames; i++)
        {
            random.NextBytes(payload);
            payloads.Add(Convert.ToHexString(payload));
            bits.AddRange(symbols[..framer.Encode(payload, symbols)]);
        }
        return (channel.Samples([.. Enumerable.Range(0, 600).Select(_ => (byte)random.Next(2)), .. bits, .. new byte[60]]), [.. payloads]);
    }

    private static FrameRecorder Receive(string modulation, Complex32[] samples, IEnumerable<Range> cuts) => Feed(new Receiver(Options(modulation)), samples, cuts);

    private static FrameRecorder Feed(Receiver receiver, Complex32[] samples, IEnumerable<Range> cuts)
    {
        var recorder = new FrameRecorder();
        foreach (var cut in cuts)
            receiver.Process(samples.AsSpan(cut), recorder);
        receiver.Flush(recorder);
        return recorder;
    }

    private sealed class Counter : IReceivedFrameSink
    {
        public void OnFrame(in ReceivedFrame frame)
        {
        }
    }
}
