using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

/// <summary>FSK on complex baseband with a shift that is not told: receivers for other shifts than the present one rest, and have to be back when it changes.</summary>
public class FskShiftsTests
{
    private const int FramesOfEach = 3;

    /// <summary>Bursts of one shift and another follow each other without a pause, each with a preamble and an end of 100 symbols.</summary>
    [Theory]
    [InlineData(9600, 14, new[] { 0.5, 1.1, 0.6, 1.25, 0.5, 1.0 })]
    [InlineData(1200, 20, new[] { 0.5, 2.2, 0.7, 1.1, 2.2, 0.5 })]
    [InlineData(1200, 20, new[] { 2.2, 0.5, 1.6, 0.625, 2.6, 0.9 })]
    public void Whatever_shift_comes_after_another_every_frame_is_received(double baudRate, double ebN0Db, double[] indices)
    {
        var (samples, payloads) = Bursts(baudRate, ebN0Db, indices);
        var received = Receive(baudRate, samples, [Range.All]);
        Assert.Empty(payloads.Except(received.Payloads));
        foreach (var longest in new[] { 7, 3000 })
            Assert.Equal(received.Frames, Receive(baudRate, samples, Streams.Cuts(samples.Length, longest, longest)).Frames);
    }

    private static FrameRecorder Receive(double baudRate, Complex32[] samples, IEnumerable<Range> cuts)
    {
        var options = Reception.Iq(Reception.Make("FSK", baudRate, 48_000, 0)).Receiver;
        Assert.Null(options.DeviationHz);
        var (receiver, recorder) = (new Receiver(options), new FrameRecorder());
        foreach (var cut in cuts)
            receiver.Process(samples.AsSpan(cut), recorder);
        receiver.Flush(recorder);
        return recorder;
    }

    private static (Complex32[] Samples, IReadOnlyList<string> Payloads) Bursts(double baudRate, double ebN0Db, double[] indices)
    {
        var (samples, payloads) = (new List<Complex32>(), new List<string>());
        for (var i = 0; i < indices.Length; i++)
        {
            var signal = new TestSignal(Reception.Make("FSK", baudRate, 48_000, ebN0Db) with
            {
                DeviationHz = indices[i] / 2 * baudRate,
                OffsetHz = 300,
                Frames = FramesOfEach,
                PayloadLength = 60 + i,
                IdleSymbols = 100,
                Seed = (ulong)(1 + i),
            });
            samples.AddRange(signal.ToIq());
            payloads.AddRange(signal.Payloads.Select(Convert.ToHexString));
        }
        return ([.. samples], payloads);
    }
}
