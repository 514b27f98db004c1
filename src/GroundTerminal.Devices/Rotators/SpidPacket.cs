namespace GroundTerminal.Devices.Rotators;

/// <summary>SPID's packets byte by byte; see <see cref="SpidHost"/> for the layout and its source.</summary>
internal static class SpidPacket
{
    public const byte Stop = 0x0F, Status = 0x1F, Set = 0x2F;

    public const int CommandLength = 13;

    /// <summary>Stop and status: all other fields are ignored and sent as zeros.</summary>
    public static byte[] Command(byte command)
    {
        var packet = new byte[CommandLength];
        (packet[0], packet[11], packet[12]) = (SpidFrames.Start, command, SpidFrames.End);
        return packet;
    }

    public static byte[] SetRot1(int degreesPlus360)
    {
        var packet = Command(Set);
        Write(packet.AsSpan(1, 3), degreesPlus360, '0');
        packet[4] = (byte)'0';
        return packet;
    }

    public static byte[] SetRot2(int azimuth, int azimuthPulses, int elevation, int elevationPulses)
    {
        var packet = Command(Set);
        Write(packet.AsSpan(1, 4), azimuth, '0');
        Write(packet.AsSpan(6, 4), elevation, '0');
        (packet[5], packet[10]) = ((byte)azimuthPulses, (byte)elevationPulses);
        return packet;
    }

    public static byte[] Rot1Reply(int degreesPlus360)
    {
        byte[] packet = [SpidFrames.Start, 0, 0, 0, SpidFrames.End];
        Write(packet.AsSpan(1, 3), degreesPlus360, '\0');
        return packet;
    }

    public static byte[] Rot2Reply(int azimuthTenths, int elevationTenths, int pulsesPerDegree)
    {
        var packet = new byte[12];
        Write(packet.AsSpan(1, 4), azimuthTenths, '\0');
        Write(packet.AsSpan(6, 4), elevationTenths, '\0');
        (packet[0], packet[5], packet[10], packet[11]) = (SpidFrames.Start, (byte)pulsesPerDegree, (byte)pulsesPerDegree, SpidFrames.End);
        return packet;
    }

    public static int Pulses(double degrees, int perDegree) => (int)Math.Round((360 + degrees) * perDegree, MidpointRounding.AwayFromZero);

    public static bool IsResolution(byte pulsesPerDegree) => pulsesPerDegree is 1 or 2 or 4 or 10;

    /// <returns>Degrees of a reply's digits, with tenths or without; null where they are no digits.</returns>
    public static double? Angle(ReadOnlySpan<byte> packet, int at, bool tenths) =>
        Number(packet.Slice(at, tenths ? 4 : 3), 0) is { } value ? tenths ? (value - 3600) / 10.0 : value - 360 : null;

    /// <param name="zero">0 where digits are byte values, '0' where they are ASCII.</param>
    public static int? Number(ReadOnlySpan<byte> digits, byte zero)
    {
        var value = 0;
        foreach (var d in digits)
        {
            if (d < zero || d > zero + 9)
                return null;
            value = value * 10 + (d - zero);
        }
        return value;
    }

    private static void Write(Span<byte> digits, int value, char zero)
    {
        for (var i = digits.Length - 1; i >= 0; i--, value /= 10)
            digits[i] = (byte)(zero + value % 10);
    }
}
