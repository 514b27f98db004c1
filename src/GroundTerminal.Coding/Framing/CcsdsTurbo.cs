using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>CCSDS transfer frames in turbo code words: one frame is the data of one word.</summary>
/// <remarks>
/// CCSDS 131.0-B-5 §6, 9 and 10: frames of 223, 446, 892 or 1115 bytes behind markers of 64, 96, 128 or 192 symbols at rates 1/2, 1/3, 1/4 and 1/6. A turbo decoder proves nothing: a frame is refused where its two halves do not agree
/// on every bit or where more symbols differ from the code word than at its waterfall, and counts as checked only where the frame error control field (CCSDS 132.0-B-3 §4.1.6, which §6 wants in such frames) fits.
/// </remarks>
public static class CcsdsTurbo
{
    private const int DefaultFrameSize = 223;

    /// <summary>The framing, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "CCSDS Turbo", "CCSDS 131.0-B-5, turbo codes 1/2, 1/3, 1/4, 1/6 by code rate and frame size, attached sync marker of the rate", CreateDeframer, CreateFramer);

    private static SyncedDeframer CreateDeframer(FramingOptions options)
    {
        var code = CodeOf(options);
        return new SyncedDeframer(CcsdsCodeword.Marker(code.Rate), new Word(code, CcsdsCodeword.Randomizer(options)), contiguous: true);
    }

    private static CcsdsCodewordFramer CreateFramer(FramingOptions options)
    {
        var code = CodeOf(options);
        return new CcsdsCodewordFramer(CcsdsCodeword.Marker(code.Rate), code.DataBits / 8, code.CodeBits, CcsdsCodeword.Randomizer(options), new TurboEncoder(code).Encode);
    }

    private static TurboCode CodeOf(FramingOptions options)
    {
        var (rate, size) = (options.CodeRate ?? "1/2", options.FrameSize ?? DefaultFrameSize);
        return TurboCode.Find(rate, 8 * size)
            ?? throw new ArgumentException($"No turbo code has rate {rate} and frames of {size} bytes; expected 1/2, 1/3, 1/4 or 1/6 and 223, 446, 892 or 1115.", nameof(options));
    }

    private sealed class Word : ISyncedFrame
    {
        /// <summary>Symbols that are so much better than the code needs make a word that settles in few passes, or they are none.</summary>
        private const double ClearDb = 3;
        private const int PassesWhenClear = 4;
        private readonly TurboDecoder _decoder;
        private readonly CcsdsRandomizer? _randomizer;
        private readonly float _mostSpread, _clearSpread, _mostErrors;
        private readonly float[] _soft;
        private readonly byte[] _frame;

        public Word(TurboCode code, CcsdsRandomizer? randomizer)
        {
            (_decoder, _randomizer) = (new TurboDecoder(code), randomizer);
            _mostSpread = CcsdsCodeword.MostSpread(code.DesignEsN0Db, code.CodeBits);
            _clearSpread = (float)new LdpcChannel(code.DesignEsN0Db + ClearDb).Spread;
            _mostErrors = CcsdsCodeword.MostErrors(code.DesignEsN0Db);
            (_soft, _frame) = (new float[code.CodeBits], new byte[code.DataBits / 8]);
        }

        public int FirstSymbols => _soft.Length;

        public int MaxSymbols => _soft.Length;

        public bool IsWorthDecoding(ReadOnlySpan<float> symbols) => SymbolSpread.Of(symbols) <= _mostSpread;

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            symbols.CopyTo(_soft);
            _randomizer?.ApplySoft(_soft);
            var result = _decoder.Decode(_soft, _frame, SymbolSpread.Of(symbols) < _clearSpread ? PassesWhenClear : int.MaxValue);
            if (result.Converged && result.SymbolErrorRate <= _mostErrors)
                report.Frame(_frame, _soft.Length, result.Corrected, isChecked: Crc.Crc16CcittFalse.Compute(_frame) == 0);
            else
                report.Refuse(DecodeStatus.CheckFailed, _soft.Length);
            return 0;
        }
    }
}
