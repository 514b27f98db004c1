using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Satellites;

namespace GroundTerminal.Benchmarks;

/// <summary>Streams of symbols of every framing, with the options that the catalogue's transmitters use; the same ones for the same seed.</summary>
internal static class FramingStreams
{
    private static readonly FramingOptions Cadu = new() { FrameSize = 892, Interleaving = 4 };

    /// <summary>Every framing with default options, and with each set of options in the catalogue; the rates and the other outer code of CCSDS. What a channel interleaver spreads over 16 s is left out.</summary>
    public static IReadOnlyList<FramingChoice> All { get; } =
    [
        .. FramingCatalog.All.Select(f => new FramingChoice(f.Name)),
        .. SatelliteCatalog.LoadBuiltIn().Satellites.SelectMany(s => s.Transmitters).Where(t => TransmitterSupport.Framings.Contains(t.Framing)).Select(t => TransmitterFraming.Of(t))
            .Where(c => !c.Options.ChannelInterleaver && c.Options != FramingOptions.Default).Concat(Ccsds).Distinct(),
    ];

    private static IEnumerable<FramingChoice> Ccsds =>
    [
        .. new[] { "2/3", "3/4", "5/6", "7/8" }.SelectMany<string, FramingChoice>(rate => [new("CCSDS Concatenated", Cadu with { CodeRate = rate }), new("CCSDS Convolutional", new() { CodeRate = rate })]),
        new("CCSDS Concatenated", new() { FrameSize = 1115, Interleaving = 5, CodeRate = "3/4", Scrambler = "CCSDS 131071" }),
        new("CCSDS Concatenated", new() { FrameSize = 239, ReedSolomonParity = 16, CodeRate = "7/8" }),
        new("CCSDS Concatenated", new() { FrameSize = 1784, Interleaving = 8 }),
        new("CCSDS Reed-Solomon", new() { FrameSize = 239, ReedSolomonParity = 16 }),
        new("CCSDS Reed-Solomon", new() { FrameSize = 1912 - 64, Interleaving = 8, ReedSolomonParity = 16, Basis = ReedSolomonBasis.Conventional }),
    ];

    /// <summary>A name for each of <see cref="All"/>.</summary>
    public static string NameOf(int index)
    {
        var o = All[index].Options;
        string?[] parts = [o.FrameSize?.ToString(), o.Interleaving > 1 ? $"I={o.Interleaving}" : null, $"{o.Basis}", o.ReedSolomonParity != 32 ? $"{o.ReedSolomonParity}" : null, o.DifferentialPrecoding ? "differential" : null, o.CodeRate, o.Convolutional, o.Scrambler, o.Callsign];
        return o == FramingOptions.Default ? All[index].Name : $"{All[index].Name} ({string.Join(", ", parts.Where(p => p is not null))})";
    }

    public static IDeframer Deframer(FramingChoice choice) => FramingCatalog.Find(choice.Name)!.CreateDeframer(choice.Options);

    public static IFramer? Framer(FramingChoice choice) => FramingCatalog.Find(choice.Name)!.CreateFramer?.Invoke(choice.Options);

    /// <summary>Payloads of random bytes, of the shortest and the longest length first.</summary>
    public static List<byte[]> Payloads(IFramer framer, int count, Random random, int longest = 300)
    {
        var most = Math.Max(framer.MinPayloadLength, Math.Min(framer.MaxPayloadLength, longest));
        var payloads = new List<byte[]>();
        for (var i = 0; i < count; i++)
        {
            var payload = new byte[i switch { 0 => framer.MinPayloadLength, 1 => most, _ => random.Next(framer.MinPayloadLength, most + 1) }];
            random.NextBytes(payload);
            payloads.Add(payload[..framer.Conform(payload)]);
        }
        return payloads;
    }

    /// <summary>Hard symbols as ±1: idle, frame, idle, frame … idle.</summary>
    public static float[] Symbols(IFramer framer, IEnumerable<byte[]> payloads, Random random)
    {
        var symbols = new List<float>();
        var idle = new byte[200];
        framer.Reset();
        foreach (var payload in payloads)
        {
            var encoded = new byte[framer.MaxOutput(payload.Length)];
            Add(symbols, idle.AsSpan(0, Idle(framer, idle, random.Next(20, 200))));
            Add(symbols, encoded.AsSpan(0, framer.Encode(payload, encoded)));
        }
        Add(symbols, idle.AsSpan(0, Idle(framer, idle, 100)));
        return [.. symbols];
    }

    private static int Idle(IFramer framer, byte[] idle, int length)
    {
        framer.Idle(idle.AsSpan(0, length));
        return length;
    }

    private static void Add(List<float> symbols, ReadOnlySpan<byte> hard)
    {
        foreach (var symbol in hard)
            symbols.Add(symbol == 0 ? -1 : 1);
    }
}
