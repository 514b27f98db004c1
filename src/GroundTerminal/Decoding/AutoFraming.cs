using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Decoding;

/// <summary>A framing with options in the catalogue's words, as one of the things to be tried.</summary>
/// <param name="Choice">For the receiver.</param>
/// <param name="Options">The same options by the catalogue's keys; empty for the defaults.</param>
public sealed record AutoFraming(FramingChoice Choice, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>For people: <c>USP</c>, <c>GEOSCAN (frame size 74)</c>.</summary>
    public override string ToString() => Options.Count == 0 ? Choice.Name : $"{Choice.Name} ({string.Join(", ", Options.Select(o => $"{o.Key} {o.Value}"))})";
}
