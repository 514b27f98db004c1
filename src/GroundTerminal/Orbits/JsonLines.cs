using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GroundTerminal.Text;

namespace GroundTerminal.Orbits;

/// <summary>Writes JSON objects, one a line.</summary>
internal static class JsonLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = LeastJsonEscaping.Shared };

    /// <summary>One object as a line, without its end.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A time as 2026-11-21T18:00:00.000Z; null where there is none.</summary>
    public static void Time(this Utf8JsonWriter json, string key, DateTimeOffset? time)
    {
        if (time is { } known)
            json.WriteString(key, Text(known));
        else
            json.WriteNull(key);
    }

    /// <summary>To a thousandth of a second.</summary>
    public static string Text(DateTimeOffset time) => time.AddTicks(TimeSpan.TicksPerMillisecond / 2).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
