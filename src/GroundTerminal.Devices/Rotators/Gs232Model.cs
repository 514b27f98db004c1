namespace GroundTerminal.Devices.Rotators;

/// <summary>Which of Yaesu's controllers answers: they take the same commands and say positions differently.</summary>
public enum Gs232Model
{
    /// <summary>GS-232A: +0aaa+0eee.</summary>
    A,

    /// <summary>GS-232B: AZ=aaa  EL=eee.</summary>
    B,
}
