namespace GroundTerminal.Coding.Framing;

/// <summary>The 13 bytes of IL2P's header, and the AX.25 header that they stand for (type 1).</summary>
/// <remarks>
/// IL2P draft 0.6: call signs in DEC SIXBIT in the low six bits of bytes 0 to 11, SSIDs in byte 12; bit 6 of bytes 0 to 11: UI, PID (4), control (7); bit 7: FEC level, header type, payload length (10). A type 0 header says only the latter, and the payload
/// is a whole AX.25 frame.
/// </remarks>
internal static class Il2pHeader
{
    /// <summary>Most bytes of an AX.25 header that type 1 stands for.</summary>
    public const int MaxAx25Length = 16;

    private const int Supervisory = 0, Unnumbered = 1;
    private static ReadOnlySpan<byte> Pids => [0, 0, 0x20, 0x01, 0x06, 0x07, 0x08, 0, 0, 0, 0, 0xCC, 0xCD, 0xCE, 0xCF, 0xF0];

    private static ReadOnlySpan<byte> Opcodes => [0x2F, 0x43, 0x0F, 0x63, 0x87, 0x03, 0xAF, 0xE3];

    public static bool IsMaxFec(ReadOnlySpan<byte> header) => (header[0] & 0x80) != 0;

    public static bool IsTransparent(ReadOnlySpan<byte> header) => (header[1] & 0x80) == 0;

    public static int PayloadLength(ReadOnlySpan<byte> header) => Field(header, 0x80, 2, 10);

    /// <summary>Writes what bit 7 says.</summary>
    public static void SetPayload(Span<byte> header, int length, bool maxFec, bool transparent)
    {
        header[0] |= (byte)(maxFec ? 0x80 : 0);
        header[1] |= (byte)(transparent ? 0 : 0x80);
        SetField(header, 0x80, 2, 10, length);
    }

    /// <summary>Writes the AX.25 header that a type 1 header stands for.</summary>
    /// <returns>Its length, or 0 where the header could not be one: characters that no call sign has, a PID that is not defined; or, for type 0, anything but zeros.</returns>
    public static int ToAx25(ReadOnlySpan<byte> header, Span<byte> ax25)
    {
        var (pid, control, isUi) = (Field(header, 0x40, 1, 4), Field(header, 0x40, 5, 7), (header[0] & 0x40) != 0);
        var isInformation = !isUi && pid > Unnumbered;
        var command = isInformation || (control & 4) != 0;
        if (!WriteAddress(header, 0, (header[12] >> 4) & 15, command, ax25) || !WriteAddress(header, 6, header[12] & 15, !command, ax25[7..]))
            return 0;
        ax25[13] |= 1;
        var final = (control >> 6) << 4;
        ax25[14] = (byte)(final | (pid, isUi) switch
        {
            (Supervisory, _) => (((control >> 3) & 7) << 5) | ((control & 3) << 2) | 1,
            (Unnumbered, _) => Opcodes[(control >> 3) & 7],
            (_, true) => 0x03,
            _ => (((control >> 3) & 7) << 5) | ((control & 7) << 1),
        });
        if (pid <= Unnumbered)
            return 15;
        ax25[15] = Pids[pid];
        return Pids[pid] == 0 ? 0 : MaxAx25Length;
    }

    /// <summary>Whether a type 0 header has zeros wherever it should.</summary>
    public static bool IsCleanTransparent(ReadOnlySpan<byte> header)
    {
        foreach (var octet in header[..12])
        {
            if ((octet & 0x7F) != 0)
                return false;
        }
        return header[12] == 0;
    }

    /// <summary>Makes a type 1 header of an AX.25 frame's.</summary>
    /// <param name="header">13 bytes, zeros before.</param>
    /// <returns>Bytes of the AX.25 header, or 0 where type 1 would not give the same frame back: more addresses, other frame types, reserved bits.</returns>
    public static int FromAx25(ReadOnlySpan<byte> frame, Span<byte> header)
    {
        if (frame.Length < 15)
            return 0;
        for (var i = 0; i < 6; i++)
            (header[i], header[i + 6]) = ((byte)(((frame[i] >> 1) - ' ') & 0x3F), (byte)(((frame[i + 7] >> 1) - ' ') & 0x3F));
        header[12] = (byte)((((frame[6] >> 1) & 15) << 4) | ((frame[13] >> 1) & 15));
        SetType(frame[14], frame.Length > 15 ? frame[15] : 0, (frame[6] & 0x80) != 0 ? 4 : 0, header);
        Span<byte> back = stackalloc byte[MaxAx25Length];
        var length = ToAx25(header, back);
        return length > 0 && frame.Length >= length && back[..length].SequenceEqual(frame[..length]) ? length : 0;
    }

    private static void SetType(int control, int pid, int command, Span<byte> header)
    {
        var code = Math.Max(0, Pids.IndexOf((byte)pid));
        var final = ((control >> 4) & 1) << 6;
        if ((control & 1) == 0)
            Set(header, false, code, final | ((control >> 5) << 3) | ((control >> 1) & 7));
        else if ((control & 3) == 1)
            Set(header, false, Supervisory, final | ((control >> 5) << 3) | command | ((control >> 2) & 3));
        else if ((control & 0xEF) == 0x03)
            Set(header, true, code, final | (5 << 3) | command);
        else
            Set(header, false, Unnumbered, final | (Math.Max(0, Opcodes.IndexOf((byte)(control & 0xEF))) << 3) | command);
    }

    private static void Set(Span<byte> header, bool isUi, int pid, int control)
    {
        header[0] |= (byte)(isUi ? 0x40 : 0);
        SetField(header, 0x40, 1, 4, pid);
        SetField(header, 0x40, 5, 7, control);
    }

    private static bool WriteAddress(ReadOnlySpan<byte> header, int from, int ssid, bool commandBit, Span<byte> address)
    {
        var ended = false;
        for (var i = 0; i < 6; i++)
        {
            var c = (char)((header[from + i] & 0x3F) + ' ');
            if (c != ' ' && (ended || !(char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))))
                return false;
            ended |= c == ' ';
            address[i] = (byte)(c << 1);
        }
        address[6] = (byte)((commandBit ? 0x80 : 0) | 0x60 | (ssid << 1));
        return address[0] != ' ' << 1;
    }

    private static int Field(ReadOnlySpan<byte> header, int mask, int first, int width)
    {
        var value = 0;
        for (var i = first; i < first + width; i++)
            value = (value << 1) | ((header[i] & mask) != 0 ? 1 : 0);
        return value;
    }

    private static void SetField(Span<byte> header, int mask, int first, int width, int value)
    {
        for (var i = 0; i < width; i++)
            header[first + i] |= (byte)(((value >> (width - 1 - i)) & 1) != 0 ? mask : 0);
    }
}
