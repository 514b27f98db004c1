using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

/// <summary>300 baud below voice: frames, and where they are, with voice ten times as strong above them.</summary>
public class FskSubaudioTests
{
    private const double SampleRateHz = 48000, BaudRate = 300, ShiftHz = 600, VoiceRmsHz = 1900;
    private const int IdleSymbols = 100, PayloadLength = 40, SamplesPerSymbol = 160;

    [Fact]
    public void Voice_above_does_not_matter_in_audio()
    {
        var (audio, payloads, starts) = Audio();
        var recorder = new FrameRecorder();
        var receiver = new Receiver(Options(SampleKind.Audio));
        receiver.Process(audio, recorder);
        receiver.Flush(recorder);
        Assert.Equal(payloads, recorder.Payloads);
        Assert.All(recorder.Frames.Zip(starts), f => Assert.InRange(f.First.FirstSample - f.Second, -SamplesPerSymbol, SamplesPerSymbol));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2500)]
    public void Voice_above_does_not_matter_on_a_carrier(double offsetHz)
    {
        var (audio, payloads, starts) = Audio();
        var recorder = new FrameRecorder();
        var receiver = new Receiver(Options(SampleKind.Iq));
        receiver.Process(Modulate(audio, offsetHz), recorder);
        receiver.Flush(recorder);
        Assert.Equal(payloads, recorder.Payloads);
        Assert.All(recorder.Frames.Zip(starts), f => Assert.InRange(f.First.FirstSample - f.Second, -SamplesPerSymbol, SamplesPerSymbol));
        Assert.All(recorder.Frames, f => Assert.InRange(f.FrequencyOffsetHz, offsetHz - 500, offsetHz + 500));
    }

    [Fact]
    public void The_emulators_signal_is_received()
    {
        var reception = Reception.Iq(Reception.Make("FSK subaudio", 300, 12000, 20) with { OffsetHz = 400, PayloadLength = 40 });
        Assert.Equal(reception.Payloads, reception.Receive(reception.Generate(), null).Payloads);
    }

    private static ReceiverOptions Options(SampleKind kind) => new()
    {
        SampleRateHz = SampleRateHz,
        SampleKind = kind,
        Modulation = "FSK subaudio",
        BaudRate = BaudRate,
        DeviationHz = ShiftHz,
        Framings = [new FramingChoice("AX.25 G3RUH")],
    };

    /// <summary>A discriminator's output in Hz: keying of ±600 Hz and 40 tones from 350 to 3000 Hz.</summary>
    private static (float[] Audio, string[] Payloads, int[] Starts) Audio()
    {
        var (framer, random) = (new Ax25Framer(scrambled: true), new Random(7));
        var (symbols, starts, payloads, frame) = (new List<byte>(), new List<int>(), new List<string>(), new byte[2000]);
        for (var i = 0; i < 3; i++)
        {
            var payload = new byte[PayloadLength];
            random.NextBytes(payload);
            payloads.Add(Convert.ToHexString(payload));
            framer.Idle(frame.AsSpan(0, IdleSymbols));
            symbols.AddRange(frame[..IdleSymbols]);
            starts.Add((symbols.Count + 64) * SamplesPerSymbol);
            symbols.AddRange(frame[..framer.Encode(payload, frame)]);
        }
        symbols.AddRange(new byte[200]);
        var tones = Enumerable.Range(0, 40).Select(_ => (Hz: 350 + (random.NextDouble() * 2650), Phase: random.NextDouble() * Math.Tau)).ToArray();
        var audio = new float[symbols.Count * SamplesPerSymbol];
        for (var n = 0; n < audio.Length; n++)
        {
            var voice = tones.Sum(t => Math.Cos((Math.Tau * t.Hz * n / SampleRateHz) + t.Phase)) * VoiceRmsHz / Math.Sqrt(tones.Length / 2.0);
            audio[n] = (float)(voice + (symbols[n / SamplesPerSymbol] == 0 ? -ShiftHz : ShiftHz));
        }
        return (audio, [.. payloads], [.. starts]);
    }

    private static Complex32[] Modulate(float[] hz, double offsetHz)
    {
        var (turns, noise, iq) = (0.0, new Random(8), new Complex32[hz.Length]);
        for (var n = 0; n < hz.Length; n++)
        {
            turns += (hz[n] + offsetHz) / SampleRateHz;
            turns -= Math.Round(turns);
            var (sin, cos) = Math.SinCos(Math.Tau * turns);
            iq[n] = new Complex32((float)(cos + (0.2 * (noise.NextDouble() - 0.5))), (float)(sin + (0.2 * (noise.NextDouble() - 0.5))));
        }
        return iq;
    }
}
