namespace GroundTerminal.Coding.Codes;

/// <summary>How eight bits stand for an element of GF(256) in a CCSDS Reed–Solomon symbol; CCSDS 131.0-B-5 §4.3.9 and annex F.</summary>
public enum ReedSolomonBasis
{
    /// <summary>Coefficients of α⁷ … α⁰: Meteor LRPT, GOMspace, most amateur satellites.</summary>
    Conventional,

    /// <summary>Berlekamp's dual basis, as the standard has it.</summary>
    Dual,
}
