using GroundTerminal.Coding.Files;
using GroundTerminal.Coding.Protocols;
using GroundTerminal.Coding.Transports;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>Above the frames: the transport of each transmitter, and the files of the satellite.</summary>
public sealed class PacketStage : IPacketSink, IFileSink
{
    private readonly Dictionary<string, ITransport> _transports = [];
    private readonly FileAssemblyDescriptor? _descriptor;
    private readonly IFileAssembler? _assembler;
    private List<byte[]> _packets = [];
    private List<ReceivedFile> _files = [];

    /// <param name="satellite">Its name in the catalogue; null or empty where the transmission is given by hand.</param>
    /// <param name="transmitters">Those that are received, each with its transport or none. A transport that is not built is passed over.</param>
    public PacketStage(string? satellite, IEnumerable<(string Name, string Transport)> transmitters)
    {
        foreach (var transmitter in transmitters)
        {
            if (transmitter.Transport.Length > 0 && TransportCatalog.Find(transmitter.Transport) is { } transport)
                _transports[transmitter.Name] = transport.Create();
        }
        _descriptor = satellite is null ? null : FileAssemblyCatalog.Find(satellite);
        _assembler = _descriptor?.Create();
    }

    /// <summary>Takes the next frame, in the order of the frames' ends.</summary>
    public DecodedFrame Process(Frame frame)
    {
        var transport = _transports.GetValueOrDefault(frame.Transmitter);
        (_packets, _files) = ([], []);
        transport?.Process(frame.Payload, this);
        if (_assembler is not null && (_descriptor!.Framing is null || _descriptor.Framing == frame.Framing))
        {
            foreach (var packet in transport is null ? [frame.Payload] : _packets)
                _assembler.Process(packet, this);
        }
        return new DecodedFrame(frame, transport is null ? null : _packets, _files);
    }

    /// <summary>What was counted of transfer frames, by transmitter.</summary>
    public IEnumerable<(string Transmitter, TransferFrameService Service)> Accounts
    {
        get
        {
            foreach (var (name, transport) in _transports)
            {
                if (transport is TransferFrameTransport { Service: var service } && service.Channels.Any())
                    yield return (name, service);
            }
        }
    }

    /// <summary>The files that are still open, as they are.</summary>
    public IReadOnlyList<ReceivedFile> Flush()
    {
        _files = [];
        _assembler?.Flush(this);
        return _files;
    }

    void IPacketSink.OnPacket(ReadOnlySpan<byte> packet) => _packets.Add(packet.ToArray());

    void IFileSink.OnFile(ReceivedFile file) => _files.Add(file);
}
