using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>LilacSat-1 (LO-90) and its sisters: a running stream of telemetry and Codec 2 voice, NRZ-M and the CCSDS convolutional code, without a check.</summary>
/// <remarks>
/// Facts from gr-satellites 4.4.0 (lilacsat_1_deframer, lilacsat1_demux). A frame is 120 bytes: five chunks of 17 telemetry bytes and 7 of voice; the first four telemetry bytes are the CCSDS sync
/// marker, what follows it is randomised. The payload is the other 81 telemetry bytes, a piece of a KISS stream. A frame counts where the Viterbi path agrees with the symbols as noise does not
/// (above 0.885; noise has 0.854 ± 0.004 over the 1856 symbols, a signal at Es/N0 = −1 dB 0.928), behind a marker (10⁻⁶ a symbol of noise) or where the frame before says that one must be: false frames of noise are below
/// 10⁻⁹ an hour. In a signal a false marker is possible once in 10⁶ symbols, and only before the first frame: afterwards frames are taken where they must be.
/// </remarks>
public static class LilacSat1
{
    private const int Bytes = 116;
    private const int ChunkLength = 24;
    private const int TelemetryLength = 17;
    private const int MarkerLength = 4;
    private const int PayloadLength = (5 * TelemetryLength) - MarkerLength;

    /// <summary>The framing, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "LilacSat-1", "LilacSat-1 downlink as of gr-satellites 4.4.0: CCSDS convolutional code, NRZ-M, 81 telemetry and 35 Codec 2 bytes a frame", _ => CreateDeframer(), _ => new Framer());

    private static ConvolutionalCode Code => ConvolutionalCode.Ccsds;

    private static SyncedDeframer CreateDeframer() => new(
        CcsdsSyncMarker.Encoded(Code, differential: true, 1e-6), new Frame(), contiguous: true, gap: CcsdsSyncMarker.UnknownSymbols(Code));

    /// <summary>Place of a frame's byte in the payload, or −1 for voice.</summary>
    private static int PlaceOf(int at)
    {
        var (chunk, within) = Math.DivRem(at + MarkerLength, ChunkLength);
        return within < TelemetryLength ? (chunk * TelemetryLength) + within - MarkerLength : -1;
    }

    private sealed class Frame : ISyncedFrame
    {
        private const float LeastAgreement = 0.885f;

        /// <summary>Noise has 1.571 ± 0.019; a frame at Es/N0 = 2 dB has 1.27, also where a slip of the symbol clock spoils its agreement.</summary>
        private const float MostSpread = 1.3f;

        /// <summary>Below this slips are looked for.</summary>
        private const float SlippedAgreement = 0.97f;
        private const float LeastNextMarker = 0.5f;
        private readonly SyncWord _next = CcsdsSyncMarker.Encoded(Code, differential: true, 1e-6);
        private readonly CcsdsInnerCode _inner = new(Code, Bytes, differential: true);
        private readonly float[] _reliabilities = new float[Bytes];
        private readonly byte[] _frame = new byte[Bytes];
        private readonly byte[] _mended = new byte[Bytes];
        private readonly byte[] _payload = new byte[PayloadLength];
        private readonly CcsdsSlipRepair _repair;

        public Frame() => _repair = new CcsdsSlipRepair(_inner);

        public int FirstSymbols => MaxSymbols;

        /// <summary>With the next frame's marker, and as many symbols more as slips may take.</summary>
        public int MaxSymbols => _inner.Symbols + (2 * CcsdsSyncMarker.Bits) + CcsdsSlipRepair.MaxSlips;

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            var received = symbols[..Coded];
            var result = _inner.Decode(received, _frame);
            var extra = 0;
            if (result.Agreement < LeastAgreement && SymbolSpread.Of(received) > MostSpread)
            {
                report.Refuse(DecodeStatus.CheckFailed, _inner.Symbols);
                return 0;
            }
            if (result.Agreement < SlippedAgreement)
                extra = Mend(symbols, ref result, ref report);
            CcsdsRandomizer.Short.Apply(_frame);
            for (var i = 0; i < Bytes; i++)
            {
                if (PlaceOf(i) is >= 0 and var place)
                    _payload[place] = _frame[i];
            }
            report.Frame(_payload, _inner.Symbols + extra, result.Disagreements, isChecked: false);
            return 0;
        }

        /// <summary>Symbols of the frame and its tail.</summary>
        private int Coded => _inner.Symbols + (2 * CcsdsInnerCode.TailBits);

        /// <summary>Of the ways to mend slips that put the next marker where it is, the one that agrees best with the symbols.</summary>
        private int Mend(ReadOnlySpan<float> symbols, ref ViterbiResult best, ref FrameReport report)
        {
            var bestExtra = 0;
            if (!report.MayTryAgain(symbols.Length))
                return 0;
            _inner.Reliabilities(symbols[..Coded], _reliabilities);
            _repair.Find(symbols[..Coded], _reliabilities, _mended);
            for (var mend = 0; _repair.Slips > 0 && mend < 1 << _repair.Slips && report.MayTryAgain(symbols.Length); mend++)
            {
                var extra = _repair.Mend(mend);
                var result = _inner.Decode(_repair.Symbols, _mended);
                var marker = symbols.Slice(_inner.Symbols + extra + CcsdsSyncMarker.UnknownSymbols(Code), _next.Length);
                if (result.Agreement <= best.Agreement || Math.Abs(_next.Correlate(marker)) < LeastNextMarker)
                    continue;
                (best, bestExtra) = (result, extra);
                _mended.CopyTo(_frame, 0);
            }
            return bestExtra;
        }
    }

    private sealed class Framer : IFramer
    {
        private readonly CcsdsFramer _framer = new(new FramingOptions { FrameSize = Bytes, DifferentialPrecoding = true }, coded: false, Code);
        private readonly byte[] _frame = new byte[Bytes];

        public int MinPayloadLength => PayloadLength;

        public int MaxPayloadLength => PayloadLength;

        public int MaxOutput(int payloadLength) => _framer.MaxOutput(Bytes);

        /// <summary>The voice bytes are zeros.</summary>
        public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
        {
            FramerChecks.Check(this, payload, symbols);
            for (var i = 0; i < Bytes; i++)
                _frame[i] = PlaceOf(i) is >= 0 and var place ? payload[place] : (byte)0;
            return _framer.Encode(_frame, symbols);
        }

        public void Idle(Span<byte> symbols) => _framer.Idle(symbols);

        public void Reset() => _framer.Reset();
    }
}
