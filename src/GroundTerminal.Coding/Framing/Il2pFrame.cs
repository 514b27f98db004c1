using System.Numerics;
using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Protocols;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes what follows the sync word of IL2P to an AX.25 frame (see <see cref="Il2p"/>).</summary>
/// <remarks>
/// Nothing says whether a CRC follows: where it does and is right, the frame is beyond doubt; else Reed–Solomon has to do. Noise becomes a header with possible call signs with a chance of 7·10⁻⁴, and only a block of up to 61 bytes, with two bytes
/// of parity, passes with more than 10⁻⁴ (one in ten): with 3·10⁻⁴ syncs a symbol that leaves 0.03 frames an hour at 9600 baud.
/// </remarks>
internal sealed class Il2pFrame : ISyncedFrame
{
    private const int HeaderSymbols = 8 * Il2p.CodedHeaderLength;
    private readonly LfsrScrambler _scrambler = Il2p.Scrambler();
    private readonly ReedSolomon[] _codes = Il2p.Codes();
    private readonly byte[] _header = new byte[Il2p.CodedHeaderLength];
    private readonly byte[] _block = new byte[255];
    private readonly float[] _reliabilities = new float[255];
    private readonly byte[] _frame = new byte[Il2pHeader.MaxAx25Length + Il2p.MaxPayloadLength];

    /// <inheritdoc/>
    public int FirstSymbols => HeaderSymbols;

    /// <inheritdoc/>
    public int MaxSymbols => HeaderSymbols + (8 * (Il2p.MaxCodedLength + Il2p.CrcLength));

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var headerLength = 0;
        var corrected = DecodeHeader(symbols[..HeaderSymbols], ref headerLength);
        if (corrected < 0)
        {
            report.Refuse(DecodeStatus.CheckFailed, HeaderSymbols);
            return 0;
        }
        var payloadLength = Il2pHeader.PayloadLength(_header);
        var layout = Il2p.Cut(payloadLength, Il2pHeader.IsMaxFec(_header));
        var end = HeaderSymbols + (8 * layout.CodedLength);
        if (symbols.Length < end + (8 * Il2p.CrcLength))
            return end + (8 * Il2p.CrcLength);
        var inPayload = DecodePayload(symbols[HeaderSymbols..end], layout, headerLength);
        var frame = _frame.AsSpan(0, headerLength + payloadLength);
        if (inPayload < 0 || frame.IsEmpty)
            report.Refuse(DecodeStatus.CheckFailed, end);
        else if (IsCrc(symbols.Slice(end, 8 * Il2p.CrcLength), frame))
            report.Frame(frame, end + (8 * Il2p.CrcLength), corrected + inPayload);
        else
            report.Frame(frame, end, corrected + inPayload, Ax25Header.IsPlausible(frame));
        return 0;
    }

    /// <summary>First as received, then with the two least reliable bytes taken for unknown: what comes out is checked by what a header can be.</summary>
    private int DecodeHeader(ReadOnlySpan<float> symbols, ref int ax25Length)
    {
        Span<int> weakest = stackalloc int[2];
        for (var trial = 0; trial < 2; trial++)
        {
            Bits.Pack(symbols, _header);
            Bits.Reliabilities(symbols, _reliabilities.AsSpan(0, _header.Length));
            FindTwoWeakest(_reliabilities.AsSpan(0, _header.Length), weakest);
            var corrected = trial == 0 ? _codes[1].Decode(_header) : _codes[1].Decode(_header, weakest);
            if (corrected < 0)
                continue;
            _scrambler.Reset();
            _scrambler.Descramble(_header.AsSpan(0, Il2p.HeaderLength));
            var transparent = Il2pHeader.IsTransparent(_header);
            ax25Length = transparent ? 0 : Il2pHeader.ToAx25(_header, _frame);
            if (transparent ? Il2pHeader.IsCleanTransparent(_header) : ax25Length > 0)
                return corrected;
        }
        return -1;
    }

    private static void FindTwoWeakest(ReadOnlySpan<float> reliabilities, Span<int> weakest)
    {
        weakest[0] = reliabilities[0] <= reliabilities[1] ? 0 : 1;
        weakest[1] = 1 - weakest[0];
        for (var i = 2; i < reliabilities.Length; i++)
        {
            if (reliabilities[i] < reliabilities[weakest[0]])
                (weakest[0], weakest[1]) = (i, weakest[0]);
            else if (reliabilities[i] < reliabilities[weakest[1]])
                weakest[1] = i;
        }
    }

    private int DecodePayload(ReadOnlySpan<float> symbols, Il2p.Layout layout, int at)
    {
        var corrected = 0;
        for (var i = 0; i < layout.Count; i++)
        {
            var length = layout.Length + (i < layout.Longer ? 1 : 0);
            var block = _block.AsSpan(0, length + layout.Parity);
            var soft = symbols[..(8 * block.Length)];
            Bits.Pack(soft, block);
            Bits.Reliabilities(soft, _reliabilities.AsSpan(0, block.Length));
            var inBlock = _codes[layout.Parity / 2].DecodeSoft(block, _reliabilities.AsSpan(0, block.Length));
            if (inBlock < 0)
                return -1;
            _scrambler.Reset();
            _scrambler.Descramble(block[..length]);
            block[..length].CopyTo(_frame.AsSpan(at));
            (at, corrected) = (at + length, corrected + inBlock);
            symbols = symbols[soft.Length..];
        }
        return corrected;
    }

    /// <summary>Whether the four words are those of the frame's CRC, but for one wrong bit in each.</summary>
    private static bool IsCrc(ReadOnlySpan<float> symbols, ReadOnlySpan<byte> frame)
    {
        var crc = (int)Crc.Crc16X25.Compute(frame);
        for (var i = 0; i < Il2p.CrcLength; i++)
        {
            var word = Bits.PackWord(symbols.Slice((8 * i) + 1, 7));
            if (BitOperations.PopCount(word ^ (uint)Il2p.HammingWord((crc >> (4 * i)) & 15)) > 1)
                return false;
        }
        return true;
    }
}
