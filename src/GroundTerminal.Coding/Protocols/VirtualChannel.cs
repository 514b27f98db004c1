using GroundTerminal.Coding.Transports;

namespace GroundTerminal.Coding.Protocols;

/// <summary>One virtual channel of a <see cref="TransferFrameService"/>: its count, its open packet, its account.</summary>
internal sealed class VirtualChannel : IPacketSink
{
    private readonly int _counts;
    private readonly int _maxPacketLength;
    private SpacePacketExtractor? _extractor;
    private ITransferFrameSink? _sink;
    private bool _isNew = true;

    /// <param name="account">Of the channel.</param>
    /// <param name="counts">Values of its frame count.</param>
    /// <param name="maxPacketLength">See <see cref="TransferFrameFormat"/>.</param>
    public VirtualChannel(VirtualChannelAccount account, int counts, int maxPacketLength) => (Account, _counts, _maxPacketLength) = (account, counts, maxPacketLength);

    public VirtualChannelAccount Account { get; }

    /// <summary>Counts a frame.</summary>
    /// <param name="count">Its frame count.</param>
    /// <param name="modulus">Values of that count, its cycle included.</param>
    /// <returns>False for a repeated one.</returns>
    /// <remarks>A jump of more than half of what an AOS count holds is none forward: the count began anew, and nobody knows how many are missing. A TM count of 256 values is too short to tell.</remarks>
    public bool Count(long count, long modulus, ITransferFrameSink sink)
    {
        var lost = Account.LastCount < 0 ? 0 : ((count - Account.LastCount - 1) % modulus + modulus) % modulus;
        if (Account.LastCount >= 0 && count == Account.LastCount)
        {
            Account.RepeatedFrames++;
            return false;
        }
        Account.LastCount = count;
        Account.Frames++;
        if (lost == 0)
            return true;
        if (modulus > SpacePacketExtractor.TmFrameCounts && lost > modulus / 2)
            lost = 0;
        Account.Gaps++;
        Account.FramesLost += lost;
        sink.OnGap(Account, (int)lost);
        return true;
    }

    /// <summary>Takes packets out of a data field.</summary>
    public void TakePackets(ReadOnlySpan<byte> zone, int firstHeader, ITransferFrameSink sink)
    {
        _extractor ??= new SpacePacketExtractor(_counts, _maxPacketLength);
        (_sink, _isNew) = (sink, false);
        _extractor.Process(zone, firstHeader, (int)(Account.LastCount % _counts), this);
        Account.PacketsCut = _extractor.DroppedPackets;
    }

    /// <summary>A frame without packets between others: the count goes on.</summary>
    public void TakeIdle(ITransferFrameSink sink)
    {
        Account.IdleFrames++;
        if (!_isNew)
            TakePackets([], FirstHeaderPointer.OnlyIdle, sink);
    }

    void IPacketSink.OnPacket(ReadOnlySpan<byte> packet)
    {
        if (IsIdle(packet))
        {
            Account.IdlePackets++;
            return;
        }
        Account.Packets++;
        Account.PacketBytes += packet.Length;
        _sink!.OnPacket(Account, packet);
    }

    private static bool IsIdle(ReadOnlySpan<byte> packet) => packet[0] >> 5 == EncapsulationHeader.PacketVersion
        ? EncapsulationHeader.TryParse(packet, out var encapsulation) && encapsulation.IsIdle
        : SpacePacketHeader.TryParse(packet, out var header) && header.IsIdle;
}
