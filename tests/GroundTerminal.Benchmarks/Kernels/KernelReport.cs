using System.Globalization;
using System.Text.Json;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>The race's table and its file.</summary>
internal static class KernelReport
{
    public static string Header => $"{"kernel",-28} {"unit",-12} {"ours",10} {"anchor",10} {"library",-24} {"ratio",6} {"goal",5} {"128 bits",10} {"slower",6}";

    public static string Line(KernelResult r) => string.Create(CultureInfo.InvariantCulture,
        $"{r.Row.Row,-28} {r.Row.Unit,-12} {Number(r.Ours),10} {Number(r.Anchor),10} {r.Library ?? "none",-24} {Short(r.Ratio),6} {Short(r.Row.Goal),5} {Number(r.Narrow),10} {Short(r.Slowdown),6}") + Remarks(r);

    /// <summary>Writes artifacts/bench-kernels.json.</summary>
    public static void Write(IEnumerable<KernelResult> results, string path)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("row", result.Row.Row);
            json.WriteString("unit", result.Row.Unit);
            Put(json, "ours", result.Ours);
            Put(json, "anchor", result.Anchor);
            json.WriteString("lib", result.Library);
            Put(json, "ratio", result.Ratio);
            Put(json, "goal", result.Row.Goal);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Put(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, double.Parse(number.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        else
            json.WriteNull(name);
    }

    private static string Remarks(KernelResult r) =>
        (r.IsShort ? "  BELOW" : "")
        + (r.IsNarrowShort ? "  SLOW ON 128 BITS" : "")
        + (r.AllocatedBytes != 0 ? $"  ALLOCATES {r.AllocatedBytes}" : "")
        + (r.Ceiling is { } ceiling ? $"  ({r.Row.CeilingLibrary}: {Number(ceiling)})" : "");

    private static string Number(double? value) => value is not { } v ? "-" : v.ToString(v < 100 ? "0.00" : v < 10_000 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Short(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
}
