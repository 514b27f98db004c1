namespace GroundTerminal.Modems;

/// <summary>A kind of signal that a <see cref="BandFollower"/> searches for.</summary>
/// <param name="WidthHz">Width of the signal.</param>
/// <param name="Signals">How many candidates are followed at the most.</param>
/// <param name="GapHz">Part of the width, in its middle, that holds no signal.</param>
/// <param name="Always">Whether candidates are received even where the band looks empty; one anywhere in the band never is.</param>
internal readonly record struct SearchTarget(double WidthHz, int Signals, double GapHz = 0, bool Always = false);
