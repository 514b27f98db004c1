using GroundTerminal.Coding.Transports;

namespace GroundTerminal.Coding.Protocols;

/// <summary>Takes whole packets out of the transfer frames of one virtual channel, across frames. Safe on any bytes; memory is fixed at construction.</summary>
/// <remarks>CCSDS 132.0-B-3 §4.3.2 and 732.0-B-4 §4.3.2 (packet extraction): space packets (version 0) and encapsulation packets (version 7). After a
/// lost frame, a packet of another version or one that does not end where the next begins, all up to the next frame's first header pointer is dropped.</remarks>
public sealed class SpacePacketExtractor
{
    /// <summary>Frame counts of a TM virtual channel.</summary>
    public const int TmFrameCounts = 256;

    /// <summary>Frame counts of an AOS virtual channel.</summary>
    public const int AosFrameCounts = 1 << 24;

    // The longest header, of an encapsulation packet: a packet's length is known from no more bytes.
    private const int LongestHeader = 8;

    private readonly byte[] _packet;
    private readonly int _frameCounts;
    private int _expectedCount = -1;
    private int _count;
    private bool _collecting;

    /// <param name="frameCounts">How many values the virtual channel's frame count takes: <see cref="TmFrameCounts"/> or <see cref="AosFrameCounts"/>.</param>
    /// <param name="maxPacketLength">Longest packet taken, at least 8 bytes; a longer one is dropped.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public SpacePacketExtractor(int frameCounts, int maxPacketLength = SpacePacketHeader.MaxPacketLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameCounts, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPacketLength, LongestHeader);
        (_frameCounts, _packet) = (frameCounts, new byte[maxPacketLength]);
    }

    /// <summary>Frames that the count says are missing.</summary>
    public long MissingFrames { get; private set; }

    /// <summary>Packets begun and dropped.</summary>
    public long DroppedPackets { get; private set; }

    /// <summary>Takes a frame.</summary>
    /// <param name="packetZone">The frame's data field (TM), or what follows the M_PDU header (AOS).</param>
    /// <param name="firstHeader">The first header pointer.</param>
    /// <param name="frameCount">The virtual channel's frame count.</param>
    /// <param name="sink">Takes the packets that end in this frame, idle ones too, in order.</param>
    public void Process(ReadOnlySpan<byte> packetZone, int firstHeader, int frameCount, IPacketSink sink)
    {
        if (_expectedCount >= 0 && frameCount != _expectedCount)
        {
            MissingFrames += (frameCount - _expectedCount + _frameCounts) % _frameCounts;
            Drop();
        }
        _expectedCount = (frameCount + 1) % _frameCounts;
        if (firstHeader == FirstHeaderPointer.OnlyIdle)
            return;
        if (firstHeader == FirstHeaderPointer.None)
        {
            Continue(packetZone, sink);
            return;
        }
        if (firstHeader >= packetZone.Length)
        {
            Drop();
            return;
        }
        Continue(packetZone[..firstHeader], sink);
        // What is still open here claims more bytes than there are before the next packet.
        Drop();
        _collecting = true;
        while (_collecting && firstHeader < packetZone.Length)
            firstHeader += Take(packetZone[firstHeader..], sink);
    }

    /// <summary>Back to the state after construction; counters too.</summary>
    public void Reset()
    {
        (_expectedCount, _count, _collecting) = (-1, 0, false);
        (MissingFrames, DroppedPackets) = (0, 0);
    }

    // No packet begins in these bytes: once the open one has ended, none of the rest is taken.
    private void Continue(ReadOnlySpan<byte> bytes, IPacketSink sink)
    {
        while (_collecting && _count > 0 && bytes.Length > 0)
            bytes = bytes[Take(bytes, sink)..];
    }

    // Takes bytes up to the end of the packet, or of what is known of its length; returns how many.
    private int Take(ReadOnlySpan<byte> bytes, IPacketSink sink)
    {
        var taken = Math.Min(TryLength(out var length) ? (int)length - _count : 1, bytes.Length);
        bytes[..taken].CopyTo(_packet.AsSpan(_count));
        _count += taken;
        if (!TryLength(out length))
            return taken;
        if (length < _count || length > _packet.Length)
        {
            Drop();
        }
        else if (_count == length)
        {
            sink.OnPacket(_packet.AsSpan(0, _count));
            _count = 0;
        }
        return taken;
    }

    // False while the header is not whole; a negative length where this is no packet.
    private bool TryLength(out long length)
    {
        length = -1;
        if (_count == 0)
            return false;
        var packet = _packet.AsSpan(0, _count);
        var version = packet[0] >> 5;
        if (version == EncapsulationHeader.PacketVersion)
        {
            if (_count < 1 << (packet[0] & 0x03))
                return false;
            length = EncapsulationHeader.TryParse(packet, out var encapsulation) ? encapsulation.PacketLength : -1;
            return true;
        }
        if (version != 0)
            return true;
        if (!SpacePacketHeader.TryParse(packet, out var header))
            return false;
        length = header.PacketLength;
        return true;
    }

    private void Drop()
    {
        if (_collecting && _count > 0)
            DroppedPackets++;
        (_count, _collecting) = (0, false);
    }
}
