using System.Numerics;
using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Packets of ON Semiconductor's AX5043 with forward error correction: HDLC, a convolutional code of K = 5 and a 4 × 4 interleaver.</summary>
/// <remarks>
/// AX5043 programming manual (AND9347/D), FEC; gr-satellites 327f305. The sync word is two coded flags. Interleaver blocks of 16 symbols (8 bits) begin with the last bit of a flag. HDLC
/// frames (ISO/IEC 13239) are sent least significant bit first with CRC-16/USB. A match costs a Viterbi decoding that goes on only until noise would have made an abort; with the CRC an hour
/// of noise at 1200 baud gives below 10⁻³ frames.
/// </remarks>
public sealed class Ax5043Frame : ISyncedFrame
{
    internal const int BlockSymbols = 16, MaxFrameLength = 256;
    private const int StartState = 0xF;      // the flag's ones before its last zero
    private const int UnsureBits = 24;       // at the end of a path that is cut
    private const int FirstCode = 8 * BlockSymbols;
    private const int LeastStep = 4 * BlockSymbols, LargestStep = 32 * BlockSymbols; // small, so that frames come out in the order of their ends
    private readonly SyncWord _sync;
    private readonly ViterbiDecoder _viterbi = new(Code, MaxBits);
    private readonly float[] _symbols = new float[2 * MaxBits];
    private readonly byte[] _bits = new byte[MaxBits / 8];
    private readonly byte[] _frame = new byte[MaxFrameLength + 3];

    /// <param name="sync">The sync word that it follows.</param>
    public Ax5043Frame(SyncWord sync) => _sync = sync;

    /// <summary>Generators 23 and 35, the first one inverted.</summary>
    internal static ConvolutionalCode Code => field ??= new("AX5043", 5, [23, 35], inverted: 0b01);

    /// <inheritdoc/>
    public int FirstSymbols => BlockSymbols;

    /// <inheritdoc/>
    public int MaxSymbols => _symbols.Length;

    private static int MaxBits => ((((MaxFrameLength + 2) * 8 * 6 / 5) + 8 + UnsureBits + 8) / 8) * 8;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        // One more flag, with an error at the most, makes a match about as good as this one.
        if (symbols.Length == FirstSymbols)
            return BitOperations.PopCount(Bits.PackWord(symbols) ^ (uint)(_sync.Pattern & 0xFFFF)) <= 1 ? 0 : FirstCode;
        Permute<float>(symbols, _symbols);
        var result = _viterbi.Decode(_symbols.AsSpan(0, symbols.Length), _bits, ViterbiEnds.From(StartState));
        var status = Find(result.Bits, out var end, out var length);
        var last = symbols.Length == MaxSymbols;
        if (status == DecodeStatus.Ok)
            report.Frame(_frame.AsSpan(0, length - 2), Math.Min(symbols.Length, 2 * end), result.Disagreements);
        else if (end > result.Bits - UnsureBits && !last)
            return Math.Min(MaxSymbols, symbols.Length + Math.Clamp(symbols.Length / 3 / BlockSymbols * BlockSymbols, LeastStep, LargestStep));
        else
            report.Refuse(status, Math.Min(symbols.Length, 2 * end));
        return 0;
    }

    /// <summary>The symbols of a block as a square: rows become columns, both ways.</summary>
    internal static void Permute<T>(ReadOnlySpan<T> from, Span<T> to)
    {
        for (var block = 0; block + BlockSymbols <= from.Length; block += BlockSymbols)
        {
            for (var i = 0; i < BlockSymbols; i++)
                to[block + i] = from[block + ((i & 3) * 4) + (i >> 2)];
        }
    }

    /// <summary>Reads one frame after a flag whose last bit is the first here; flags before it are passed over.</summary>
    /// <param name="end">Bits looked at: all, where neither flag nor abort is there.</param>
    private DecodeStatus Find(int bits, out int end, out int length)
    {
        var (ones, filled, octet) = (6, 0, 0);
        length = 0;
        for (end = 0; end < bits;)
        {
            var bit = (_bits[end >> 3] >> (7 - (end & 7))) & 1;
            end++;
            if (bit == 0 && ones == 6)
            {
                if (length > 0)
                    return Judge(length, filled);
                (ones, filled, octet) = (0, 0, 0);
                continue;
            }
            if (bit == 1 && ones == 6)
                return DecodeStatus.Aborted;
            var stuffed = bit == 0 && ones == 5;
            ones = bit == 0 ? 0 : ones + 1;
            if (stuffed)
                continue;
            octet |= bit << filled++;
            if (filled < 8)
                continue;
            if (length == _frame.Length)
                return DecodeStatus.TooLong;
            _frame[length++] = (byte)octet;
            (filled, octet) = (0, 0);
        }
        return DecodeStatus.Aborted;
    }

    /// <param name="filled">Bits of a byte begun: 7 where the flag follows a whole byte, its first zero and its ones.</param>
    private DecodeStatus Judge(int length, int filled)
    {
        if (filled != 7)
            return DecodeStatus.Aborted;
        if (length > MaxFrameLength + 2)
            return DecodeStatus.TooLong;
        if (length < 3)
            return DecodeStatus.TooShort;
        return Crc.Crc16Usb.IsValid(_frame.AsSpan(0, length), lowOctetFirst: true) ? DecodeStatus.Ok : DecodeStatus.CheckFailed;
    }
}
