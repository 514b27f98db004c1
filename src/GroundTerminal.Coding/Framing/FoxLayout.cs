using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>How many bytes a frame of AMSAT's FOX-1 satellites has, and how its Reed–Solomon words are interleaved.</summary>
/// <param name="DataLength">Bytes of payload: byte i belongs to word i mod <paramref name="CodeWords"/>.</param>
/// <param name="CodeWords">Words of RS (255,223) in the conventional basis, shortened; their parity follows the data in turn, beginning with the first word.</param>
internal readonly record struct FoxLayout(int DataLength, int CodeWords)
{
    public const int ParityLength = 32;

    /// <summary>Data and parity.</summary>
    public int FrameLength => DataLength + (CodeWords * ParityLength);

    public int FrameSymbols => FrameLength * EightBTenB.WordSymbols;

    /// <summary>Data bytes of a word.</summary>
    public int DataOf(int word) => ((DataLength - 1 - word) / CodeWords) + 1;

    /// <summary>Where byte i of a word stands in the frame.</summary>
    public int Place(int word, int i) => i < DataOf(word) ? (i * CodeWords) + word : DataLength + ((i - DataOf(word)) * CodeWords) + word;
}
