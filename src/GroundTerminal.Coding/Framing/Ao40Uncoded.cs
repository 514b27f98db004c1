using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>AO-40's uncoded beacon: sync word, 512 bytes, CRC.</summary>
/// <remarks>
/// Amsat P3 telemetry blocks (J. Miller G3RUH, "Amsat P3D telemetry"; facts as in gr-satellites 4.4.0, ao40_uncoded_deframer): sync 3915ED30, 512 bytes, CRC-16/IBM-3740 most significant byte first.
/// The payload is all 514 bytes, check included, as gr-satellites has it. False blocks of noise: 10⁻⁵·2⁻¹⁶ a symbol, at 400 Bd 2·10⁻⁴ an hour.
/// </remarks>
public static class Ao40Uncoded
{
    private const int Length = 514;

    /// <summary>The framing, as the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "AO-40 uncoded", "Amsat P3D telemetry blocks, CRC-16/IBM-3740", _ => new SyncedDeframer(Sync, new Block()), _ => new Framer())
    { CheckBits = 16 };

    private static SyncWord Sync => new(0x3915ED30, 32, 1e-5);

    private sealed class Block : ISyncedFrame
    {
        private readonly byte[] _block = new byte[Length];

        public int FirstSymbols => 8 * Length;

        public int MaxSymbols => 8 * Length;

        public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
        {
            Bits.Pack(symbols, _block);
            if (Crc.Crc16CcittFalse.Compute(_block) == 0)
                report.Frame(_block, symbols.Length);
            else
                report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
            return 0;
        }
    }

    private sealed class Framer : IFramer
    {
        private readonly byte[] _block = new byte[Length];
        private int _idleBit;

        public int MinPayloadLength => Length;

        public int MaxPayloadLength => Length;

        public int MaxOutput(int payloadLength) => Sync.Length + (8 * Length);

        /// <summary>Writes the check over the payload's last two bytes.</summary>
        public int Conform(Span<byte> payload)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(payload[^2..], (ushort)Crc.Crc16CcittFalse.Compute(payload[..^2]));
            return payload.Length;
        }

        /// <summary>Writes the check over the payload's last two bytes.</summary>
        public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
        {
            FramerChecks.Check(this, payload, symbols);
            payload.CopyTo(_block);
            Conform(_block);
            var written = Sync.Write(symbols);
            Bits.Unpack(_block, symbols.Slice(written, 8 * Length));
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
