namespace GroundTerminal.Http;

/// <summary>Asks the antenna to its stow place.</summary>
/// <param name="Reason">What the refusals of other orders will say; null where none is given.</param>
public sealed record StowRequest(string? Reason);
