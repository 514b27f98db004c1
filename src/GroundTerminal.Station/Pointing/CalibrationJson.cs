using System.Text.Json.Serialization;

namespace GroundTerminal.Station.Pointing;

/// <summary>A calibration's JSON form, as it is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PointingCalibration))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
