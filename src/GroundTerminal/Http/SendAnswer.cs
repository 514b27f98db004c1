namespace GroundTerminal.Http;

/// <summary>What became of a frame so far.</summary>
/// <param name="Number">Its number, by which the transmitter's status names it.</param>
/// <param name="Sent">True where it was wholly sent, false where it still waits.</param>
public sealed record SendAnswer(long Number, bool Sent);
