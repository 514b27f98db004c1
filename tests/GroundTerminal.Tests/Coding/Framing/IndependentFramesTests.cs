using System.Text.Json;
using GroundTerminal.Coding;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Frames made by an independent encoder (tests/vectors/framings/counted-and-coded.json): decoded, and written just so by the framers.</summary>
public class IndependentFramesTests
{
    private static readonly string[] Uncoded = ["Endurosat", "BINAR-1", "BINAR-2", "DIY-1", "SPINO", "HADES-D", "HADES-R", "YUSAT", "IDEASSat"];

    public static TheoryData<string, int> Vectors
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (vector, i) in Load().Select((v, i) => (v, i)))
                data.Add(vector.Framing, i);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Its_frames_are_decoded_in_both_polarities(string framing, int index)
    {
        var vector = Load()[index];
        foreach (var polarity in new[] { 1f, -1f })
        {
            var frame = Assert.Single(Deframe(framing, vector.Bits, polarity).Frames);
            Assert.Equal((vector.Payload, 0), (frame.Payload, frame.CorrectedBits));
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Framers_send_the_same_symbols_after_the_preamble(string framing, int index)
    {
        var (vector, framer) = (Load()[index], FramingCatalog.Find(framing)!.CreateFramer!(FramingOptions.Default));
        var payload = Convert.FromHexString(vector.Payload);
        var symbols = new byte[framer.MaxOutput(payload.Length)];
        var sent = symbols.AsSpan(0, framer.Encode(payload, symbols)).ToArray();
        // Preambles, and for HDLC what comes after the frame, have no fixed length; a level before the first is no part of a line code.
        Assert.Contains(Changes(vector.Bits)[24..^(framing == "AX5043" ? 48 : framing == "IDEASSat" ? 20 : 1)], Changes(sent), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_wrong_symbol_is_refused_or_repaired(string framing, int index)
    {
        var (vector, random) = (Load()[index], new Random(index));
        for (var trial = 0; trial < 20; trial++)
        {
            var bits = vector.Bits.ToArray();
            bits[random.Next(64, Math.Min(bits.Length, 64 + (vector.Payload.Length * 4)))] ^= 1;
            var frames = Deframe(framing, bits, 1).Frames.Select(f => f.Payload).ToList();
            if (!Uncoded.Contains(framing))
                Assert.Equal([vector.Payload], frames);
            else
                Assert.All(frames, f => Assert.Equal(Checked(framing, vector.Payload), Checked(framing, f))); // in padding, nothing is lost
        }
    }

    private static DecodeRecorder Deframe(string framing, byte[] bits, float polarity) =>
        DecodeRecorder.Run(FramingCatalog.Find(framing)!.CreateDeframer(FramingOptions.Default), [.. new float[64], .. bits.Select(b => b == 0 ? -polarity : polarity), .. new float[6000]]);

    /// <summary>IDEASSat's check leaves out the packet's first four bytes.</summary>
    private static string Checked(string framing, string payload) => framing == "IDEASSat" ? payload.Remove(30, 8) : payload;

    private static string Changes(byte[] bits) => string.Concat(bits.Zip(bits.Skip(1), (a, b) => a == b ? '0' : '1'));

    private static List<Vector> Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "framings", "counted-and-coded.json")));
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static Vector Read(JsonElement element)
    {
        var packed = Convert.FromHexString(element.GetProperty("packed").GetString()!);
        var bits = new byte[packed.Length * 8];
        Bits.Unpack(packed, bits);
        return new Vector(element.GetProperty("framing").GetString()!, element.GetProperty("payload").GetString()!, bits[..element.GetProperty("symbols").GetInt32()]);
    }

    private sealed record Vector(string Framing, string Payload, byte[] Bits);
}
