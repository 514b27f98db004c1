namespace GroundTerminal.Devices.Rotators;

/// <summary>What some protocols must be told.</summary>
public sealed record RotatorHostOptions
{
    /// <summary>SPID: pulses per degree of a Rot2Prog, 0 to learn them from its first reply.</summary>
    public int PulsesPerDegree { get; init; }

    /// <summary>rotctld: whether to ask for extended responses; false for servers without them.</summary>
    public bool ExtendedResponses { get; init; } = true;
}
