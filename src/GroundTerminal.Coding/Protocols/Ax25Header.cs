namespace GroundTerminal.Coding.Protocols;

/// <summary>Addresses and control of an AX.25 frame.</summary>
/// <remarks>AX.25 Link Access Protocol v2.2, §3.12 (addresses), §4.2 (control), §3.4 (PID).</remarks>
public sealed record Ax25Header
{
    private const int AddressLength = 7;
    private const int MaxAddresses = 10;

    /// <summary>Call sign that the frame is for, with <c>-n</c> where its SSID is not 0.</summary>
    public required string Destination { get; init; }

    /// <summary>Call sign that the frame comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Call signs of the digipeaters, in order; one that has repeated the frame ends in <c>*</c>.</summary>
    public required IReadOnlyList<string> Digipeaters { get; init; }

    /// <summary>The first control octet.</summary>
    public required byte Control { get; init; }

    /// <summary>Protocol identifier; null where frames of this type have none (other than I and UI frames).</summary>
    public required byte? Pid { get; init; }

    /// <summary>Bytes before the information field.</summary>
    public required int Length { get; init; }

    /// <summary>What the control octet says: <c>I</c>, <c>RR</c>, <c>RNR</c>, <c>REJ</c>, <c>SREJ</c>, <c>UI</c>, <c>SABM</c>, …; <c>U</c> where it is none of the standard's.</summary>
    public string FrameType => (Control & 0x01) == 0 ? "I" : (Control & 0x03) == 0x01 ? Supervisory(Control) : Unnumbered(Control);

    /// <summary>Whether a frame begins with a header that a station would send, by the rule of <see cref="TryParse"/>. Allocates nothing.</summary>
    public static bool IsPlausible(ReadOnlySpan<byte> frame) => CountAddresses(frame) is >= 2 and var addresses && frame.Length > addresses * AddressLength;

    /// <summary>Reads the header of a frame without its check.</summary>
    /// <param name="frame">The frame; any bytes are safe.</param>
    /// <param name="header">The header, where there is one.</param>
    /// <returns>False where the frame does not begin with two to ten call signs of capital letters, digits and trailing spaces, the extension bit set in the last one only, and a control octet.</returns>
    public static bool TryParse(ReadOnlySpan<byte> frame, out Ax25Header? header)
    {
        header = null;
        if (!IsPlausible(frame))
            return false;
        var addresses = CountAddresses(frame);
        var at = addresses * AddressLength;
        var control = frame[at];
        var hasPid = ((control & 0x01) == 0 || (control & 0xEF) == 0x03) && frame.Length > at + 1;
        header = new Ax25Header
        {
            Destination = Call(frame, 0),
            Source = Call(frame, 1),
            Digipeaters = Digipeated(frame, addresses),
            Control = control,
            Pid = hasPid ? frame[at + 1] : null,
            Length = at + (hasPid ? 2 : 1),
        };
        return true;
    }

    private static int CountAddresses(ReadOnlySpan<byte> frame)
    {
        for (var count = 1; count <= MaxAddresses && frame.Length >= count * AddressLength; count++)
        {
            if (!IsCall(frame.Slice((count - 1) * AddressLength, AddressLength - 1)))
                return 0;
            if ((frame[(count * AddressLength) - 1] & 1) != 0)
                return count;
        }
        return 0;
    }

    private static bool IsCall(ReadOnlySpan<byte> octets)
    {
        var ended = false;
        foreach (var octet in octets)
        {
            var c = (char)(octet >> 1);
            if ((octet & 1) != 0 || (c != ' ' && (ended || !(char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)))))
                return false;
            ended |= c == ' ';
        }
        return octets[0] >> 1 != ' ';
    }

    private static string Call(ReadOnlySpan<byte> frame, int index)
    {
        var address = frame.Slice(index * AddressLength, AddressLength);
        Span<char> text = stackalloc char[6];
        var length = 0;
        while (length < 6 && address[length] >> 1 != ' ')
        {
            text[length] = (char)(address[length] >> 1);
            length++;
        }
        var ssid = (address[6] >> 1) & 0x0F;
        return ssid == 0 ? text[..length].ToString() : $"{text[..length]}-{ssid}";
    }

    private static string[] Digipeated(ReadOnlySpan<byte> frame, int addresses)
    {
        var calls = new string[addresses - 2];
        for (var i = 0; i < calls.Length; i++)
            calls[i] = Call(frame, i + 2) + ((frame[((i + 3) * AddressLength) - 1] & 0x80) != 0 ? "*" : "");
        return calls;
    }

    private static string Supervisory(byte control) => (control & 0x0C) switch { 0x00 => "RR", 0x04 => "RNR", 0x08 => "REJ", _ => "SREJ" };

    private static string Unnumbered(byte control) => (control & 0xEF) switch
    {
        0x03 => "UI",
        0x0F => "DM",
        0x2F => "SABM",
        0x43 => "DISC",
        0x63 => "UA",
        0x6F => "SABME",
        0x87 => "FRMR",
        0xAF => "XID",
        0xE3 => "TEST",
        _ => "U",
    };
}
