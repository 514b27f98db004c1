using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Protocols;

/// <summary>Takes TM or AOS transfer frames apart: counts each spacecraft's and each virtual channel's frames, finds gaps, and hands over packets, streams of bits and other data. Safe on any bytes.</summary>
/// <remarks>
/// CCSDS 132.0-B-3, 732.0-B-4; packets: 133.0-B-2, 133.1-B-3. A channel is made, with memory for its longest packet, when its first frame comes; at most <see cref="MaxChannels"/> are kept.
/// After that nothing is allocated.
/// </remarks>
public sealed class TransferFrameService
{
    /// <summary>Virtual channels kept, of all spacecraft together.</summary>
    public const int MaxChannels = 64;

    private const int ErrorControlLength = 2, HeaderErrorControlLength = 2, OperationalControlLength = TmPrimaryHeader.OperationalControlLength;
    private const int CycleCounts = 16;
    private readonly TransferFrameFormat _format;
    private readonly List<VirtualChannel> _channels = [];
    private readonly List<MasterChannelAccount> _masters = [];

    /// <param name="format">What the frames look like.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length in it is negative or too short.</exception>
    public TransferFrameService(TransferFrameFormat format)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(format.InsertZoneLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(format.MaxPacketLength, 8);
        _format = format;
    }

    /// <summary>The virtual channels seen, in the order of their first frames.</summary>
    public IEnumerable<VirtualChannelAccount> Channels => _channels.Select(c => c.Account);

    /// <summary>The spacecraft seen in TM frames, in the order of their first frames.</summary>
    public IReadOnlyList<MasterChannelAccount> MasterChannels => _masters;

    /// <summary>Frames whose error control field does not fit.</summary>
    public long FramesBad { get; private set; }

    /// <summary>Frames that are none, of other spacecraft, or of more channels than are kept.</summary>
    public long FramesIgnored { get; private set; }

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">Without sync marker and parity, as a deframer gives it.</param>
    /// <param name="sink">Takes what it holds.</param>
    public TransferFrameStatus Process(ReadOnlySpan<byte> frame, ITransferFrameSink sink)
    {
        var status = Check(ref frame);
        if (status == TransferFrameStatus.Ok)
            status = _format.Kind == TransferFrameKind.Tm ? TakeTm(frame, sink) : TakeAos(frame, sink);
        FramesBad += status == TransferFrameStatus.CheckFailed ? 1 : 0;
        FramesIgnored += status is TransferFrameStatus.Malformed or TransferFrameStatus.OtherSpacecraft or TransferFrameStatus.TooManyChannels ? 1 : 0;
        return status;
    }

    /// <summary>Back to the state after construction; counters too.</summary>
    public void Reset()
    {
        _channels.Clear();
        _masters.Clear();
        (FramesBad, FramesIgnored) = (0, 0);
    }

