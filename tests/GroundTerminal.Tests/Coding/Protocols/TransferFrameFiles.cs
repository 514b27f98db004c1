using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Protocols;

/// <summary>Transfer frames of the shared test data, bare of sync markers, Reed-Solomon symbols and randomisation.</summary>
internal static class TransferFrameFiles
{
    public static bool Exist => Directory.Exists(RepositoryFiles.Shared("testdata/ccsds"));

    /// <summary>Frames of a hex dump, one a line.</summary>
    public static List<byte[]> Hex(string name, int skip = 0, int take = int.MaxValue) =>
        [.. File.ReadLines(RepositoryFiles.Shared("testdata/ccsds/" + name)).Where(l => l.Length > 0).Select(l => Convert.FromHexString(l.Trim())).Select(b => b[skip..Math.Min(b.Length, take)])];

    /// <summary>The 892-byte frames of a file of 1024-byte CADUs of Suomi NPP.</summary>
    public static List<byte[]> Cadus(string name)
    {
        var bytes = File.ReadAllBytes(RepositoryFiles.Shared("testdata/ccsds/" + name));
        var random = PseudoRandom(892);
        return [.. bytes.Chunk(1024).Select(c => c[4..896].Zip(random, (a, b) => (byte)(a ^ b)).ToArray())];
    }

    // CCSDS 131.0-B §10: x^8 + x^7 + x^5 + x^3 + 1, all ones at the start; the sequence begins FF 48 0E C0 9A.
    private static byte[] PseudoRandom(int length)
    {
        var (bits, output) = (Enumerable.Repeat(1, 8).ToList(), new byte[length]);
        for (var i = 8; i < length * 8; i++)
            bits.Add(bits[i - 8] ^ bits[i - 5] ^ bits[i - 3] ^ bits[i - 1]);
        for (var i = 0; i < bits.Count; i++)
            output[i / 8] |= (byte)(bits[i] << (7 - (i % 8)));
        Assert.Equal([0xFF, 0x48, 0x0E, 0xC0, 0x9A], output[..5]);
        return output;
    }
}
