using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>What follows the sync word of SanoSat-1: length, its CRC, the bytes FF FF 00 00, data, and a CRC over length, those four bytes and data.</summary>
/// <remarks>
/// AMSAT Nepal, "SANOSAT-1 Communication Protocols" (amsat-np.org). The length counts both checks and the data. The first seven bytes follow from the length alone: the length whose seven bytes
/// agree best with the symbols is taken, and at most <see cref="MaxHeaderErrors"/> of the 56 may disagree. So the short sync word may match often: of 126 headers one is as near to noise with 10⁻⁶, and the
/// check passes 2⁻¹⁶ of that; at 10⁻³ false syncs a symbol noise gives none in a year.
/// </remarks>
public sealed class SanoSatFrame : ISyncedFrame
{
    internal const int HeaderLength = 7;
    internal const int CheckLength = 2;
    internal const int MaxLength = 130;
    private const int MinLength = (2 * CheckLength) + 1;
    private const int MaxHeaderErrors = 8;
    private readonly byte[] _headers = new byte[(MaxLength + 1) * HeaderLength * 8];
    private readonly byte[] _packet = new byte[MaxLength + 5];
    private readonly byte[] _checked = new byte[MaxLength + 5];

    /// <summary>Makes the headers of all lengths.</summary>
    public SanoSatFrame()
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        for (var length = MinLength; length <= MaxLength; length++)
        {
            WriteHeader(length, header);
            Bits.Unpack(header, _headers.AsSpan(length * HeaderLength * 8));
        }
    }

    /// <inheritdoc/>
    public int FirstSymbols => HeaderLength * 8;

    /// <inheritdoc/>
    public int MaxSymbols => _packet.Length * 8;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var length = FindLength(symbols[..(HeaderLength * 8)]);
        if (length == 0)
            return 0;
        var end = (length + 5) * 8;
        if (symbols.Length < end)
            return end;
        var packet = _packet.AsSpan(0, length + 5);
        Bits.Pack(symbols[..end], packet);
        WriteHeader(length, packet);
        if (IsValid(packet))
            report.Frame(packet[HeaderLength..^CheckLength], end);
        else
            report.Refuse(DecodeStatus.CheckFailed, end);
        return 0;
    }

    /// <summary>Length, its check, FF FF 00 00.</summary>
    internal static void WriteHeader(int length, Span<byte> header)
    {
        header[0] = (byte)length;
        Crc.Crc16CcittFalse.Seal(header[..3], lowOctetFirst: true);
        (header[3], header[4], header[5], header[6]) = (0xFF, 0xFF, 0, 0);
    }

    /// <summary>The length's check has no part in that of the packet.</summary>
    private bool IsValid(ReadOnlySpan<byte> packet)
    {
        _checked[0] = packet[0];
        packet[3..].CopyTo(_checked.AsSpan(1));
        return Crc.Crc16CcittFalse.IsValid(_checked.AsSpan(0, packet.Length - 2), lowOctetFirst: true);
    }

    private int FindLength(ReadOnlySpan<float> symbols)
    {
        var (best, bestSum) = (0, 0f);
        for (var length = MinLength; length <= MaxLength; length++)
        {
            var bits = _headers.AsSpan(length * symbols.Length, symbols.Length);
            var sum = 0f;
            for (var i = 0; i < bits.Length; i++)
                sum += bits[i] != 0 ? symbols[i] : -symbols[i];
            if (sum > bestSum)
                (best, bestSum) = (length, sum);
        }
        var wrong = 0;
        for (var i = 0; i < symbols.Length; i++)
            wrong += (symbols[i] > 0) != (_headers[(best * symbols.Length) + i] != 0) ? 1 : 0;
        return wrong <= MaxHeaderErrors ? best : 0;
    }
}
