namespace GroundTerminal.Coding.Framing;

/// <summary>What one of FX.25's correlation tags stands for.</summary>
/// <param name="Tag">As the document writes it: sent least significant bit first.</param>
/// <param name="DataLength">Bytes of AX.25.</param>
/// <param name="ParityLength">Bytes of parity.</param>
internal sealed record Fx25Format(ulong Tag, int DataLength, int ParityLength)
{
    public int WordLength => DataLength + ParityLength;

    /// <summary>The tag's symbols, the first in the most significant bit.</summary>
    public ulong Symbols
    {
        get
        {
            ulong symbols = 0;
            for (var i = 0; i < Fx25.TagSymbols; i++)
                symbols = (symbols << 1) | ((Tag >> i) & 1);
            return symbols;
        }
    }
}
