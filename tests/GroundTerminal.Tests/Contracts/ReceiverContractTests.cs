using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Contracts;

/// <summary>What every receiver keeps to, whatever its modulation and kind of samples.</summary>
public class ReceiverContractTests
{
    public static TheoryData<string, bool> Receivers => new()
    {
        { "FSK", false }, { "FSK", true }, { "AFSK", false }, { "AFSK", true }, { "BPSK", false }, { "BPSK", true },
        { "DBPSK", false }, { "DBPSK", true }, { "BPSK Manchester", false }, { "BPSK Manchester", true }, { "DBPSK Manchester", false }, { "DBPSK Manchester", true },
    };

    [Theory]
    [MemberData(nameof(Receivers))]
    public void How_the_stream_is_cut_changes_nothing(string modulation, bool audio)
    {
        var reception = Make(modulation, audio);
        var samples = reception.Generate();
        var whole = reception.Receive(samples, null);
        Assert.Equal(3, whole.Frames.Count);
        foreach (var longest in new[] { 3, 700, 20_000 })
        {
            var cut = reception.Receive(samples, Streams.Cuts(samples.Length, longest, longest));
            Assert.Equal(whole.Frames, cut.Frames);
            Assert.Equal(whole.Statistics, cut.Statistics);
        }
    }

    [Theory]
    [MemberData(nameof(Receivers))]
    public void After_construction_nothing_is_allocated(string modulation, bool audio)
    {
        var reception = Make(modulation, audio);
        var samples = reception.Generate();
        Assert.Equal(0, Streams.Allocated(() =>
        {
            var (receiver, counter) = (new Receiver(reception.Receiver), new Counter());
            return () =>
            {
                Run(receiver, samples, counter);
                if (counter.Count != 3)
                    Assert.Fail($"{counter.Count} frames of 3");
            };
        }));
    }

    [Theory]
    [MemberData(nameof(Receivers))]
    public void Skip_moves_indices_on_and_Reset_begins_anew(string modulation, bool audio)
    {
        const long Lost = 123_456;
        var reception = Make(modulation, audio);
        var (samples, receiver, recorder) = (reception.Generate(), new Receiver(reception.Receiver), new FrameRecorder());
        samples.Feed(receiver, Range.All, recorder);
        receiver.Skip(Lost);
        samples.Feed(receiver, Range.All, recorder);
        receiver.Flush(recorder);
        Assert.Equal([.. reception.Payloads, .. reception.Payloads], recorder.Payloads);
        for (var i = 0; i < 3; i++)
            Assert.Equal(Lost + samples.Length, recorder.Frames[i + 3].FirstSample - recorder.Frames[i].FirstSample);
        receiver.Reset();
        Assert.Equal(0, receiver.Statistics.Frames);
        var again = new FrameRecorder();
        samples.Feed(receiver, Range.All, again);
        receiver.Flush(again);
        Assert.Equal(recorder.Frames[..3], again.Frames);
    }

    [Theory]
    [MemberData(nameof(Receivers))]
    public void A_frame_that_ends_with_the_input_is_delivered_by_Flush(string modulation, bool audio)
    {
        var reception = Make(modulation, audio);
        var whole = reception.Generate();
        var last = reception.Receive(whole, null).Frames[^1];
        // The closing flag, and for pulses that overlap the tail of its last symbol.
        foreach (var symbols in new[] { 12, 16, 18, 20, 21, 22, 23, 24, 26, 30, 36 })
        {
            var end = Math.Min(whole.Length, (int)(last.EndSample + (symbols * reception.SamplesPerSymbol)));
            Assert.Equal((symbols, string.Join(' ', reception.Payloads)), (symbols, string.Join(' ', reception.Receive(whole, [Range.EndAt(end)]).Payloads)));
        }
    }

    [Theory]
    [MemberData(nameof(Receivers))]
    public void Samples_that_are_no_numbers_do_not_deafen_it(string modulation, bool audio)
    {
        var reception = Make(modulation, audio);
        var (samples, receiver, recorder) = (reception.Generate(), new Receiver(reception.Receiver), new FrameRecorder());
        foreach (var value in new[] { float.NaN, float.PositiveInfinity, float.MaxValue })
        {
            if (audio)
                receiver.Process([value, value, 0, value], recorder);
            else
                receiver.Process([new Complex32(value, 0), new Complex32(value, value)], recorder);
            samples.Feed(receiver, Range.All, recorder);
        }
        samples.Feed(receiver, Range.All, recorder);
        receiver.Flush(recorder);
        // The first frame of a round may be hit; the others are far behind it.
        Assert.True(recorder.Frames.Count >= 8, $"{recorder.Frames.Count} of 12 frames");
    }

    [Theory]
    [InlineData("AFSK")]
    [InlineData("FSK")]
    [InlineData("BPSK")]
    [InlineData("DBPSK Manchester")]
    public void An_offset_from_zero_in_audio_does_no_harm(string modulation)
    {
        var reception = Make(modulation, audio: true);
        reception = modulation == "AFSK" ? Reception.AfskAudio(reception.Signal with { DeviationHz = 600, AudioCarrierHz = 1500 }) : reception;
        var audio = reception.Generate().Audio!;
        var offset = 5 * MathF.Sqrt(audio.Average(a => a * a));
        Assert.Equal(reception.Payloads, reception.Receive(new Reception.Samples(null, Array.ConvertAll(audio, a => a + offset)), null).Payloads);
    }

    [Theory]
    [MemberData(nameof(Receivers))]
    public void A_frame_found_by_several_hypotheses_is_reported_once(string modulation, bool audio)
    {
        var recorder = Make(modulation, audio).Receive();
        Assert.Equal((3, 3), (recorder.Frames.Count, (int)recorder.Statistics.Frames));
        if (modulation.EndsWith("FSK", StringComparison.Ordinal))
            Assert.True(recorder.Statistics.Duplicates > 0, "only one hypothesis found them, so nothing was tested");
    }

    private static Reception Make(string modulation, bool audio)
    {
        var signal = Reception.Make(modulation, modulation == "FSK" ? 9600 : 1200, 48000, modulation == "AFSK" ? 22 : 16) with { PayloadLength = 60 };
        return !audio ? Reception.Iq(signal with { OffsetHz = 1234 })
            : modulation == "AFSK" ? Reception.AfskAudio(signal)
            : modulation == "FSK" ? Reception.FmAudio(signal with { EbN0Db = 20 }, 16000)
            : Reception.SsbAudio(signal, 1500);
    }

    private static void Run(Receiver receiver, Reception.Samples samples, IReceivedFrameSink sink)
    {
        for (var at = 0; at < samples.Length; at += 4000)
            samples.Feed(receiver, at..Math.Min(at + 4000, samples.Length), sink);
        receiver.Flush(sink);
    }

    private sealed class Counter : IReceivedFrameSink
    {
        public int Count { get; private set; }

        public void OnFrame(in ReceivedFrame frame) => Count++;
    }
}
