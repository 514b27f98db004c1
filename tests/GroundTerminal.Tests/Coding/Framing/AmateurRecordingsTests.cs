using System.Runtime.InteropServices;
using System.Text.Json;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Recordings of INSPIRE-Sat 7's SPINO and of DIY-1 (../shared/testdata/amateur) against the bytes that jradio read in them.</summary>
public class AmateurRecordingsTests
{
    /// <summary>Nine tenths of the frame are zeros: the threshold must be held for 300 symbols without a change.</summary>
    [SkippableFact]
    public void Spino()
    {
        var receiver = new Receiver(Options("SPINO", SampleKind.Iq, 100_000, 9600) with { OffsetHz = 22_600, SearchBandwidthHz = 4000 });
        var recorder = new FrameRecorder();
        receiver.Process(MemoryMarshal.Cast<byte, Complex32>(Samples("is7spino.wav")), recorder);
        receiver.Flush(recorder);
        Assert.Equal(Raw("InspireSat7SpinoBeacon.json"), Convert.FromHexString(Assert.Single(recorder.Frames).Payload));
    }

    /// <summary>jradio keeps the check.</summary>
    [SkippableFact]
    public void Diy1()
    {
        var receiver = new Receiver(Options("DIY-1", SampleKind.Audio, 48_000, 500));
        var recorder = new FrameRecorder();
        float[] audio = [.. MemoryMarshal.Cast<byte, short>(Samples("diy1.wav")).ToArray().Select(s => s / 32768f)];
        receiver.Process(audio, recorder);
        receiver.Flush(recorder);
        Assert.Equal(Raw("Diy1Beacon.json")[..^2], Convert.FromHexString(Assert.Single(recorder.Frames).Payload));
    }

    private static ReceiverOptions Options(string framing, SampleKind kind, double sampleRateHz, double baudRate) => new()
    {
        SampleRateHz = sampleRateHz,
        SampleKind = kind,
        Modulation = "FSK",
        BaudRate = baudRate,
        Framings = [new FramingChoice(framing)],
    };

    private static byte[] Samples(string file)
    {
        var path = RepositoryFiles.Shared("testdata/amateur/" + file);
        Skip.IfNot(File.Exists(path), "../shared/testdata is not on this machine");
        var bytes = File.ReadAllBytes(path);
        var data = bytes.AsSpan(bytes.AsSpan().IndexOf("data"u8) + 8);
        return data[..(data.Length / 8 * 8)].ToArray();
    }

    private static byte[] Raw(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Shared("testdata/amateur/" + file)));
        return [.. document.RootElement.GetProperty("rawData").EnumerateArray().Select(v => (byte)v.GetInt32())];
    }
}
