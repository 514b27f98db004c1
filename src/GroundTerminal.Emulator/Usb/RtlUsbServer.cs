using System.Net.Sockets;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Emulator.Usb;

/// <summary>Serves a USB bus over a Unix socket to a library that stands in for libusb in another program (tests/rtlsdr-shim): so rtl_test, rtl_sdr and others work on an emulated dongle.</summary>
/// <remarks>Messages are described in <c>tests/rtlsdr-shim/README.md</c>.</remarks>
public sealed class RtlUsbServer : IDisposable
{
    private readonly IUsbBus _bus;
    private readonly RtlDongle? _own;
    private readonly string _path;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Lock _lock = new();
    private readonly List<RtlUsbSession> _sessions = [];
    private Thread? _accepting;
    private bool _disposed;

    /// <param name="path">Of the socket; an old one there is removed.</param>
    public RtlUsbServer(string path, IUsbBus bus) => (_path, _bus) = (path, bus);

    /// <summary>Serves one dongle with an R820T.</summary>
    public RtlUsbServer(string path, RadioTuning sky)
        : this(path, new RtlDongleOptions { Sky = sky })
    {
    }

    /// <summary>Serves one dongle.</summary>
    public RtlUsbServer(string path, RtlDongleOptions options)
    {
        _own = new RtlDongle(options);
        (_path, _bus) = (path, new EmulatedUsbBus(_own));
    }

    /// <summary>The dongle that was made for it; null where a bus was given.</summary>
    public RtlDongle? Dongle => _own;

    /// <summary>Listens.</summary>
    /// <exception cref="SocketException">The path cannot be had.</exception>
    public void Start()
    {
        File.Delete(_path);
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen(16);
        _accepting = new Thread(Accept) { Name = "USB server", IsBackground = true };
        _accepting.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        RtlUsbSession[] open;
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            open = [.. _sessions];
        }
        _listener.Dispose();
        _accepting?.Join();
        foreach (RtlUsbSession session in open)
            session.Dispose();
        File.Delete(_path);
        _own?.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var session = new RtlUsbSession(_listener.Accept(), _bus, Forget);
                lock (_lock)
                {
                    if (_disposed)
                    {
                        session.Dispose();
                        return;
                    }
                    _sessions.Add(session);
                }
                session.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }

    private void Forget(RtlUsbSession session)
    {
        lock (_lock)
            _sessions.Remove(session);
    }
}
