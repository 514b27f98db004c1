using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>What follows the sync word of HSU-SAT1: asynchronous characters (8N1), of which 16 are a header in the clear and 102 a convolutionally coded, scrambled and interleaved block with a CRC-16 of X.25.</summary>
/// <remarks>
/// Hosei University; the code is that of F4GOH's CONVOLUTION library for Arduino; facts of gr-satellites' deframer: K = 3, generators 7 and 5, terminated by a byte of zeros, scrambled with
/// x⁷ + x⁴ + 1 from 0000111, interleaved in blocks of 8 by 8 bits, the last 6 characters not. The header is not looked at. Start and stop bits are not either. Decoded softly. 16 bits of check and
/// 10⁻⁵ false syncs a symbol let 7·10⁻⁴ frames an hour through at 1200 baud.
/// </remarks>
public sealed class HsuSat1Frame : ISyncedFrame
{
    internal const int HeaderCharacters = 16;
    internal const int CodedCharacters = 102;
    internal const int InterleavedCharacters = 96;
    internal const int CharacterSymbols = 10;
    internal const int DataLength = 48;
    internal const int CheckLength = 2;
    internal const int InformationBits = (DataLength + CheckLength) * 8;
    private const int TailSymbols = 4;
    private readonly ViterbiDecoder _viterbi = new(Code, InformationBits);
    private readonly float[] _coded = new float[CodedCharacters * 8];
    private readonly byte[] _data = new byte[DataLength + CheckLength];
    private readonly byte[] _sequence = MakeSequence();

    /// <inheritdoc/>
    public int FirstSymbols => MaxSymbols;

    /// <inheritdoc/>
    public int MaxSymbols => (HeaderCharacters + CodedCharacters) * CharacterSymbols;

    internal static ConvolutionalCode Code => field ??= new("K=3", 3, [7, 5]);

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        for (var i = 0; i < _coded.Length; i++)
        {
            var soft = symbols[SymbolOf(i)];
            _coded[i] = _sequence[i] != 0 ? -soft : soft;
        }
        var result = _viterbi.Decode(_coded.AsSpan(0, (2 * InformationBits) + TailSymbols), _data, ViterbiEnds.Terminated);
        if (Crc.Crc16X25.IsValid(_data, lowOctetFirst: false))
            report.Frame(_data.AsSpan(0, DataLength), MaxSymbols, result.Disagreements);
        else
            report.Refuse(DecodeStatus.CheckFailed, MaxSymbols);
        return 0;
    }

    /// <summary>Where bit i of the coded block, before scrambling and interleaving, is sent, counted from the sync word's end.</summary>
    internal static int SymbolOf(int i)
    {
        var (character, bit) = (i >> 3, 7 - (i & 7));
        if (character < InterleavedCharacters)
        {
            var block = character & ~7;
            (character, bit) = (block + bit, character - block);
        }
        return ((HeaderCharacters + character) * CharacterSymbols) + 1 + bit;
    }

    /// <summary>Of single bits.</summary>
    internal static byte[] MakeSequence()
    {
        var sequence = new byte[CodedCharacters * 8];
        new AdditiveScrambler(0x09, 0x70, 6).ApplyBits(sequence);
        return sequence;
    }
}
