namespace GroundTerminal.Live;

/// <summary>The KISS server.</summary>
public sealed record KissStatus
{
    public required string Endpoint { get; init; }

    public required int Clients { get; init; }

    /// <summary>Frames handed to clients' sockets.</summary>
    public required long FramesSent { get; init; }

    /// <summary>Frames that a client was too slow for.</summary>
    public required long FramesDropped { get; init; }

    /// <summary>KISS frames that clients sent; nothing is done with them: what is to be transmitted goes to transmit.listen.</summary>
    public required long FramesReceived { get; init; }

    /// <summary>Clients that were dropped because they took nothing for too long.</summary>
    public required long ClientsDropped { get; init; }
}
