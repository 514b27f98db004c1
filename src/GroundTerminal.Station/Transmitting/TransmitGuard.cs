namespace GroundTerminal.Station.Transmitting;

/// <summary>The interlock: nothing is sent unless the configuration and an operator both let it be, and the way to the satellite is as it must be. Any threads.</summary>
/// <remarks>Inhibited when made. Arming counts on the monotonic clock: setting the machine's time does not prolong it.</remarks>
/// <param name="enabled">The configuration's word.</param>
/// <param name="uplink">Knows contact, elevation, clock and antenna.</param>
/// <param name="limits">Longest arming.</param>
/// <param name="clock">The machine's time.</param>
public sealed class TransmitGuard(bool enabled, IUplink uplink, TransmitLimits limits, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _armedAt;
    private TimeSpan _armedFor;
    private string _disarmed = "no operator has armed it since the station began";

    /// <summary>Whether the configuration lets anything be sent at all.</summary>
    public bool Enabled => enabled;

    /// <summary>How long it stays armed; null where it is not.</summary>
    public TimeSpan? ArmedFor
    {
        get
        {
            lock (_lock)
                return Left() is { } left && left > TimeSpan.Zero ? left : null;
        }
    }

    /// <summary>Why nothing is sent whatever the channel; null where that depends on the channel.</summary>
    public TransmitRefusal? Inhibition
    {
        get
        {
            if (!enabled)
                return new TransmitRefusal(TransmitRefusalKind.Disabled, "transmit.enabled is not true in the configuration");
            lock (_lock)
            {
                return Left() is { } left && left > TimeSpan.Zero ? null
                    : new TransmitRefusal(TransmitRefusalKind.NotArmed, $"not armed: {(_armedFor > TimeSpan.Zero ? "the time it was armed for is over" : _disarmed)}; groundterminal transmit arm --for 10min");
            }
        }
    }

    /// <summary>An operator arms it. Armed again it counts anew.</summary>
    /// <returns>Null, or why it is not armed.</returns>
    public string? Arm(TimeSpan time)
    {
        if (!enabled)
            return Inhibition!.Text;
        if (time <= TimeSpan.Zero || time > limits.LongestArming)
            return $"it can be armed for up to {limits.LongestArming.TotalSeconds:0} s (transmit.max-arm)";
        lock (_lock)
            (_armedAt, _armedFor) = (clock.GetTimestamp(), time);
        return null;
    }

    /// <summary>Inhibits it at once.</summary>
    /// <param name="reason">Shown until it is armed again.</param>
    public void Disarm(string reason)
    {
        lock (_lock)
            (_armedFor, _disarmed) = (TimeSpan.Zero, reason);
    }

    /// <summary>Why nothing is sent on that channel now; null where it may be.</summary>
    public TransmitRefusal? Refusal(TransmitChannel channel) => Inhibition ?? uplink.Refusal(channel);

    private TimeSpan? Left() => _armedFor > TimeSpan.Zero ? _armedFor - clock.GetElapsedTime(_armedAt) : null;
}
