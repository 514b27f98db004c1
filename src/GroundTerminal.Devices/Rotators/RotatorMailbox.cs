namespace GroundTerminal.Devices.Rotators;

/// <summary>What a rotator was asked and has not been told yet: a stop, and after it the newest target.</summary>
internal sealed class RotatorMailbox
{
    private readonly Lock _lock = new();
    private long _stopsAsked, _stopsSent;
    private RotatorTarget? _target;

    /// <summary>A newer target replaces an older one.</summary>
    public void Point(RotatorTarget target)
    {
        lock (_lock)
            _target = target;
    }

    /// <summary>Takes back what was asked before.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _target = null;
            _stopsAsked++;
        }
    }

    /// <summary>What is to go out: the stop first.</summary>
    /// <param name="stop">To be given back to <see cref="StopSent"/>; 0 where there is none.</param>
    public RotatorTarget? Look(out long stop)
    {
        lock (_lock)
        {
            stop = _stopsAsked > _stopsSent ? _stopsAsked : 0;
            return _target;
        }
    }

    public void StopSent(long stop)
    {
        lock (_lock)
            _stopsSent = Math.Max(_stopsSent, stop);
    }

    /// <summary>It went out or is given up; a newer one stays.</summary>
    public void Done(RotatorTarget target)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_target, target))
                _target = null;
        }
    }
}
