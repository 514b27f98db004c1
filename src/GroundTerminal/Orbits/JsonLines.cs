using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GroundTerminal.Orbit;
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

    /// <summary>Name and catalogue number; null where the number is not known, as in most ephemerides.</summary>
    public static void Satellite(this Utf8JsonWriter json, IOrbit orbit)
    {
        json.WriteString("satellite", OrbitFile.NameOf(orbit));
        if (orbit.CatalogNumber > 0)
            json.WriteNumber("catalogNumber", orbit.CatalogNumber);
        else
            json.WriteNull("catalogNumber");
    }

    /// <summary>A rounded number; null where there is none.</summary>
    public static void Number(this Utf8JsonWriter json, string key, double? value, int decimals)
    {
        if (value is { } known)
            json.WriteNumber(key, Math.Round(known, decimals));
        else
            json.WriteNull(key);
    }

    /// <summary>A direction in degrees, to a microdegree.</summary>
    public static void Direction(this Utf8JsonWriter json, double azimuthRadians, double elevationRadians)
    {
        json.WriteNumber("azimuthDegrees", Math.Round(azimuthRadians * (180 / Math.PI), 6));
        json.WriteNumber("elevationDegrees", Math.Round(elevationRadians * (180 / Math.PI), 6));
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
