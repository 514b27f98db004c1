using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>CCSDS transfer frames in LDPC code words: one frame is the data of one word.</summary>
/// <remarks>
/// CCSDS 131.0-B-5 §7, 9 and 10. Rates 1/2, 2/3 and 4/5 are AR4JA codes of frames of 128, 512 or 2048 bytes behind a marker of 64 symbols, rate 7/8 is the (8160,7136) code of frames of 892 bytes behind 1ACFFC1D. The decoder
/// alone validates a frame (§7.2.3): no noise and no other signal has ever become a code word. Without randomizer a word read from a symbol or two beside its place may be one, too; such a place needs a false marker there.
/// </remarks>
public static class CcsdsLdpc
{
    private const int C2FrameSize = 892, DefaultFrameSize = 128;

    /// <summary>The framing, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "CCSDS LDPC", "CCSDS 131.0-B-5, LDPC (8160,7136) or AR4JA 1/2, 2/3, 4/5 by code rate and frame size, attached sync marker of the code",
        CreateDeframer, CreateFramer);

    private static SyncedDeframer CreateDeframer(FramingOptions options)
    {
        var (code, rate) = CodeOf(options);
        return new SyncedDeframer(CcsdsCodeword.Marker(rate), new Word(code, CcsdsCodeword.Randomizer(options)), contiguous: true);
    }

    private static CcsdsCodewordFramer CreateFramer(FramingOptions options)
    {
        var (code, rate) = CodeOf(options);
        return new CcsdsCodewordFramer(CcsdsCodeword.Marker(rate), code.DataBits / 8, code.CodeBits, CcsdsCodeword.Randomizer(options), new LdpcEncoder(code).Encode);
    }

    private static (LdpcCode Code, string Rate) CodeOf(FramingOptions options)
    {
        var rate = options.CodeRate ?? (options.FrameSize is null or C2FrameSize ? "7/8" : "1/2");
        var size = options.FrameSize ?? (rate == "7/8" ? C2FrameSize : DefaultFrameSize);
        return (LdpcCode.Find(rate, 8 * size) ?? throw new ArgumentException(
            $"No LDPC code has rate {rate} and frames of {size} bytes; expected 7/8 and {C2FrameSize}, or 1/2, 2/3 or 4/5 and 128, 512 or 2048.", nameof(options)), rate);
    }

    private sealed class Word : ISyncedFrame
    {
        private readonly LdpcDecoder _decoder;
        private readonly CcsdsRandomizer? _randomizer;
        private readonly float _mostSpread;
        private readonly int _mostErrors;
        private readonly float[] _soft;
        private readonly byte[] _frame;

        public Word(LdpcCode code, CcsdsRandomizer? randomizer)
        {
            (_decoder, _randomizer) = (new LdpcDecoder(code), randomizer);
            _mostSpread = CcsdsCodeword.MostSpread(code.DesignEsN0Db, code.CodeBits);
            _mostErrors = (int)(CcsdsCodeword.MostErrors(code.DesignEsN0Db) * code.CodeBits);
            (_soft, _frame) = (new float[code.CodeBits], new byte[code.DataBits / 8]);
        }

        public int FirstSymbols => _soft.Length;

        public int MaxSymbols => _soft.Length;

        public bool IsWorthDecoding(ReadOnlySpan<float> symbols) => SymbolSpread.Of(symbols) <= _mostSpread;

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            symbols.CopyTo(_soft);
            _randomizer?.ApplySoft(_soft);
            var result = _decoder.Decode(_soft, _frame);
            if (result.Converged && result.Corrected <= _mostErrors)
                report.Frame(_frame, _soft.Length, result.Corrected);
            else
                report.Refuse(DecodeStatus.CheckFailed, _soft.Length);
            return 0;
        }
    }
}
