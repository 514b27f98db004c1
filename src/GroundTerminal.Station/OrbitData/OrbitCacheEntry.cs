using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GroundTerminal.Station.OrbitData;

/// <summary>What the cache keeps of a source, and its form on disk.</summary>
/// <remarks>
/// Line 1: <c>groundterminal-orbits 1</c> and the SHA-256 of all that follows; line 2: JSON with the source's name, its memory and the length of each text in bytes; then the texts. A file that was cut or damaged cannot
/// have that sum.
/// </remarks>
internal sealed record OrbitCacheEntry(string Source, OrbitSourceMemory Memory, IReadOnlyList<OrbitText> Texts)
{
    private const string Mark = "groundterminal-orbits 1 ";
    private const byte LineFeed = (byte)'\n';

    public byte[] ToBytes()
    {
        var body = new ArrayBufferWriter<byte>();
        WriteHeader(body);
        foreach (var text in Texts)
            body.Write(Encoding.UTF8.GetBytes(text.Text));
        var sum = Convert.ToHexStringLower(SHA256.HashData(body.WrittenSpan));
        return [.. Encoding.ASCII.GetBytes(Mark + sum + "\n"), .. body.WrittenSpan];
    }

    /// <exception cref="FormatException">It is no such file, or a damaged one.</exception>
    public static OrbitCacheEntry Parse(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(LineFeed);
        var first = end < 0 ? "" : Encoding.ASCII.GetString(bytes[..end]);
        var body = bytes[(end + 1)..];
        if (!first.StartsWith(Mark, StringComparison.Ordinal) || first[Mark.Length..] != Convert.ToHexStringLower(SHA256.HashData(body)))
            throw new FormatException("its sum is wrong: it was cut or damaged");
        var header = body.IndexOf(LineFeed);
        if (header < 0)
            throw new FormatException("it has no header");
        using var json = JsonDocument.Parse(body[..header].ToArray());
        return Read(json.RootElement, body[(header + 1)..]);
    }

    private void WriteHeader(ArrayBufferWriter<byte> body)
    {
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("source", Source);
            json.WriteString("eTag", Memory.ETag);
            json.WriteString("lastModified", Memory.LastModified);
            json.WriteString("notBefore", Memory.NotBefore);
            json.WriteNumber("failures", Memory.Failures);
            json.WriteStartArray("texts");
            foreach (var text in Texts)
            {
                json.WriteStartObject();
                json.WriteString("name", text.Name);
                json.WriteNumber("bytes", Encoding.UTF8.GetByteCount(text.Text));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        body.Write([LineFeed]);
    }

    private static OrbitCacheEntry Read(JsonElement header, ReadOnlySpan<byte> rest)
    {
        var texts = new List<OrbitText>();
        foreach (var text in header.GetProperty("texts").EnumerateArray())
        {
            var length = text.GetProperty("bytes").GetInt32();
            texts.Add(new OrbitText(text.GetProperty("name").GetString()!, Encoding.UTF8.GetString(rest[..length])));
            rest = rest[length..];
        }
        var memory = new OrbitSourceMemory
        {
            ETag = header.GetProperty("eTag").GetString()!,
            LastModified = header.GetProperty("lastModified").GetString()!,
            NotBefore = header.GetProperty("notBefore").GetDateTimeOffset(),
            Failures = header.GetProperty("failures").GetInt32(),
        };
        return new OrbitCacheEntry(header.GetProperty("source").GetString()!, memory, texts);
    }
}
