using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>What follows the sync word of AAUSAT-4: a byte that tells short from long frames, then a terminated CCSDS convolutional code over a randomized Reed–Solomon word.</summary>
/// <remarks>
/// Aalborg University, "HAM and radio info" (Spacelink format) of AAUSAT3: 31 or 92 data bytes, 32 of parity, 1 of tail, twice that on the air; the marker is A6 for short, 59 for long frames. Marker and
/// last bits of the tail are not needed: both lengths are tried. Noise never passes (1/16! a word, with errors only).
/// </remarks>
public sealed class Aausat4Frame : ISyncedFrame
{
    internal const int MarkerSymbols = 8;
    internal const int ParityLength = 32;
    internal const int ShortData = 31;
    internal const int LongData = 92;
    internal const byte ShortMarker = 0xA6;
    internal const byte LongMarker = 0x59;
    private readonly ViterbiDecoder _viterbi = new(ConvolutionalCode.Ccsds, (LongData + ParityLength) * 8);
    private readonly ReedSolomon _code = ReedSolomon.Ccsds();
    private readonly byte[] _word = new byte[LongData + ParityLength];

    /// <inheritdoc/>
    public int FirstSymbols => Symbols(ShortData);

    /// <inheritdoc/>
    public int MaxSymbols => Symbols(LongData);

    /// <summary>Symbols after the sync word of a frame with so many data bytes.</summary>
    internal static int Symbols(int data) => MarkerSymbols + (2 * (((data + ParityLength) * 8) + 6));

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        if (symbols.Length == FirstSymbols)
            return TryLength(symbols, ShortData, ref report) ? 0 : MaxSymbols;
        if (!TryLength(symbols, LongData, ref report))
            report.Refuse(DecodeStatus.CheckFailed, MaxSymbols);
        return 0;
    }

    private bool TryLength(ReadOnlySpan<float> symbols, int dataLength, ref FrameReport report)
    {
        var word = _word.AsSpan(0, dataLength + ParityLength);
        var result = _viterbi.Decode(symbols[MarkerSymbols..Symbols(dataLength)], word, ViterbiEnds.Terminated);
        CcsdsRandomizer.Short.Apply(word);
        var corrected = _code.Decode(word);
        if (corrected < 0)
            return false;
        report.Frame(word[..dataLength], Symbols(dataLength), result.Disagreements);
        return true;
    }
}
