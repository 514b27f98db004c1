namespace GroundTerminal.Devices.Rotators;

/// <summary>Which of SPID's controllers is spoken to.</summary>
public enum SpidModel
{
    /// <summary>Rot1Prog: azimuth alone, whole degrees, replies of 5 bytes.</summary>
    Rot1Prog,

    /// <summary>Rot2Prog, and MD-01/02 in that mode: both axes, replies of 12 bytes.</summary>
    Rot2Prog,
}
