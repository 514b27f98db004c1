using System.Text.Json;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>FOX-1 telemetry against a recording of AO-85 with the values another program read in it, and through noise.</summary>
public class FoxTests
{
    [SkippableTheory]
    [InlineData("FSK")]
    [InlineData("FSK subaudio")]
    public void The_recording_of_Fox_1A_gives_its_frame(string modulation)
    {
        var path = RepositoryFiles.Shared("testdata/amateur/slowFox1a.wav");
        Skip.IfNot(File.Exists(path), "../shared/testdata is not on this machine");
        using var expected = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Shared("testdata/amateur/Fox1ABeacon.json")));
        var raw = expected.RootElement.GetProperty("rawData").EnumerateArray().Select(v => (byte)v.GetInt32()).ToArray();
        var payload = Convert.FromHexString(Assert.Single(Receive(path, modulation).Frames).Payload);
        Assert.Equal(raw, payload);
        AssertValues(expected.RootElement, payload);
    }

    [Theory]
    [InlineData("FOX DUV", 5.5, 40, 38)]
    [InlineData("FOX High Speed", 7, 2, 2)]
    public void Frames_come_through_noise_in_both_polarities(string name, double ebN0Db, int frames, int least)
    {
        var (framing, random) = (FramingCatalog.Find(name)!, new Random(3));
        var framer = framing.CreateFramer!(FramingOptions.Default);
        var symbols = new List<float>();
        var payloads = new List<string>();
        var room = new byte[framer.MaxOutput(framer.MaxPayloadLength)];
        var sigma = Math.Sqrt(room.Length / (framer.MaxPayloadLength * 8.0) / 2 * Math.Pow(10, -ebN0Db / 10));
        for (var i = 0; i < frames; i++)
        {
            var payload = new byte[framer.MaxPayloadLength];
            random.NextBytes(payload);
            payloads.Add(Convert.ToHexString(payload));
            foreach (var symbol in room.AsSpan(0, framer.Encode(payload, room)))
                symbols.Add((float)((symbol == 0 ? -1 : 1) + (sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()))));
        }
        foreach (var polarity in new[] { 1, -1 })
        {
            var found = DecodeRecorder.Run(framing.CreateDeframer(FramingOptions.Default), [.. symbols.Select(s => s * polarity)]).Frames.Select(f => f.Payload).ToList();
            Assert.InRange(found.Count, least, frames);
            Assert.Equal(payloads.Where(found.Contains), found);
        }
    }

    [Fact]
    public void Noise_and_silence_are_no_frames()
    {
        var deframer = FramingCatalog.Find("FOX DUV")!.CreateDeframer(FramingOptions.Default);
        Assert.Empty(DecodeRecorder.Run(deframer, [.. Streams.Noise(40_000, 9), .. new float[3000]]).Results);
    }

    /// <summary>The header and those values whose calibration is a factor or none (FoxTelem, FOX1A_rttelemetry.csv): fields of 12 bits, then flags, least significant bit first.</summary>
    private static void AssertValues(JsonElement expected, byte[] payload)
    {
        var header = expected.GetProperty("header");
        Assert.Equal(header.GetProperty("foxId").GetInt32(), Field(payload, 0, 3));
        Assert.Equal(header.GetProperty("resetCount").GetInt32(), Field(payload, 3, 16));
        Assert.Equal(header.GetProperty("uptime").GetInt32(), Field(payload, 19, 25));
        Assert.Equal(header.GetProperty("type").GetInt32(), Field(payload, 44, 4));
        var values = expected.GetProperty("payloadRealtime");
        Assert.Equal(values.GetProperty("batteryAVolt").GetDouble(), Value(0));
        // Solar panels: 0, 1 or 2 steps of one size, as the values given.
        string[] panels = ["panelPlusXVolt", "panelMinusXVolt", "panelPlusYVolt", "panelMinusYVolt", "panelPlusZVolt", "panelMinusZVolt"];
        Assert.All(panels.Select((name, i) => (values.GetProperty(name).GetDouble(), Value(8 + i))), p => Assert.Equal(0.001711266 * p.Item2, p.Item1, 1e-8));
        // One temperature, one number; a higher number, a lower temperature on the panels.
        Assert.Equal((Value(14), Value(16), Value(16)), (Value(15), Value(17), Value(19)));
        Assert.NotEqual(Value(14), Value(16));
        foreach (var (name, bit) in new[] { ("experiment1Failure", 0), ("experiment2Failure", 1), ("experiment3Failure", 2), ("experiment4Failure", 3), ("battI2CFailure", 4), ("psu1I2CFailure", 5), ("psu2I2CFailure", 6), ("rxAntenna", 11), ("txAntenna", 12) })
            Assert.Equal(values.GetProperty(name).GetBoolean(), Field(payload, 48 + (32 * 12) + 32 + bit, 1) == 1);
        Assert.Equal(values.GetProperty("numberOfGroundCommandedTlmResets").GetInt32(), Field(payload, 48 + (32 * 12) + 32 + 7, 4));

        int Value(int index) => Field(payload, 48 + (index * 12), 12);
    }

    private static int Field(byte[] bytes, int at, int bits) => Enumerable.Range(0, bits).Sum(i => ((bytes[(at + i) / 8] >> ((at + i) % 8)) & 1) << i);

    private static FrameRecorder Receive(string path, string modulation)
    {
        var wav = File.ReadAllBytes(path);
        var data = wav.AsSpan(wav.AsSpan().IndexOf("data"u8) + 8);
        var audio = new float[data.Length / 2];
        for (var i = 0; i < audio.Length; i++)
            audio[i] = BitConverter.ToInt16(data[(2 * i)..]) / 32768f;
        var receiver = new Receiver(new ReceiverOptions { SampleRateHz = 48000, SampleKind = SampleKind.Audio, Modulation = modulation, BaudRate = 200, Framings = [new FramingChoice("FOX DUV")] });
        var recorder = new FrameRecorder();
        receiver.Process(audio, recorder);
        receiver.Flush(recorder);
        return recorder;
    }
}
