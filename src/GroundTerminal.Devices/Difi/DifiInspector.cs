using System.Buffers.Binary;

namespace GroundTerminal.Devices.Difi;

/// <summary>Reads a capture and says what DIFI and VITA 49 streams are in it. Twice through the file: what describes a stream may stand behind its samples.</summary>
public sealed class DifiInspector
{
    private const int Window = 32;
    private readonly int _port;
    private readonly Dictionary<StreamKey, Entry> _streams = [];
    private readonly DifiInspection _result;
    private bool _describing;

    private DifiInspector(string kind, int port) => (_result, _port) = (new DifiInspection { Kind = kind }, port);

    /// <summary>Inspects a file.</summary>
    /// <param name="port">UDP port whose datagrams all have to be VITA 49 packets.</param>
    /// <exception cref="InputException">It cannot be read, or is no capture.</exception>
    public static DifiInspection Inspect(string path, int port)
    {
        using CaptureFile first = CaptureFile.Open(path), second = CaptureFile.Open(path);
        var inspector = new DifiInspector(first.Kind, port) { _describing = true };
        inspector.ReadAll(first);
        inspector._describing = false;
        inspector.ReadAll(second);
        inspector.Finish();
        inspector._result.Truncation = second.Truncation;
        return inspector._result;
    }

    private void ReadAll(CaptureFile file)
    {
        for (long number = 1; file.TryRead(out CapturedFrame frame); number++)
        {
            DatagramKind kind = CapturedDatagram.Find(frame, out CapturedDatagram datagram);
            if (!_describing)
            {
                _result.Frames++;
                _result.Kinds[kind] = _result.Kinds.GetValueOrDefault(kind) + 1;
            }
            if (kind == DatagramKind.Udp)
                Take(datagram, number);
        }
    }

    private void Take(in CapturedDatagram datagram, long number)
    {
        bool expected = datagram.DestinationPort == _port;
        string? problem = "cut short by the capture";
        VitaHeader header = default;
        if (datagram.Payload.Length == datagram.FullLength && VitaHeader.TryParse(datagram.Payload, out header, out problem) && (expected || header.Oui == VitaHeader.DifiOui))
            TakePacket(datagram, header, number);
        else if (!_describing && expected)
            AddMalformed(problem!, number);
        else if (!_describing)
            _result.Foreign++;
    }

    private void TakePacket(in CapturedDatagram datagram, in VitaHeader header, long number)
    {
        ReadOnlySpan<byte> payload = datagram.Payload.Slice(header.PayloadOffset, header.PayloadLength);
        Entry entry = EntryOf(datagram, header);
        DifiStreamSummary stream = entry.Stream;
        DifiContext context = default;
        bool isVersion = DifiVersion.Is(header), isContext = header.Type == VitaPacketType.Context && !isVersion;
        if (isContext && !DifiContext.TryParse(payload, out context, out string? problem))
        {
            if (!_describing)
                AddMalformed(problem!, number);
            return;
        }
        if (isContext)
            entry.Describe(context);
        if (_describing)
            return;
        Count(stream, header);
        if (isContext)
            entry.Context(header, context);
        else if (header.IsData)
            entry.Data(header);
        else if (isVersion)
            (stream.Version, stream.VersionPackets) = (DifiVersion.Parse(payload), stream.VersionPackets + 1);
    }

    private static void Count(DifiStreamSummary stream, in VitaHeader header)
    {
        stream.Packets[header.Type] = stream.Packets.GetValueOrDefault(header.Type) + 1;
        stream.Oui ??= header.Oui;
        if (header.Oui is not null)
            stream.Classes.Add((header.InformationClass, header.PacketClass));
    }

    private Entry EntryOf(in CapturedDatagram datagram, in VitaHeader header)
    {
        var key = new StreamKey(Number(datagram.Source), Number(datagram.Destination), datagram.SourcePort, datagram.DestinationPort, header.StreamId);
        if (_streams.TryGetValue(key, out Entry? entry))
            return entry;
        entry = new Entry(new DifiStreamSummary(datagram.Describe(), header.StreamId));
        _result.Streams.Add(entry.Stream);
        return _streams[key] = entry;
    }

    private void AddMalformed(string reason, long number) =>
        _result.Malformed[reason] = _result.Malformed.TryGetValue(reason, out (long Count, long First) known) ? (known.Count + 1, known.First) : (1, number);

    private void Finish()
    {
        foreach (Entry entry in _streams.Values)
            entry.Finish();
        _result.Streams.RemoveAll(s => s.Packets.Count == 0);
    }

    private static UInt128 Number(ReadOnlySpan<byte> address) => address.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(address) : BinaryPrimitives.ReadUInt128BigEndian(address);

    private readonly record struct StreamKey(UInt128 Source, UInt128 Destination, int SourcePort, int DestinationPort, uint? StreamId);

    private sealed class Entry(DifiStreamSummary stream)
    {
        private readonly PacketOrder _order = new(Window);
        private DifiContext? _description;
        private int _contextCount = -1;
        private long _lostPackets;

        public DifiStreamSummary Stream { get; } = stream;

        public void Describe(in DifiContext context) => _description ??= context;

        public void Context(in VitaHeader header, in DifiContext context)
        {
            if (_contextCount >= 0)
                Stream.ContextGaps += (header.Sequence - _contextCount - 1) & 15;
            if (Stream.Context is { } before && before with { Changed = false } != context with { Changed = false })
                Stream.ContextChanges++;
            (_contextCount, Stream.Context, _description) = (header.Sequence, context, context);
        }

        public void Data(in VitaHeader header)
        {
            Stream.PayloadBytes = (Math.Min(Stream.PayloadBytes.Least, header.PayloadLength), Math.Max(Stream.PayloadBytes.Most, header.PayloadLength));
            (Stream.SecondsType, Stream.FractionType) = (header.SecondsType, header.FractionType);
            VitaTime? time = header.HasTime ? header.Time : null;
            if (time is { } at)
            {
                Stream.First = Stream.First is { } first && first.Picoseconds <= at.Picoseconds ? first : at;
                Stream.Last = Stream.Last is { } last && last.Picoseconds >= at.Picoseconds ? last : at;
            }
            int? bits = _description?.Bits;
            Stream.SamplesAreKnown = bits is not null;
            _order.SampleRateHz = bits is null ? 0 : _description?.SampleRateHz ?? 0;
            _order.Put(new PacketMark(header.Sequence, time, bits is { } b ? DifiSamples.CountIn(header.PayloadLength, header.PadBits, b) : 0, 0, 0));
            Take(-1);
        }

        public void Finish()
        {
            Take(0);
            Stream.Counters = _order.Counters;
        }

        private void Take(long overdue)
        {
            while (_order.TryTake(overdue, out PacketMark mark, out long lost, out _))
            {
                if (_order.Counters.LostPackets > _lostPackets || lost > 0)
                    Stream.AddGap(mark.Time, _order.Counters.LostPackets - _lostPackets, lost);
                _lostPackets = _order.Counters.LostPackets;
            }
        }
    }
}
