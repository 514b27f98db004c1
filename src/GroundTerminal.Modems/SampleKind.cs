namespace GroundTerminal.Modems;

/// <summary>What the samples of a stream are.</summary>
public enum SampleKind
{
    /// <summary>Real audio: the output of an FM receiver's discriminator, or of an SSB receiver.</summary>
    Audio,

    /// <summary>Complex baseband.</summary>
    Iq,

    /// <summary>Soft symbols that another demodulator made, one a coded bit, in the order sent; as many a second as symbol rate times bits a symbol.</summary>
    Symbols,
}
