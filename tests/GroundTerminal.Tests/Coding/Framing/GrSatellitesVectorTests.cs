using System.Text.Json;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Symbol streams and what gr-satellites' deframers make of them: payloads must be the same to the byte, and our framers must send these symbols.</summary>
public class GrSatellitesVectorTests
{
    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, Read().Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Payloads_are_those_of_gr_satellites_in_both_polarities(int which)
    {
        var vector = Read()[which];
        foreach (var sign in new[] { 1, -1 })
        {
            var found = DecodeRecorder.Run(vector.Framing.CreateDeframer(vector.Options), [.. vector.Symbols.Select(s => s != 0 ? (float)sign : -sign)]).Frames;
            Assert.Equal(vector.Payloads, found.Select(f => f.Payload));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_framer_sends_what_gr_satellites_decodes(int which)
    {
        var vector = Read()[which];
        var framer = vector.Framing.CreateFramer!(vector.Options);
        var sent = new List<byte>();
        var idle = new byte[160];
        var room = new byte[framer.MaxOutput(framer.MaxPayloadLength)];
        framer.Idle(idle);
        sent.AddRange(idle);
        foreach (var payload in vector.Payloads)
        {
            sent.AddRange(room.AsSpan(0, framer.Encode(Convert.FromHexString(payload), room)));
            framer.Idle(idle);
            sent.AddRange(idle);
        }
        Assert.Equal(vector.Symbols, sent);
        Assert.Throws<ArgumentException>(() => framer.Encode(new byte[framer.MaxPayloadLength + 1], room));
        Assert.Throws<ArgumentException>(() => framer.Encode(new byte[framer.MaxPayloadLength], new byte[framer.MaxOutput(framer.MaxPayloadLength) - 1]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Cuts_change_nothing_and_nothing_is_allocated(int which)
    {
        var vector = Read()[which];
        var symbols = FramingLoop.Noisy(vector.Symbols, 5, 1, which);
        var whole = DecodeRecorder.Run(vector.Framing.CreateDeframer(vector.Options), symbols).Results;
        var (deframer, recorder) = (vector.Framing.CreateDeframer(vector.Options), new DecodeRecorder());
        foreach (var cut in Streams.Cuts(symbols.Length, 700, which))
            deframer.Process(symbols.AsSpan(cut), recorder);
        deframer.Process(new float[64], recorder);
        Assert.Equal(whole, recorder.Results);
        var nothing = new Nobody();
        Assert.Equal(0, Streams.Allocated(() => deframer.Process(symbols, nothing)));
    }

    private static Vector[] Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "framings", "gr-satellites-ccsds-amateur.json")));
        return [.. file.RootElement.EnumerateArray().Select(Vector.From)];
    }

    private sealed class Nobody : IDecodeSink
    {
        public void OnResult(in DecodeResult result)
        {
        }
    }

    private sealed record Vector(FramingDescriptor Framing, FramingOptions Options, byte[] Symbols, string[] Payloads)
    {
        public static Vector From(JsonElement json)
        {
            var bits = new byte[json.GetProperty("symbols").GetString()!.Length * 4];
            GroundTerminal.Coding.Bits.Unpack(Convert.FromHexString(json.GetProperty("symbols").GetString()!), bits);
            var o = json.GetProperty("options");
            return new Vector(
                FramingCatalog.Find(json.GetProperty("framing").GetString()!)!,
                new FramingOptions
                {
                    FrameSize = o.TryGetProperty("frameSize", out var size) ? size.GetInt32() : null,
                    Interleaving = o.TryGetProperty("interleaving", out var depth) ? depth.GetInt32() : 1,
                    Basis = o.TryGetProperty("basis", out _) ? (ReedSolomonBasis)Enum.Parse(typeof(ReedSolomonBasis), o.GetProperty("basis").GetString()!) : ReedSolomonBasis.Dual,
                    DifferentialPrecoding = o.TryGetProperty("precoding", out _),
                    Convolutional = o.TryGetProperty("convolutional", out var code) ? code.GetString() : null,
                    Scrambler = o.TryGetProperty("scrambler", out var scrambler) ? scrambler.GetString() : null,
                },
                bits[..json.GetProperty("count").GetInt32()],
                [.. json.GetProperty("payloads").EnumerateArray().Select(p => p.GetString()!)]);
        }
    }
}
