namespace GroundTerminal.Coding.Framing;

/// <summary>High resolution picture transmission of NOAA-15 to NOAA-19: minor frames of 11 090 words of 10 bits behind a sync word of 60, without a code. The payload is the whole minor frame, ten bits a word without gaps, four zero bits at its end.</summary>
/// <remarks>
/// NOAA KLM User's Guide §4.1.3, HRPT minor frame format: the sync word is the first 60 bits of a shift register of x⁶ + x⁵ + x² + x + 1 from all ones; the last 100 words are the first 1000 bits of one of
/// x¹⁰ + x⁵ + x² + x + 1. Split phase is the demodulator's. Nothing checks the rest: a frame counts where the auxiliary sync stands at its end (ρ ≥ 0.3, seven and a half deviations of other data; at a bit error rate of 0.1 it is 0.8),
/// and is handed over as unchecked. Both sync words are set right in the payload; the wrong bits of the auxiliary one are counted as corrected: the channel's bit error rate over 1000 bits.
/// </remarks>
public static class NoaaHrpt
{
    /// <summary>Words of a minor frame.</summary>
    public const int Words = 11090;

    /// <summary>Bits of a word.</summary>
    public const int WordBits = 10;

    /// <summary>Bytes of a payload.</summary>
    public const int PayloadLength = (FrameBits + 7) / 8;

    private const int FrameBits = Words * WordBits, SyncBits = 60, AuxiliaryBits = 1000, FirstAuxiliaryBit = FrameBits - AuxiliaryBits;

    /// <summary>The framing, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "NOAA HRPT", "NOAA KLM User's Guide §4.1.3: minor frames of 11090 words of 10 bits, no code", _ => new SyncedDeframer(Sync, new Frame(), contiguous: true), _ => new Framer());

    private static SyncWord Sync => field ??= new(Convert.ToUInt64(string.Concat(Sequence(0b100111, 6, SyncBits)), 2), SyncBits, 1e-6);

    private static byte[] Auxiliary => field ??= [.. Sequence(0b100111, 10, AuxiliaryBits)];

    /// <summary>A register that moves up and adds the polynomial where a bit falls out, from all ones.</summary>
    private static IEnumerable<byte> Sequence(int polynomial, int degree, int length)
    {
        var register = (1 << degree) - 1;
        for (var i = 0; i < length; i++)
        {
            var bit = register >> (degree - 1);
            yield return (byte)bit;
            register = ((register << 1) & ((1 << degree) - 1)) ^ (bit != 0 ? polynomial : 0);
        }
    }

    /// <summary>Sets both sync words right.</summary>
    /// <returns>Bits of the auxiliary one that were wrong.</returns>
    private static int Mend(Span<byte> payload)
    {
        var wrong = 0;
        for (var i = 0; i < SyncBits; i++)
            Set(payload, i, (int)(Sync.Pattern >> (SyncBits - 1 - i)) & 1);
        for (var i = 0; i < AuxiliaryBits; i++)
            wrong += Set(payload, FirstAuxiliaryBit + i, Auxiliary[i]);
        return wrong;
    }

    private static int Set(Span<byte> payload, int place, int bit)
    {
        var (at, shift) = (place >> 3, 7 - (place & 7));
        var change = ((payload[at] >> shift) & 1) ^ bit;
        payload[at] ^= (byte)(change << shift);
        return change;
    }

    private sealed class Frame : ISyncedFrame
    {
        private const float LeastAuxiliary = 0.3f;
        private readonly byte[] _payload = new byte[PayloadLength];

        public int FirstSymbols => FrameBits - SyncBits;

        public int MaxSymbols => FirstSymbols;

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            if (CorrelateAuxiliary(symbols[^AuxiliaryBits..]) < LeastAuxiliary)
            {
                report.Refuse(DecodeStatus.CheckFailed, FirstSymbols);
                return 0;
            }
            _payload.AsSpan().Clear();
            for (var i = 0; i < symbols.Length; i++)
                _payload[(SyncBits + i) >> 3] |= (byte)(symbols[i] > 0 ? 0x80 >> ((SyncBits + i) & 7) : 0);
            report.Frame(_payload, FirstSymbols, Mend(_payload), isChecked: false);
            return 0;
        }

        private static float CorrelateAuxiliary(ReadOnlySpan<float> symbols)
        {
            double sum = 0, all = 0;
            for (var i = 0; i < symbols.Length; i++)
            {
                sum += Auxiliary[i] != 0 ? symbols[i] : -symbols[i];
                all += Math.Abs(symbols[i]);
            }
            return all > 0 ? (float)(sum / all) : 0;
        }
    }

    private sealed class Framer : IFramer
    {
        private readonly byte[] _frame = new byte[PayloadLength];
        private bool _idle;

        public int MinPayloadLength => PayloadLength;

        public int MaxPayloadLength => PayloadLength;

        public int MaxOutput(int payloadLength) => FrameBits;

        public int Conform(Span<byte> payload)
        {
            Mend(payload);
            payload[^1] &= 0xF0;
            return PayloadLength;
        }

        public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
        {
            FramerChecks.Check(this, payload, symbols);
            payload.CopyTo(_frame);
            Mend(_frame);
            for (var i = 0; i < FrameBits; i++)
                symbols[i] = (byte)((_frame[i >> 3] >> (7 - (i & 7))) & 1);
            return FrameBits;
        }

        public void Idle(Span<byte> symbols)
        {
            foreach (ref var symbol in symbols)
                symbol = (byte)((_idle = !_idle) ? 1 : 0);
        }

        public void Reset() => _idle = false;
    }
}
