namespace GroundTerminal.Coding.Framing;

/// <summary>Addresses of an AX.25 frame (AX.25 v2.2 §3.12).</summary>
public static class Ax25Address
{
    private const int AddressLength = 7;
    private const int MaxAddresses = 10;

    /// <summary>Whether a frame begins with an address field that a station would send: two to ten addresses of capital letters, digits
    /// and trailing spaces, the extension bit set in the last one only, then a control octet.</summary>
    public static bool IsPlausibleHeader(ReadOnlySpan<byte> frame)
    {
        for (var address = 0; address < MaxAddresses; address++)
        {
            var at = address * AddressLength;
            if (frame.Length <= at + AddressLength || !IsPlausibleCall(frame.Slice(at, AddressLength - 1)))
                return false;
            if ((frame[at + AddressLength - 1] & 1) != 0)
                return address >= 1;
        }
        return false;
    }

    private static bool IsPlausibleCall(ReadOnlySpan<byte> call)
    {
        var ended = false;
        foreach (var octet in call)
        {
            var c = octet >> 1;
            var space = c == ' ';
            if ((octet & 1) != 0 || (ended && !space) || !(space || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')))
                return false;
            ended = space;
        }
        return (call[0] >> 1) != ' ';
    }
}
