namespace GroundTerminal.Station.Transmitting;

/// <summary>Why a frame is not, or not wholly, sent.</summary>
/// <param name="Kind">For counting.</param>
/// <param name="Text">For people, with the remedy where there is one.</param>
public sealed record TransmitRefusal(TransmitRefusalKind Kind, string Text);
