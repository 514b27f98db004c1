namespace GroundTerminal.Contents;

/// <summary>The header of a space packet that begins in a frame.</summary>
/// <param name="Type"><c>telemetry</c> or <c>telecommand</c>.</param>
/// <param name="Sequence"><c>first</c>, <c>continuation</c> or <c>last</c> of a group; <c>unsegmented</c>.</param>
/// <param name="Length">Bytes of the whole packet, which may go on in later frames.</param>
public sealed record SpacePacketReport(int Apid, string Type, bool SecondaryHeader, string Sequence, int SequenceCount, int Length, bool Idle);
