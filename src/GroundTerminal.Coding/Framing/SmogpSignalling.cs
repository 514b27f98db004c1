namespace GroundTerminal.Coding.Framing;

/// <summary>The signalling packets of SMOG-P, ATL-1 and SMOG-1: 64 bytes behind a long sync word, without a check.</summary>
/// <remarks>
/// Facts from gr-satellites 4.4.0 (smogp_signalling_deframer). SMOG-1 has a second sync word for packets it sends by itself. False packets: 10⁻⁹ a symbol for the sync word, and less than 10⁻³ of these
/// for the spread of 512 symbols of noise: below 10⁻⁵ an hour at 1250 Bd.
/// </remarks>
public static class SmogpSignalling
{
    private const int Length = 64;
    private const double FalseAlarmRate = 1e-9;

    /// <summary>SMOG-P and ATL-1.</summary>
    public static FramingDescriptor SmogP => field ??= new("SMOG-P Signalling", "SMOG-P downlink", _ => CreateDeframer(Sync), _ => new Framer());

    /// <summary>SMOG-1: either sync word.</summary>
    public static FramingDescriptor Smog1 => field ??= new("SMOG-1 Signalling", "SMOG-1 downlink", _ => new EitherDeframer(CreateDeframer(Sync), CreateDeframer(TransmitSync)), _ => new Framer());

    private static SyncWord Sync => SyncWord.Parse("0010110111010100100101111111110111010011011110110000111100011111", FalseAlarmRate);

    private static SyncWord TransmitSync => SyncWord.Parse("0010110111010100101000111001111000011010010101010110101111001011", FalseAlarmRate);

    private static SyncedDeframer CreateDeframer(SyncWord sync) => new(sync, new Packet());

    private sealed class Packet : ISyncedFrame
    {
        /// <summary>Noise has 1.571 ± 0.037 over 512 symbols.</summary>
        private const float MostSpread = 1.45f;
        private readonly byte[] _packet = new byte[Length];

        public int FirstSymbols => 8 * Length;

        public int MaxSymbols => 8 * Length;

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            Bits.Pack(symbols, _packet);
            if (SymbolSpread.Of(symbols) <= MostSpread)
                report.Frame(_packet, symbols.Length, isChecked: false);
            else
                report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
            return 0;
        }
    }

    /// <summary>In blocks that no packet ends inside, so that results come in the order of their ends however the stream is cut.</summary>
    private sealed class EitherDeframer(SyncedDeframer first, SyncedDeframer second) : IDeframer
    {
        public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
        {
            while (!symbols.IsEmpty)
            {
                var block = symbols[..(int)Math.Min(Math.Min(symbols.Length, 8 * Length), Math.Min(first.ToNextFrame, second.ToNextFrame))];
                first.Process(block, sink);
                second.Process(block, sink);
                symbols = symbols[block.Length..];
            }
        }

        public void Reset()
        {
            first.Reset();
            second.Reset();
        }
    }

    private sealed class Framer : IFramer
    {
        private int _idleBit;

        public int MinPayloadLength => Length;

        public int MaxPayloadLength => Length;

        public int MaxOutput(int payloadLength) => Sync.Length + (8 * Length);

        public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
        {
            FramerChecks.Check(this, payload, symbols);
            var written = Sync.Write(symbols);
            Bits.Unpack(payload, symbols.Slice(written, 8 * Length));
            return written + (8 * Length);
        }

        public void Idle(Span<byte> symbols)
        {
            foreach (ref var symbol in symbols)
                symbol = (byte)(_idleBit ^= 1);
        }

        public void Reset() => _idleBit = 0;
    }
}
