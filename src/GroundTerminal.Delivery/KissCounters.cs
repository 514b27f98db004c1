namespace GroundTerminal.Delivery;

/// <summary>What a KISS server counts, over all its clients.</summary>
public sealed class KissCounters
{
    private long _framesSent, _framesDropped, _framesReceived, _clientsDropped, _clientsRefused;

    /// <summary>Frames handed to clients' sockets; one that goes to two clients counts twice.</summary>
    public long FramesSent => Interlocked.Read(ref _framesSent);

    /// <summary>Frames dropped because a client's queue was full.</summary>
    public long FramesDropped => Interlocked.Read(ref _framesDropped);

    /// <summary>KISS frames that clients sent.</summary>
    public long FramesReceived => Interlocked.Read(ref _framesReceived);

    /// <summary>Clients dropped because they took nothing for too long.</summary>
    public long ClientsDropped => Interlocked.Read(ref _clientsDropped);

    /// <summary>Clients turned away because there were too many.</summary>
    public long ClientsRefused => Interlocked.Read(ref _clientsRefused);

    internal void AddSentFrame() => Interlocked.Increment(ref _framesSent);

    internal void AddDroppedFrame() => Interlocked.Increment(ref _framesDropped);

    internal void AddReceivedFrame() => Interlocked.Increment(ref _framesReceived);

    internal void AddDroppedClient() => Interlocked.Increment(ref _clientsDropped);

    internal void AddRefusedClient() => Interlocked.Increment(ref _clientsRefused);
}
