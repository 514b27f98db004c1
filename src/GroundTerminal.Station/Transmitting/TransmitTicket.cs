namespace GroundTerminal.Station.Transmitting;

/// <summary>A frame that somebody wants sent.</summary>
public sealed class TransmitTicket
{
    private readonly TaskCompletionSource<TransmitRefusal?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TransmitTicket(long number, TransmitChannel channel, byte[] payload, string origin, long queuedAt) =>
        (Number, Channel, Payload, Origin, QueuedAt) = (number, channel, payload, origin, queuedAt);

    /// <summary>Counted from 1.</summary>
    public long Number { get; }

    /// <summary>Where it is to be sent.</summary>
    public TransmitChannel Channel { get; }

    /// <summary>The frame without its check.</summary>
    public byte[] Payload { get; }

    /// <summary>Who wants it, for people.</summary>
    public string Origin { get; }

    /// <summary>Null where it was wholly sent, or why not; ends when that is known.</summary>
    public Task<TransmitRefusal?> Outcome => _done.Task;

    /// <summary>On the machine's monotonic clock.</summary>
    internal long QueuedAt { get; }

    internal void End(TransmitRefusal? refusal) => _done.TrySetResult(refusal);
}
