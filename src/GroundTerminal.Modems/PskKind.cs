namespace GroundTerminal.Modems;

/// <summary>What a <see cref="PskDemodulator"/> takes decisions on.</summary>
internal enum PskKind
{
    /// <summary>Two phases.</summary>
    Binary,

    /// <summary>Four phases.</summary>
    Quadrature,

    /// <summary>Four phases, Q half a symbol late.</summary>
    OffsetQuadrature,

    /// <summary>Eight phases.</summary>
    EightPhase,

    /// <summary>GMSK as the offset keying that it nearly is.</summary>
    GaussianMinimumShift,
}