    /// <summary>The accounts as a table: one line a virtual channel.</summary>
    public string Summary()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"SCID",5} {"VC",3} {"frames",9} {"gaps",6} {"lost",8} {"packets",9} {"cut",6} {"idle frames",11} {"idle packets",12} {"stream bits",12}");
        foreach (var c in Channels.OrderBy(c => c.SpacecraftId).ThenBy(c => c.VirtualChannelId))
            text.AppendLine(CultureInfo.InvariantCulture, $"{c.SpacecraftId,5} {c.VirtualChannelId,3} {c.Frames,9} {c.Gaps,6} {c.FramesLost,8} {c.Packets,9} {c.PacketsCut,6} {c.IdleFrames,11} {c.IdlePackets,12} {c.StreamBits,12}");
        foreach (var m in _masters.OrderBy(m => m.SpacecraftId))
            text.AppendLine(CultureInfo.InvariantCulture, $"{m.SpacecraftId,5} all {m.Frames,9} {m.Gaps,6} {m.FramesLost,8}");
        if (FramesBad + FramesIgnored > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"{FramesBad} frames with a wrong check, {FramesIgnored} that are none or not listened to");
        return text.ToString();
    }

    private TransferFrameStatus Check(ref ReadOnlySpan<byte> frame)
    {
        if (!_format.HasErrorControl)
            return TransferFrameStatus.Ok;
        if (frame.Length <= ErrorControlLength)
            return TransferFrameStatus.Malformed;
        if (Crc.Crc16CcittFalse.Compute(frame) != 0)
            return TransferFrameStatus.CheckFailed;
        frame = frame[..^ErrorControlLength];
        return TransferFrameStatus.Ok;
    }

    private TransferFrameStatus TakeTm(ReadOnlySpan<byte> frame, ITransferFrameSink sink)
    {
        if (!TmPrimaryHeader.TryParse(frame, out var header) || header.Version != 0)
            return TransferFrameStatus.Malformed;
        var status = Open(header.SpacecraftId, header.VirtualChannelId, SpacePacketExtractor.TmFrameCounts, out var channel);
        if (channel is null)
            return status;
        if (!channel.Count(header.VirtualChannelFrameCount, SpacePacketExtractor.TmFrameCounts, sink))
            return TransferFrameStatus.Repeated;
        CountMaster(header);
        var data = header.DataField(frame);
        if (header.HasOperationalControl && frame.Length >= TmPrimaryHeader.Length + OperationalControlLength)
            sink.OnOperationalControl(channel.Account, BinaryPrimitives.ReadUInt32BigEndian(frame[^OperationalControlLength..]));
        if (header.IsOnlyIdle)
            channel.TakeIdle(sink);
        else if (header.Synchronization || _format.ContentOf(header.VirtualChannelId) != VirtualChannelContent.Packets)
            sink.OnAccessData(channel.Account, data);
        else
            channel.TakePackets(data, header.FirstHeader, sink);
        return TransferFrameStatus.Ok;
    }

    private TransferFrameStatus TakeAos(ReadOnlySpan<byte> frame, ITransferFrameSink sink)
    {
        var start = AosPrimaryHeader.Length + (_format.HasHeaderErrorControl ? HeaderErrorControlLength : 0);
        var end = frame.Length - (_format.HasOperationalControl ? OperationalControlLength : 0);
        if (!AosPrimaryHeader.TryParse(frame, out var header) || header.Version != 1 || start + _format.InsertZoneLength > end)
            return TransferFrameStatus.Malformed;
        var status = Open(header.SpacecraftId, header.VirtualChannelId, SpacePacketExtractor.AosFrameCounts, out var channel);
        if (channel is null)
            return status;
        var (cycle, cycles) = header.CountCycleInUse ? (header.CountCycle, CycleCounts) : (0, 1);
        if (!channel.Count(((long)cycle * SpacePacketExtractor.AosFrameCounts) + header.VirtualChannelFrameCount, (long)cycles * SpacePacketExtractor.AosFrameCounts, sink))
            return TransferFrameStatus.Repeated;
        if (_format.InsertZoneLength > 0)
            sink.OnInsertZone(channel.Account, frame.Slice(start, _format.InsertZoneLength));
        if (_format.HasOperationalControl)
            sink.OnOperationalControl(channel.Account, BinaryPrimitives.ReadUInt32BigEndian(frame[end..]));
        if (header.IsOnlyIdle)
            channel.TakeIdle(sink);
        else
            TakeAosData(channel, frame[(start + _format.InsertZoneLength)..end], sink);
        return TransferFrameStatus.Ok;
    }

    private void TakeAosData(VirtualChannel channel, ReadOnlySpan<byte> data, ITransferFrameSink sink)
    {
        switch (_format.ContentOf(channel.Account.VirtualChannelId))
        {
            case VirtualChannelContent.Packets when MultiplexingHeader.TryParse(data, out var header):
                channel.TakePackets(data[MultiplexingHeader.Length..], header.FirstHeader, sink);
                break;
            case VirtualChannelContent.Bitstream when BitstreamHeader.TryParse(data, out var header):
                var zone = data[BitstreamHeader.Length..];
                var bits = header.Bits(zone.Length);
                channel.Account.StreamBits += bits;
                if (bits > 0)
                    sink.OnBitstream(channel.Account, zone[..((bits + 7) / 8)], bits);
                break;
            case VirtualChannelContent.Access:
                sink.OnAccessData(channel.Account, data);
                break;
        }
    }

    private TransferFrameStatus Open(int spacecraftId, int virtualChannelId, int counts, out VirtualChannel? channel)
    {
        channel = null;
        if (_format.SpacecraftId is { } only && only != spacecraftId)
            return TransferFrameStatus.OtherSpacecraft;
        foreach (var known in _channels)
        {
            if (known.Account.VirtualChannelId == virtualChannelId && known.Account.SpacecraftId == spacecraftId)
                channel = known;
        }
        if (channel is null && _channels.Count < MaxChannels)
            _channels.Add(channel = new VirtualChannel(new VirtualChannelAccount(spacecraftId, virtualChannelId), counts, _format.MaxPacketLength));
        return channel is null ? TransferFrameStatus.TooManyChannels : TransferFrameStatus.Ok;
    }

    private void CountMaster(in TmPrimaryHeader header)
    {
        MasterChannelAccount? master = null;
        foreach (var known in _masters)
            master = known.SpacecraftId == header.SpacecraftId ? known : master;
        if (master is null)
            _masters.Add(master = new MasterChannelAccount(header.SpacecraftId));
        var lost = master.LastCount < 0 ? 0 : (header.MasterChannelFrameCount - master.LastCount - 1 + SpacePacketExtractor.TmFrameCounts) % SpacePacketExtractor.TmFrameCounts;
        master.Frames++;
        master.Gaps += lost > 0 ? 1 : 0;
        master.FramesLost += lost;
        master.LastCount = header.MasterChannelFrameCount;
    }
}
