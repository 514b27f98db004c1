using System.Text.Json.Serialization;

namespace GroundTerminal.Live;

/// <summary>The JSON forms of log lines and of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(StationStatus))]
public sealed partial class LiveJson : JsonSerializerContext;
