namespace GroundTerminal.Coding.Files;

/// <summary>A file that came in pieces.</summary>
/// <param name="Name">Its name: the spacecraft's number of it, or one counted here; letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</param>
/// <param name="Bytes">Its bytes; zeros where pieces are missing.</param>
/// <param name="Complete">All of it is there: every byte of the length that was announced, or, where none is, no gap and for an image its end marker.</param>
/// <param name="Gaps">The bytes that are missing, in order.</param>
public sealed record ReceivedFile(string Name, byte[] Bytes, bool Complete, IReadOnlyList<FileGap> Gaps);
