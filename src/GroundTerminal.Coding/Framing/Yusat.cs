using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Coding.Framing;

/// <summary>YUSAT-1: AX.25 frames between flags, but without bit stuffing, line code or scrambler, and each byte sent most significant bit first.</summary>
/// <remarks>
/// gr-satellites 327f305. The flag of 8 bits alone is the sync word. What follows is read on only where at least 9 of the 12 characters of its addresses are shifted as AX.25 has them, 7% of
/// noise: noise at 9600 baud then gives 0.3 frames an hour that pass the CRC-16/X-25, of which hardly one in 10⁸ has a header that a station would send; frames without one are marked.
/// </remarks>
public sealed class Yusat : ISyncedFrame
{
    private const byte Flag = 0x7E;
    private const int MaxLength = 255, StepBytes = 64, AddressLength = 7, LeastShifted = 9, ShortestFrame = Ax25Deframer.MinFrameLength + 2;
    private readonly byte[] _bytes = new byte[MaxLength + 1];

    /// <summary>As the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "YUSAT", "YUSAT-1: 7E, AX.25 frame without stuffing, CRC-16/X-25, 7E, MSB first", _ => new SyncedDeframer(Sync(), new Yusat()), _ => new Framer())
    {
        HasLongRuns = true,
        CheckBits = 16,
    };

    /// <inheritdoc/>
    public bool ReadsAhead => true;

    /// <summary>One byte: flags that follow a flag are told at once.</summary>
    public int FirstSymbols => 8;

    /// <inheritdoc/>
    public int MaxSymbols => _bytes.Length * 8;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var bytes = _bytes.AsSpan(0, symbols.Length / 8);
        Bits.Pack(symbols, bytes);
        for (var end = NextFlag(bytes, Looked(bytes.Length)); end >= 0; end = NextFlag(bytes, end + 1))
        {
            var frame = bytes[..end];
            if (!Crc.Crc16X25.IsValid(frame, lowOctetFirst: true))
            {
                report.Refuse(DecodeStatus.CheckFailed, end * 8);
                continue;
            }
            report.Frame(frame[..^2], end * 8, plausible: Ax25Header.IsPlausible(frame[..^2]));
            return 0;
        }
        if (bytes.Length == 1 && bytes[0] != Flag)
            return Ax25Deframer.MinFrameLength * 8;
        if (bytes.Length is > 1 and < MaxLength + 1 && Shifted(bytes) >= LeastShifted)
            return Math.Min(bytes.Length + StepBytes, _bytes.Length) * 8;
        report.Refuse(DecodeStatus.TooShort, symbols.Length);
        return 0;
    }

    private static SyncWord Sync() => new(Flag, 8, falseAlarmRate: 0.01);

    private static int Shifted(ReadOnlySpan<byte> header)
    {
        var count = 0;
        for (var i = 0; i < AddressLength - 1; i++)
            count += 2 - (header[i] & 1) - (header[i + AddressLength] & 1);
        return count;
    }

    /// <summary>Where to look for the end from: behind the shortest frame, and behind what an earlier call has looked at.</summary>
    private static int Looked(int length) =>
        Math.Min(length, Math.Max(ShortestFrame, Ax25Deframer.MinFrameLength + ((length - Ax25Deframer.MinFrameLength - 1) / StepBytes * StepBytes)));

    private static int NextFlag(ReadOnlySpan<byte> bytes, int from)
    {
        var next = bytes[from..].IndexOf(Flag);
        return next < 0 ? -1 : from + next;
    }

    private sealed class Framer : IFramer
    {
        private const int FlagsBefore = 4;
        private readonly byte[] _bytes = new byte[MaxLength + FlagsBefore + 1];

        public int MinPayloadLength => Ax25Deframer.MinFrameLength;

        public int MaxPayloadLength => MaxLength - 2;

        public int MaxOutput(int payloadLength) => (payloadLength + FlagsBefore + 3) * 8;

        /// <remarks>Shifts characters of addresses as AX.25 has them. A byte like the flag would end the frame.</remarks>
        public int Conform(Span<byte> payload)
        {
            for (var i = 0; i < 2 * AddressLength; i++)
                payload[i] &= (byte)(i % AddressLength == AddressLength - 1 ? 0xFF : 0xFE);
            payload.Replace(Flag, (byte)(Flag ^ 2));
            for (Span<byte> sealedFrame = stackalloc byte[MaxLength]; ; payload[^1]++)
            {
                payload.CopyTo(sealedFrame);
                var check = sealedFrame[..(payload.Length + 2)];
                Crc.Crc16X25.Seal(check, lowOctetFirst: true);
                if (!check.Contains(Flag))
                    return payload.Length;
            }
        }

        public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
        {
            FramerChecks.Check(this, payload, symbols);
            var all = _bytes.AsSpan(0, payload.Length + FlagsBefore + 3);
            all.Fill(Flag);
            var frame = all[FlagsBefore..^1];
            payload.CopyTo(frame);
            Crc.Crc16X25.Seal(frame, lowOctetFirst: true);
            Bits.Unpack(all, symbols);
            return all.Length * 8;
        }

        public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

        public void Reset()
        {
        }
    }
}
