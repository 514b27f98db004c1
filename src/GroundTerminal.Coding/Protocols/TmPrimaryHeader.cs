using System.Buffers.Binary;

namespace GroundTerminal.Coding.Protocols;

/// <summary>The primary header of a telemetry transfer frame.</summary>
/// <remarks>CCSDS 132.0-B-3, TM Space Data Link Protocol, §4.1.2.</remarks>
public readonly record struct TmPrimaryHeader
{
    /// <summary>Bytes that the header takes.</summary>
    public const int Length = 6;

    /// <summary>Bytes of the operational control field, where there is one, at the frame's end.</summary>
    public const int OperationalControlLength = 4;

    private readonly ushort _identification, _status;

    private TmPrimaryHeader(ushort identification, byte masterCount, byte channelCount, ushort status) =>
        (_identification, MasterChannelFrameCount, VirtualChannelFrameCount, _status) = (identification, masterCount, channelCount, status);

    /// <summary>Transfer frame version number, 0 to 3; telemetry has 0.</summary>
    public int Version => _identification >> 14;

    /// <summary>Spacecraft identifier, 0 to 1023.</summary>
    public int SpacecraftId => (_identification >> 4) & 0x3FF;

    /// <summary>Virtual channel, 0 to 7; 7 is by custom the idle one.</summary>
    public int VirtualChannelId => (_identification >> 1) & 0x07;

    /// <summary>The frame ends in an operational control field, before its check if it has one.</summary>
    public bool HasOperationalControl => (_identification & 1) != 0;

    /// <summary>Counts the frames of the spacecraft, modulo 256.</summary>
    public int MasterChannelFrameCount { get; }

    /// <summary>Counts the frames of the virtual channel, modulo 256.</summary>
    public int VirtualChannelFrameCount { get; }

    /// <summary>A secondary header follows.</summary>
    public bool HasSecondaryHeader => (_status & 0x8000) != 0;

    /// <summary>False: the data field holds packets one after the other. True: something else, and <see cref="FirstHeader"/> says nothing.</summary>
    public bool Synchronization => (_status & 0x4000) != 0;

    /// <summary>Reserved; 0 unless <see cref="Synchronization"/>.</summary>
    public bool PacketOrder => (_status & 0x2000) != 0;

    /// <summary>Segment length identifier, 0 to 3; 3 unless <see cref="Synchronization"/>.</summary>
    public int SegmentLengthId => (_status >> 11) & 0x03;

    /// <summary>Byte of the data field at which the first packet begins, or a value of <see cref="FirstHeaderPointer"/>.</summary>
    public int FirstHeader => _status & 0x7FF;

    /// <summary>The frame was sent for want of data.</summary>
    public bool IsOnlyIdle => !Synchronization && FirstHeader == FirstHeaderPointer.OnlyIdle;

    /// <summary>Whether a header of the standard looks so: version 0, and where packets are carried the reserved bits as prescribed and a pointer into the frame.</summary>
    /// <param name="frameLength">Bytes of the whole frame.</param>
    public bool IsPlausible(int frameLength) =>
        Version == 0 && (Synchronization || (!PacketOrder && SegmentLengthId == 3 && (FirstHeader >= FirstHeaderPointer.OnlyIdle || FirstHeader < frameLength - Length)));

    /// <summary>Reads the header of a frame.</summary>
    /// <param name="frame">The frame; any bytes are safe.</param>
    /// <param name="header">The header, where there is one.</param>
    /// <returns>False where the frame is shorter than a header.</returns>
    public static bool TryParse(ReadOnlySpan<byte> frame, out TmPrimaryHeader header)
    {
        header = frame.Length < Length ? default : new TmPrimaryHeader(BinaryPrimitives.ReadUInt16BigEndian(frame), frame[2], frame[3], BinaryPrimitives.ReadUInt16BigEndian(frame[4..]));
        return frame.Length >= Length;
    }

    /// <summary>What lies between the headers and the operational control field: the transfer frame data field. Empty where the frame is too short for what its headers say.</summary>
    /// <param name="frame">The frame that this header was read from, without a frame error control field.</param>
    public ReadOnlySpan<byte> DataField(ReadOnlySpan<byte> frame)
    {
        // §4.1.3.2: the low six bits of the first octet are the length of the secondary header less one.
        var start = Length + (HasSecondaryHeader && frame.Length > Length ? (frame[Length] & 0x3F) + 1 : 0);
        var end = frame.Length - (HasOperationalControl ? OperationalControlLength : 0);
        return start < end ? frame[start..end] : [];
    }
}
