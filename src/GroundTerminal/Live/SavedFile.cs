namespace GroundTerminal.Live;

/// <summary>A file that a satellite sent in pieces and <c>run</c> put together.</summary>
/// <param name="Satellite">Who sent it.</param>
/// <param name="Name">As it was sent, or made up where it has none.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Complete">False where pieces are missing; those are zeros.</param>
/// <param name="Path">Where it is; null where it could not be written.</param>
/// <param name="Error">Why not.</param>
public sealed record SavedFile(string Satellite, string Name, int Length, bool Complete, string? Path, string? Error);
