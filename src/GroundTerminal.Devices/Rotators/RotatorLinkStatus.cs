namespace GroundTerminal.Devices.Rotators;

/// <summary>The state of a rotator's link and what went over it since the start.</summary>
/// <param name="IsOpen">Whether the device or connection is open; whether it answers, the feedback tells.</param>
/// <param name="Commands">Commands written, questions for the position among them.</param>
/// <param name="Replies">Replies understood.</param>
/// <param name="Timeouts">Questions without a reply in time.</param>
/// <param name="RefusedBytes">Bytes that came and made no reply: noise, and replies that cannot be.</param>
/// <param name="RefusedCommands">Commands that the protocol cannot say or the controller would not take.</param>
/// <param name="Reconnects">Times that the link was opened again.</param>
/// <param name="LastProblem">What was wrong last; empty where nothing ever was.</param>
public sealed record RotatorLinkStatus(bool IsOpen, long Commands, long Replies, long Timeouts, long RefusedBytes, long RefusedCommands, long Reconnects, string LastProblem);
