using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

/// <summary>FSK on complex baseband against theory, with what a pass adds: an offset, a drift and a symbol clock that is off.</summary>
/// <remarks>
/// Bit errors: one symbol by itself, non-coherently, ½·exp(−Eb/2N₀), which no discriminator betters at h = 1; coherent orthogonal signals Q(√(Eb/N₀)); coherent PSK and
/// MSK Q(√(2Eb/N₀)). J. Proakis, M. Salehi, Digital Communications, 5th ed., §4.2–4.5. A frame of 64 bytes is 545 symbols that must all be right.
/// </remarks>
public class FskBlockDetectionTests
{
    private const int Frames = 60;
    private const double FrameSymbols = 545;

    /// <summary>A frame error rate of at most 1 % at 12 dB, where one symbol by itself would lose 10 %: of 60 frames one may be lost.</summary>
    [Theory]
    [InlineData(9600, 2400, null)]
    [InlineData(9600, 2400, 0.5)]
    [InlineData(9600, 3000, null)]
    [InlineData(9600, 3000, 0.5)]
    [InlineData(9600, 3500, null)]
    [InlineData(9600, 3840, null)]
    [InlineData(2400, 600, null)]
    [InlineData(1200, 500, null)]
    [InlineData(300, 125, null)]
    public void At_12_dB_with_a_small_index_hardly_a_frame_is_lost(double baudRate, double deviationHz, double? gaussianBt)
    {
        Assert.InRange(Lost(baudRate, deviationHz, 12, gaussianBt), 0, 1);
        if (baudRate > 5000)
            Assert.InRange(Lost(baudRate, deviationHz, 12, gaussianBt, known: false), 0, 1);
    }

    /// <summary>Two dB above what coherent PSK of the same frame loss needs, where one symbol by itself would lose nine frames in ten.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.625)]
    [InlineData(0.8)]
    public void At_10_dB_few_frames_are_lost(double index)
    {
        const double EbN0Db = 10;
        var lost = Lost(9600, index * 4800, EbN0Db) / (double)Frames;
        Assert.True(FrameLoss(0.5 * Math.Exp(-Ratio(EbN0Db) / 2)) > 0.8);
        Assert.True(lost <= FrameLoss(Q(Math.Sqrt(2 * Ratio(EbN0Db - 2)))) + 0.03, $"{lost:P0} lost");
    }

    /// <summary>Half-way, in decibels, between one symbol by itself and coherent reception.</summary>
    [Theory]
    [InlineData(9600, 1)]
    [InlineData(4800, 1.67)]
    [InlineData(1200, 2)]
    [InlineData(1200, 3.333)]
    [InlineData(9600, 5.6)]
    public void With_orthogonal_tones_reception_is_nearly_coherent(double baudRate, double index)
    {
        const double EbN0Db = 11.5;
        var (alone, coherent) = (FrameLoss(0.5 * Math.Exp(-Ratio(EbN0Db) / 2)), FrameLoss(Q(Math.Sqrt(Ratio(EbN0Db)))));
        var lost = Lost(baudRate, index * baudRate / 2, EbN0Db) / (double)Frames;
        Assert.True(lost < (alone + coherent) / 2, $"{lost:P0} lost; alone {alone:P0}, coherent {coherent:P0}");
    }

    /// <summary>The slowest and widest of the catalogue, whose carrier drifts by half a symbol rate each second.</summary>
    [Fact]
    public void At_200_baud_and_560_Hz_frames_come_back() => Assert.InRange(Lost(200, 560, 12.5), 0, 2);

    /// <summary>Deviation as the catalogue says it and as the transmitter has it.</summary>
    [Theory]
    [InlineData(2400, 2600)]
    [InlineData(3000, 2800)]
    [InlineData(4800, 4650)]
    public void A_deviation_that_is_off_is_found(double toldHz, double trulyHz) => Assert.InRange(Lost(9600, trulyHz, 12.5, told: toldHz), 0, 2);

    [Theory]
    [InlineData(9600, 3000)]
    [InlineData(1200, 2000)]
    public void How_the_stream_is_cut_changes_nothing_and_nothing_is_allocated(double baudRate, double deviationHz)
    {
        var reception = Make(baudRate, deviationHz, 12, null, 3, deviationHz);
        var samples = reception.Generate();
        var whole = reception.Receive(samples, null);
        Assert.Equal(reception.Payloads, whole.Payloads);
        foreach (var longest in new[] { 5, 900, 30_000 })
            Assert.Equal(whole.Frames, reception.Receive(samples, Streams.Cuts(samples.Length, longest, longest)).Frames);
        Assert.Equal(0, Streams.Allocated(() =>
        {
            var (receiver, counter) = (new Receiver(reception.Receiver), new Counter());
            return () =>
            {
                samples.Feed(receiver, Range.All, counter);
                receiver.Flush(counter);
                if (counter.Count != 3)
                    Assert.Fail($"{counter.Count} frames of 3");
            };
        }));
    }

    /// <summary>Where frames lie and what is said of them, with tones far apart.</summary>
    [Fact]
    public void Place_and_carrier_are_right_with_a_large_index()
    {
        var reception = Make(1200, 2000, 14, null, 3, 2000);
        var signal = reception.Signal with { DriftHzPerS = 0, OffsetHz = 1000 };
        reception = Reception.Iq(signal);
        foreach (var (frame, truth) in reception.Receive().Frames.Zip(reception.FirstSamples()))
        {
            Assert.Equal(truth, frame.FirstSample, reception.SamplesPerSymbol / 2);
            Assert.Equal(1000, frame.FrequencyOffsetHz, 120.0);
        }
    }

    private static int Lost(double baudRate, double deviationHz, double ebN0Db, double? gaussianBt = null, bool known = true, double? told = null)
    {
        var reception = Make(baudRate, deviationHz, ebN0Db, gaussianBt, 3, known ? told ?? deviationHz : null);
        var lost = 0;
        for (var seed = 1; seed <= Frames / 3; seed++)
        {
            var one = reception with { Signal = reception.Signal with { Seed = (ulong)(100 + seed) } };
            lost += 3 - one.Payloads.Intersect(one.Receive().Payloads).Count();
        }
        return lost;
    }

    private static Reception Make(double baudRate, double deviationHz, double ebN0Db, double? gaussianBt, int frames, double? told)
    {
        var rate = Math.Max(12_000, 8 * (baudRate + deviationHz));
        var reception = Reception.Iq(Reception.Make("FSK", baudRate, rate, ebN0Db) with
        {
            DeviationHz = deviationHz,
            GaussianBt = gaussianBt,
            OffsetHz = 0.1 * rate,
            DriftHzPerS = -100,
            TimingPpm = 20,
            Frames = frames,
            PayloadLength = 64,
            IdleSymbols = 200,
        });
        return reception with { Receiver = reception.Receiver with { DeviationHz = told } };
    }

    private static double Ratio(double db) => Math.Pow(10, db / 10);

    private static double FrameLoss(double symbolError) => 1 - Math.Pow(1 - symbolError, FrameSymbols);

    /// <summary>Q(x) by Craig's integral, 1/π·∫exp(−x²/2sin²θ)dθ over a quarter turn.</summary>
    private static double Q(double x)
    {
        const int Steps = 1000;
        return Enumerable.Range(0, Steps).Sum(i => Math.Exp(-x * x / 2 / Math.Pow(Math.Sin((i + 0.5) * Math.PI / 2 / Steps), 2))) / (2 * Steps);
    }

    private sealed class Counter : IReceivedFrameSink
    {
        public int Count { get; private set; }

        public void OnFrame(in ReceivedFrame frame) => Count++;
    }
}
