using System.Numerics;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Protocols;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>What follows the sync word of GOMspace's AX100 (ASM+Golay) and U482C: a Golay word with the length and flags, then data that may be convolutionally coded, randomized and Reed–Solomon coded.</summary>
/// <remarks>
/// Layout: GOMspace NanoCom AX100 and U482C manuals; D. Estévez, "Reverse-engineering Outernet/GomX-3" (destevez.net, 2016). The header is decoded by maximum likelihood, Reed–Solomon with
/// the reliability of each byte. Noise: of 24 random symbols nearly all are near some header, so that the sync word and Reed–Solomon keep noise out: 10⁻⁵ a symbol times 3·10⁻⁶ a word
/// is 10⁻³ frames an hour at 9600 baud. Where the setup says that there is no code, the CRC-32C of the CSP packet has to be right. A U482C frame without Reed–Solomon has no check, but for the CRC-32C that the Cubesat Space Protocol may append: it is taken with that check, or
/// with a header without any error (one word of noise in 4096), or, where it is convolutionally coded and has 16 bytes or more, with one error and a path that agrees with nine tenths of the symbols' weight
/// (noise: 0.75 ± 0.03); without any code it counts as not plausible. The flags that are sent in practice are preferred where the header is doubtful. Where the flags may say so, a frame with both codes is looked for
/// behind weak sync words and doubtful headers, too: these codes work at Es/N0 = −2 dB, where the most likely header is wrong in one of 30. Its <see cref="MostLengths"/> most likely lengths are then tried; of noise a path
/// that agrees with the first 512 symbols as with noise (0.855 ± 0.007; 0.91 at −2 dB) is refused, and Reed–Solomon without erasures passes 5·10⁻¹⁴ of the rest.
/// </remarks>
public sealed class GolayHeaderFrame : ISyncedFrame
{
    internal const int ParityLength = 32;
    private const int MaxLength = 255;
    private const int FlushBytes = 1;
    private const float LeastAgreement = 0.9f;
    private const int LeastForAgreement = 16;
    private const int MostLengths = 6, LeastCoded = 2 * (ParityLength + 1 + FlushBytes), CodedFlags = 0x700;
    private const int ShortLook = 192, LongLook = 512;
    private const float CodedAgreement = 0.873f;

    /// <summary>Comparing a header with all 4096 words takes some microseconds, as do so many symbols of a frame.</summary>
    private const int HeaderCost = 200;
    private readonly GolayHeader _header;
    private readonly float _surely;
    private readonly ReedSolomon _code = ReedSolomon.Ccsds();
    private readonly ViterbiDecoder? _viterbi;
    private readonly byte[] _data = new byte[MaxLength];
    private readonly byte[] _received = new byte[MaxLength];
    private readonly float[] _reliabilities = new float[MaxLength];
    private readonly uint[] _likely = new uint[MostLengths];
    private readonly float[] _fits = new float[MostLengths];
    private readonly float[] _correlations = new float[Golay24.TablesLength];

    /// <param name="header">What the header's flags decide.</param>
    /// <param name="surely">Match of the sync word from which on all frames are looked for, not only those with both codes.</param>
    public GolayHeaderFrame(GolayHeader header, float surely = 0)
    {
        (_header, _surely) = (header, surely);
        if (header.Convolutional != false)
            _viterbi = new ViterbiDecoder(ConvolutionalCode.NasaDsnUninverted, MaxLength * 4);
    }

    /// <inheritdoc/>
    public int FirstSymbols => Golay24.Length;

