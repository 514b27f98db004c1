namespace GroundTerminal.Coding.Framing;

/// <summary>How HDLC's bits become symbols.</summary>
public enum HdlcLine
{
    /// <summary>A 0 is a change of level.</summary>
    NrzI,

    /// <summary>NRZ-I, then the scrambler x¹⁷ + x¹² + 1.</summary>
    NrzIScrambled,

    /// <summary>The scrambler and NRZ-I twice, as UA01 sends.</summary>
    TwiceNrzIScrambled,

    /// <summary>The bits themselves.</summary>
    Nrz,
}
