using System.Text.Json.Serialization;
using GroundTerminal.Live;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.OrbitData;
using GroundTerminal.Station.Transmitting;

namespace GroundTerminal.Http;

/// <summary>The JSON forms of what the interface gives out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(StationStatus))]
[JsonSerializable(typeof(SpectrumStatus))]
[JsonSerializable(typeof(FrameReport))]
[JsonSerializable(typeof(FrameReport[]))]
[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(Contact[]))]
[JsonSerializable(typeof(AntennaReport))]
[JsonSerializable(typeof(OrbitsReport))]
[JsonSerializable(typeof(OrbitAcceptance[]))]
[JsonSerializable(typeof(TrackRequest))]
[JsonSerializable(typeof(PointRequest))]
[JsonSerializable(typeof(CalibrateRequest))]
[JsonSerializable(typeof(StowRequest))]
[JsonSerializable(typeof(TransmitStatus))]
[JsonSerializable(typeof(ArmRequest))]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(SendAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
public sealed partial class HttpJson : JsonSerializerContext;
