using System.Text.Json.Serialization;

namespace GroundTerminal.Station.Contacts;

/// <summary>A contact's JSON form, as it is stored and given out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Contact))]
public sealed partial class ContactJson : JsonSerializerContext;
