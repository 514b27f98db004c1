using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Symbols of an independent encoder in Python, which gr-satellites' receivers decode to the same payloads: tests/vectors/framings/gomspace-and-chips.txt.</summary>
internal sealed record ChipVector(string Framing, string Option, string Payload, byte[] Symbols)
{
    public static IReadOnlyList<ChipVector> All { get; } =
    [
        .. File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "framings", "gomspace-and-chips.txt")).Where(l => !l.StartsWith('#')).Select(l => Parse(l.Split('|'))),
    ];

    public FramingDescriptor Descriptor => FramingCatalog.Find(Framing)!;

    public FramingOptions Options => Option.Split('=') switch
    {
        ["FrameSize", var size] => FramingOptions.Default with { FrameSize = int.Parse(size, null) },
        ["Scrambler", var scrambler] => FramingOptions.Default with { Scrambler = scrambler },
        _ => FramingOptions.Default,
    };

    /// <summary>The symbols as ±amplitude with random ones before, as after the receiver's start, and behind.</summary>
    public float[] Soft(float amplitude = 1)
    {
        var random = new Random(Symbols.Length);
        var soft = Enumerable.Range(0, 100).Select(_ => random.Next(2)).Concat(Symbols.Select(s => (int)s)).Concat(Enumerable.Range(0, 2200).Select(_ => random.Next(2)));
        return [.. soft.Select(s => s != 0 ? amplitude : -amplitude)];
    }

    private static ChipVector Parse(string[] fields)
    {
        var bytes = Convert.FromHexString(fields[4]);
        var symbols = Enumerable.Range(0, int.Parse(fields[3], null)).Select(i => (byte)((bytes[i / 8] >> (7 - (i % 8))) & 1));
        return new ChipVector(fields[0], fields[1], fields[2].ToUpperInvariant(), [.. symbols]);
    }
}