    /// <inheritdoc/>
    public int MaxSymbols => Golay24.Length + (MaxLength * 8);

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var asked = 0;
        var needed = report.Match >= _surely ? DecodeLikeliest(symbols, ref report, out asked) : 0;
        return needed > 0 || report.Accepted > 0 || _header != GolayHeader.FromFlags ? needed : DecodeCoded(symbols, asked, ref report);
    }

    private int DecodeLikeliest(ReadOnlySpan<float> symbols, ref FrameReport report, out int end)
    {
        end = 0;
        if (symbols.Length == FirstSymbols && !report.MayTryAgain(HeaderCost))
            return 0;
        var header = DecodeHeader(symbols[..Golay24.Length], out var wrong);
        var onAir = (int)(header & 0xFF);
        var coded = _header.IsReedSolomon(header);
        var onlyChecked = _header.ReedSolomon == false;
        var length = _header.IsConvolutional(header) ? (onAir / 2) - FlushBytes : onAir;
        if (length <= (coded ? ParityLength : 0) || (!coded && !onlyChecked && (wrong > 1 || (header & 0x800) != 0)))
            return 0;
        end = Golay24.Length + (onAir * 8);
        if (symbols.Length < end)
            return end;
        var data = _data.AsSpan(0, length);
        var believable = Unpack(header, symbols[Golay24.Length..end], data, out var soft, out var corrected);
        if (coded)
        {
            if (!Correct(data, soft, end, wrong + corrected, ref report))
                report.Refuse(DecodeStatus.CheckFailed, end);
        }
        else if (CspCheck.IsValid(data))
            report.Frame(data, end, wrong + corrected);
        else if (onlyChecked)
            report.Refuse(DecodeStatus.CheckFailed, end);
        else if (believable && (wrong == 0 || (!soft && length >= LeastForAgreement)))
            report.Frame(data, end, wrong + corrected, plausible: !soft, isChecked: false);
        return 0;
    }

    /// <summary>Tries all likely lengths whose symbols are there; those that are waited for come one by one, the likeliest first and then by length.</summary>
    /// <param name="symbols">From the header on.</param>
    /// <param name="asked">Symbols that were waited for whatever the likely lengths.</param>
    /// <param name="report">Takes the frame.</param>
    private int DecodeCoded(ReadOnlySpan<float> symbols, int asked, ref FrameReport report)
    {
        var code = symbols[Golay24.Length..];
        if (code.Length < ShortLook)
            return Golay24.Length + ShortLook;
        if (_viterbi!.Decode(code[..Math.Min(code.Length, LongLook)], _received, ViterbiEnds.From(0)).Agreement < CodedAgreement)
            return 0;
        if (code.Length < LongLook)
            return Golay24.Length + LongLook;
        FindLikelyLengths(symbols[..Golay24.Length]);
        if (symbols.Length < End(_likely[0]))
            return End(_likely[0]);
        var (next, isFirst) = (int.MaxValue, symbols.Length <= Math.Max(End(_likely[0]), asked));
        foreach (var header in _likely)
        {
            var end = End(header);
            if (end > symbols.Length)
                next = Math.Min(next, end);
            else if ((isFirst || end == symbols.Length) && (!report.MayTryAgain(end) || DecodeCoded(header, symbols[..end], ref report)))
                return 0;
        }
        if (next < int.MaxValue)
            return next;
        report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
        return 0;
    }

    private bool DecodeCoded(uint header, ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var data = _data.AsSpan(0, ((int)(header & 0xFF) / 2) - FlushBytes);
        Unpack(header, symbols[Golay24.Length..], data, out _, out var corrected);
        return Correct(data, soft: false, symbols.Length, corrected, ref report);
    }

    private static int End(uint header) => Golay24.Length + ((int)(header & 0xFF) * 8);

    /// <summary>The headers of frames with both codes, whose lengths are even, that fit the symbols best, best first.</summary>
    private void FindLikelyLengths(ReadOnlySpan<float> symbols)
    {
        Golay24.Correlate(symbols, _correlations);
        _fits.AsSpan().Fill(float.NegativeInfinity);
        for (var length = LeastCoded; length <= MaxLength; length += 2)
        {
            var header = CodedFlags | (uint)length;
            var (fit, place) = (Golay24.Correlation(Golay24.Encode(header), _correlations), MostLengths - 1);
            if (fit <= _fits[place])
                continue;
            for (; place > 0 && fit > _fits[place - 1]; place--)
                (_fits[place], _likely[place]) = (_fits[place - 1], _likely[place - 1]);
            (_fits[place], _likely[place]) = (fit, header);
        }
    }

    /// <summary>By maximum likelihood among all headers, and where that leaves two symbols wrong or more, among those with the usual flags: with an eighth of the words, errors are an eighth as frequent.</summary>
    private uint DecodeHeader(ReadOnlySpan<float> symbols, out int wrong)
    {
        var signs = Golay24.Correlate(symbols, _correlations);
        wrong = Golay24.DecodeSoft(_correlations, signs, out var word);
        if (wrong < 2)
            return word & 0xFFF;
        var (best, bestFit) = (0u, float.NegativeInfinity);
        for (var header = 1u; header < 0x200; header++)
        {
            var message = (header & 0xFF) | ((header & 0x100) != 0 ? _header.UsualFlags.Second : _header.UsualFlags.First);
            var fit = Golay24.Correlation(Golay24.Encode(message), _correlations);
            if (fit > bestFit)
                (best, bestFit) = (message, fit);
        }
        wrong = BitOperations.PopCount(Golay24.Encode(best) ^ signs);
        return best;
    }

    private bool Unpack(uint header, ReadOnlySpan<float> symbols, Span<byte> data, out bool soft, out int corrected)
    {
        (corrected, soft) = (0, !_header.IsConvolutional(header));
        var believable = true;
        if (soft)
        {
            Bits.Pack(symbols, data);
            Bits.Reliabilities(symbols, _reliabilities.AsSpan(0, data.Length));
        }
        else
        {
            var steps = (data.Length * 8) + ConvolutionalCode.NasaDsnUninverted.ConstraintLength - 1;
            var result = _viterbi!.Decode(symbols[..(2 * steps)], data, ViterbiEnds.Terminated);
            (corrected, believable) = (result.Disagreements, result.Agreement >= LeastAgreement);
        }
        if (_header.IsRandomized(header))
            CcsdsRandomizer.Short.Apply(data);
        return believable;
    }

    private bool Correct(Span<byte> data, bool soft, int end, int before, ref FrameReport report)
    {
        data.CopyTo(_received);
        var corrected = soft ? _code.DecodeSoft(data, _reliabilities.AsSpan(0, data.Length), Math.Max(0, _code.MaxErasures(data.Length) - 2)) : _code.Decode(data);
        // a surplus says that the header's length was another's
        if (corrected < 0 || ShortenedWord.Surplus(_received.AsSpan(0, data.Length), data) > 0)
            return false;
        report.Frame(data[..^ParityLength], end, before + corrected);
        return true;
    }
}
