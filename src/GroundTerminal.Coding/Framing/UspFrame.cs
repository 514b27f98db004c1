using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes what follows the sync word of USP (see <see cref="Usp"/>).</summary>
/// <remarks>
/// Reed–Solomon is the check: a word of noise becomes one of (255,223) with a chance of 2·10⁻¹⁴, and of the short (80,48) with less; at one false sync in 10⁵ symbols that is no false frame in an age of the world.
/// </remarks>
internal sealed class UspFrame : ISyncedFrame
{
    private readonly SyncWord _short = new(Usp.Pls(Usp.ShortDataLength), Usp.PlsSymbols);
    private readonly SyncWord _long = new(Usp.Pls(Usp.LongDataLength), Usp.PlsSymbols);
    private readonly ViterbiDecoder _viterbi = new(ConvolutionalCode.Ccsds, 8 * (Usp.LongDataLength + Usp.ParityLength));
    private readonly CcsdsReedSolomon _reedSolomon = new(Usp.ParityLength, ReedSolomonBasis.Dual, 1);
    private readonly byte[] _block = new byte[Usp.LongDataLength + Usp.ParityLength];

    /// <inheritdoc/>
    public int FirstSymbols => Usp.PlsSymbols + Usp.CodedSymbols(Usp.ShortDataLength);

    /// <inheritdoc/>
    public int MaxSymbols => Usp.PlsSymbols + Usp.CodedSymbols(Usp.LongDataLength);

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var pls = symbols[..Usp.PlsSymbols];
        var dataLength = _short.Correlate(pls) >= _long.Correlate(pls) ? Usp.ShortDataLength : Usp.LongDataLength;
        var length = Usp.PlsSymbols + Usp.CodedSymbols(dataLength);
        if (symbols.Length < length)
            return length;
        var block = _block.AsSpan(0, dataLength + Usp.ParityLength);
        _viterbi.Decode(symbols[Usp.PlsSymbols..length], block, ViterbiEnds.FromZero);
        CcsdsRandomizer.Short.Apply(block);
        var corrected = _reedSolomon.Decode(block);
        if (corrected < 0)
            report.Refuse(DecodeStatus.CheckFailed, length);
        else
            Report(block[..dataLength], length, corrected, ref report);
        return 0;
    }

    private static void Report(ReadOnlySpan<byte> data, int symbols, int corrected, ref FrameReport report)
    {
        var length = data[2] | (data[3] << 8);
        var payload = data[Usp.HeaderLength..Math.Min(data.Length, Usp.HeaderLength + length)];
        if (payload.IsEmpty)
            report.Refuse(DecodeStatus.TooShort, symbols);
        else
            report.Frame(payload, symbols, corrected, plausible: length == payload.Length);
    }
}
