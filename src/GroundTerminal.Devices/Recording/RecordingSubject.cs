namespace GroundTerminal.Devices.Recording;

/// <summary>What is recorded: a contact.</summary>
/// <param name="Id">Tells it from others.</param>
/// <param name="Satellite">Satellite.</param>
/// <param name="Start">UTC of its beginning; it may be recorded from before.</param>
/// <param name="End">UTC of its end.</param>
/// <param name="Comment">For people.</param>
public sealed record RecordingSubject(long Id, string Satellite, DateTimeOffset Start, DateTimeOffset End, string Comment);
