namespace GroundTerminal.Http;

/// <summary>Asks for the present or next pass of a satellite.</summary>
/// <param name="Satellite">Its configured name.</param>
public sealed record TrackRequest(string? Satellite);
