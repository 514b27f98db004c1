namespace GroundTerminal.Tests.Support;

/// <summary>Symbols and payloads of <c>tests/vectors/framings</c>: two lines of hexadecimal digits, the symbols packed most significant first, and the payload; more pairs may follow.</summary>
internal static class FramingVectors
{
    public static (byte[] Symbols, string Payload) Read(string name) => ReadAll(name)[0];

    public static (byte[] Symbols, string Payload)[] ReadAll(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "framings", name + ".txt")).Where(line => line.Length > 0 && line[0] != '#').ToArray();
        return [.. lines.Chunk(2).Select(pair => (Convert.FromHexString(pair[0]), pair[1].ToUpperInvariant()))];
    }
}
