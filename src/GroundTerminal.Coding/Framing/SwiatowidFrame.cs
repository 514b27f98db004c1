using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes what follows the sync word of Światowid, piece by piece as the symbols come (see <see cref="Swiatowid"/>).</summary>
/// <remarks>
/// Reed–Solomon is the only check: a piece of noise passes with a chance of 10⁻⁴. The length is not protected: where it is not one that the satellite sends, a piece counts with up to three corrections (chance 10⁻¹²) and the
/// packet ends where two in a row do not. With one false sync in 10⁵ symbols, and one in 230 of them with a possible length, that makes 0.02 false frames an hour at 9600 baud.
/// </remarks>
internal sealed class SwiatowidFrame : ISyncedFrame
{
    private const int LengthSymbols = 16;
    private const int PieceSymbols = 8 * Swiatowid.PieceLength;
    private const int MostCorrections = 3;
    private readonly ReedSolomon _code = ReedSolomon.Il2p(Swiatowid.ParityLength);
    private readonly byte[] _piece = new byte[Swiatowid.PieceLength];
    private readonly float[] _reliabilities = new float[Swiatowid.PieceLength];

    /// <inheritdoc/>
    public int FirstSymbols => LengthSymbols + PieceSymbols;

    /// <inheritdoc/>
    public int MaxSymbols => LengthSymbols + (Swiatowid.MaxPieces * PieceSymbols);

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var pieces = PieceCount(symbols);
        var index = ((symbols.Length - LengthSymbols) / PieceSymbols) - 1;
        var corrected = DecodePiece(symbols, index);
        var good = corrected >= 0 && (pieces > 0 || corrected <= MostCorrections);
        if (good)
            report.Frame(_piece.AsSpan(0, Swiatowid.DataLength), symbols.Length, corrected, from: symbols.Length - PieceSymbols);
        else
            report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
        if (index + 1 >= (pieces > 0 ? pieces : Swiatowid.MaxPieces))
            return 0;
        return good || pieces > 0 || (index > 0 && DecodePiece(symbols, index - 1) is >= 0 and <= MostCorrections) ? symbols.Length + PieceSymbols : 0;
    }

    /// <summary>Pieces that the length says, or 0 where it is none that could be.</summary>
    private int PieceCount(ReadOnlySpan<float> symbols)
    {
        Bits.Pack(symbols[..LengthSymbols], _piece.AsSpan(0, 2));
        var length = (Bits.Reverse(_piece[0]) | (Bits.Reverse(_piece[1]) << 8)) - Swiatowid.LengthOffset;
        var (pieces, rest) = Math.DivRem(length, Swiatowid.PieceLength);
        return length > 0 && rest is 0 or 2 && pieces <= Swiatowid.MaxPieces ? pieces : 0;
    }

    private int DecodePiece(ReadOnlySpan<float> symbols, int index)
    {
        var piece = symbols.Slice(LengthSymbols + (index * PieceSymbols), PieceSymbols);
        Bits.Pack(piece, _piece);
        Bits.ReverseEach(_piece);
        Bits.Reliabilities(piece, _reliabilities);
        return Bits.CountErased(_reliabilities) > Swiatowid.ParityLength ? -1 : _code.DecodeSoft(_piece, _reliabilities); // silence is a code word too
    }
}
