using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>A repeat-accumulate packet behind its sync word.</summary>
/// <param name="code">The code.</param>
/// <param name="check">Its check.</param>
/// <param name="syncRate">Matches of the sync word a symbol where there are no packets.</param>
internal sealed class RepeatAccumulateFrame(RepeatAccumulateCode code, RepeatAccumulateCheck check, double syncRate) : ISyncedFrame
{
    /// <summary>
    /// Most symbols that may differ from the code word. A packet at Eb/N0 = 1.5 dB, where the code fails, has 0.12; 0.16 is ten deviations more. Of noise and of symbols of other signals the decoder
    /// leaves 0.464 ± 0.022 (128 bytes; the least of 600 was 0.398), so that a false packet is fourteen deviations away.
    /// </summary>
    internal const float MostErrors = 0.16f;

    /// <summary>Noise has 1.571 ± 0.019, a packet at Es/N0 = −1 dB 1.40.</summary>
    private const float MostSpread = 1.5f;

    /// <summary>Of 1024 symbols noise has 1.571 ± 0.026, a packet at Es/N0 = −1.6 dB (Eb/N0 = 1.5 dB) 1.43 ± 0.026: a look at these ends all but three tries in a hundred on noise.</summary>
    private const float MostSpreadAtFirst = 1.52f;
    private const int FirstLook = 1024;

    /// <summary>So many decodings a symbol of another signal cost a tenth of what packets cost.</summary>
    private const double DecodingRate = 2e-4;

    /// <summary>And at most such a share of its matches goes to the decoder, since what follows many sync words may be no packet.</summary>
    private const double MostDecoded = 1 / 15.0;

    /// <summary>
    /// Other symbols have 0 ± 1. Packets of 128 bytes have 6.3 ± 1.2 at Eb/N0 = 1.5 dB and 7.8 ± 1.2 at 2 dB, the smallest of 400 being 3.4 and 4.8; that goes with the root of their length.
    /// </summary>
    private readonly float _leastDeviations = (float)SyncWord.NormalDeviate(Math.Min(MostDecoded, DecodingRate / syncRate)) * MathF.Sqrt(Math.Min(1, code.DataBytes / 128f));
    private readonly RepeatAccumulateParity _parity = new(code);
    private readonly RepeatAccumulateDecoder _decoder = new(code);
    private readonly byte[] _packet = new byte[code.DataBytes];

    public int FirstSymbols => 8 * code.CodeBytes;

    public int MaxSymbols => FirstSymbols;

    /// <summary>Noise goes by the first symbols' spread or by that of all, other signals by the parity.</summary>
    public bool IsWorthDecoding(ReadOnlySpan<float> symbols) =>
        SymbolSpread.Of(symbols[..Math.Min(FirstLook, symbols.Length)]) <= MostSpreadAtFirst && SymbolSpread.Of(symbols) <= MostSpread && _parity.Deviations(symbols) >= _leastDeviations;

    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var result = _decoder.Decode(symbols, _packet);
        if (result.SymbolErrorRate <= MostErrors && check.Passes(_packet))
            report.Frame(_packet, symbols.Length, result.Disagreements, isChecked: check != RepeatAccumulateCheck.None);
        else
        {
            report.CostMore(symbols.Length / 2); // three rounds of the decoder; most packets take two
            report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
        }
        return 0;
    }
}
