namespace GroundTerminal.Http;

/// <summary>Why a request was refused.</summary>
/// <param name="Error">A sentence.</param>
public sealed record ErrorAnswer(string Error);
