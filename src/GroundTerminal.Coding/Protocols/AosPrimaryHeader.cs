using System.Buffers.Binary;

namespace GroundTerminal.Coding.Protocols;

/// <summary>The primary header of an AOS transfer frame, version 2, without its optional header error control.</summary>
/// <remarks>CCSDS 732.0-B-4, AOS Space Data Link Protocol, §4.1.2.</remarks>
public readonly record struct AosPrimaryHeader
{
    /// <summary>Bytes that the header takes.</summary>
    public const int Length = 6;

    /// <summary>The virtual channel of frames that are sent for want of data.</summary>
    public const int IdleVirtualChannel = 63;

    private readonly ushort _identification;
    private readonly byte _signaling;

    private AosPrimaryHeader(ReadOnlySpan<byte> frame)
    {
        _identification = BinaryPrimitives.ReadUInt16BigEndian(frame);
        VirtualChannelFrameCount = (frame[2] << 16) | (frame[3] << 8) | frame[4];
        _signaling = frame[5];
    }

    /// <summary>Transfer frame version number as it stands in the frame, 0 to 3; AOS ("version 2") has 1.</summary>
    public int Version => _identification >> 14;

    /// <summary>Spacecraft identifier, 0 to 255: the eight bits beside the channel.</summary>
    public int SpacecraftId => (_identification >> 6) & 0xFF;

    /// <summary>Virtual channel, 0 to 63.</summary>
    public int VirtualChannelId => _identification & 0x3F;

    /// <summary>Counts the frames of the virtual channel, modulo 2²⁴.</summary>
    public int VirtualChannelFrameCount { get; }

    /// <summary>The frame comes from a recorder, not from now.</summary>
    public bool Replay => (_signaling & 0x80) != 0;

    /// <summary>The next field extends the frame count to 28 bits.</summary>
    public bool CountCycleInUse => (_signaling & 0x40) != 0;

    /// <summary>Counts how often the frame count went round, modulo 16. In issues before 732.0-B-2 these bits are reserved.</summary>
    public int CountCycle => _signaling & 0x0F;

    /// <summary>The frame was sent for want of data.</summary>
    public bool IsOnlyIdle => VirtualChannelId == IdleVirtualChannel;

    /// <summary>Whether a header of the standard looks so: the version, and no reserved bit.</summary>
    public bool IsPlausible => Version == 1 && (_signaling & 0x30) == 0 && (CountCycleInUse || CountCycle == 0);

    /// <summary>Reads the header of a frame.</summary>
    /// <param name="frame">The frame; any bytes are safe.</param>
    /// <param name="header">The header, where there is one.</param>
    /// <returns>False where the frame is shorter than a header.</returns>
    public static bool TryParse(ReadOnlySpan<byte> frame, out AosPrimaryHeader header)
    {
        header = frame.Length < Length ? default : new AosPrimaryHeader(frame);
        return frame.Length >= Length;
    }
}
