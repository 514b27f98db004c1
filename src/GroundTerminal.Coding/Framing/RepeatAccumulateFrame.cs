using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>A repeat-accumulate packet behind its sync word.</summary>
internal sealed class RepeatAccumulateFrame(RepeatAccumulateCode code, RepeatAccumulateCheck check) : ISyncedFrame
{
    /// <summary>
    /// Most symbols that may differ from the code word. A packet at Eb/N0 = 1.5 dB, where the code fails, has 0.12; 0.16 is ten deviations more. Of noise and of symbols of other signals the decoder
    /// leaves 0.464 ± 0.022 (128 bytes; the least of 600 was 0.398), so that a false packet is fourteen deviations away.
    /// </summary>
    internal const float MostErrors = 0.16f;

    /// <summary>Noise has 1.571 ± 0.019, a packet at Es/N0 = −1 dB 1.40.</summary>
    private const float MostSpread = 1.5f;
    private readonly RepeatAccumulateDecoder _decoder = new(code);
    private readonly byte[] _packet = new byte[code.DataBytes];

    public int FirstSymbols => 8 * code.CodeBytes;

    public int MaxSymbols => FirstSymbols;

    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        if (SymbolSpread.Of(symbols) > MostSpread)
        {
            report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
            return 0;
        }
        var result = _decoder.Decode(symbols, _packet);
        if (result.SymbolErrorRate <= MostErrors && check.Passes(_packet))
            report.Frame(_packet, symbols.Length, result.Disagreements, isChecked: check != RepeatAccumulateCheck.None);
        else
            report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
        return 0;
    }
}
