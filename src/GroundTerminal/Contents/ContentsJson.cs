using System.Text.Json.Serialization;

namespace GroundTerminal.Contents;

/// <summary>The JSON forms of what is inside frames.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Ax25Report))]
[JsonSerializable(typeof(CspReport))]
[JsonSerializable(typeof(TmReport))]
[JsonSerializable(typeof(AosReport))]
[JsonSerializable(typeof(IReadOnlyList<SpacePacketReport>))]
public sealed partial class ContentsJson : JsonSerializerContext;
