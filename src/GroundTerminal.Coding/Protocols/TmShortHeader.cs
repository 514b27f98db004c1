namespace GroundTerminal.Coding.Protocols;

/// <summary>The header of the shortened telemetry frames of Harbin's satellites: as the standard's, with an octet for the frame data field status.</summary>
/// <remarks>No standard: the layout is that of BY02 (BY70-2) and ASRTU-1 as the gr-satellites project catalogues it. Compare <see cref="TmPrimaryHeader"/>.</remarks>
public readonly record struct TmShortHeader
{
    /// <summary>Bytes that the header takes.</summary>
    public const int Length = 5;

    private readonly ushort _identification;

    private TmShortHeader(ReadOnlySpan<byte> frame)
    {
        _identification = (ushort)((frame[0] << 8) | frame[1]);
        (MasterChannelFrameCount, VirtualChannelFrameCount, FirstHeader) = (frame[2], frame[3], frame[4]);
    }

    /// <summary>Transfer frame version number, 0 to 3.</summary>
    public int Version => _identification >> 14;

    /// <summary>Spacecraft identifier, 0 to 1023.</summary>
    public int SpacecraftId => (_identification >> 4) & 0x3FF;

    /// <summary>Virtual channel, 0 to 7.</summary>
    public int VirtualChannelId => (_identification >> 1) & 0x07;

    /// <summary>The flag that in standard frames announces an operational control field.</summary>
    public bool OperationalControlFlag => (_identification & 1) != 0;

    /// <summary>Counts the frames of the spacecraft, modulo 256.</summary>
    public int MasterChannelFrameCount { get; }

    /// <summary>Counts the frames of the virtual channel, modulo 256.</summary>
    public int VirtualChannelFrameCount { get; }

    /// <summary>The pointer, 0 to 255.</summary>
    public int FirstHeader { get; }

    /// <summary>Reads the header of a frame.</summary>
    /// <param name="frame">The frame; any bytes are safe.</param>
    /// <param name="header">The header, where there is one.</param>
    /// <returns>False where the frame is shorter than a header.</returns>
    public static bool TryParse(ReadOnlySpan<byte> frame, out TmShortHeader header)
    {
        header = frame.Length < Length ? default : new TmShortHeader(frame);
        return frame.Length >= Length;
    }
}
