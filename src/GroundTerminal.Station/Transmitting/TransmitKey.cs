namespace GroundTerminal.Station.Transmitting;

/// <summary>Keys and unkeys the transmitter. Unkeying may come from any thread and is tried again until it succeeds.</summary>
/// <param name="line">The line; null where the radio keys itself.</param>
/// <param name="clock">The machine's time.</param>
/// <param name="tell">Takes what an operator must know.</param>
public sealed class TransmitKey(ITransmitSwitch? line, TimeProvider clock, Action<string> tell) : IDisposable
{
    private readonly Lock _lock = new();
    private bool _on, _stuck;
    private long _since;

    /// <summary>Whether the transmitter is, or may still be, keyed.</summary>
    public bool IsOn
    {
        get
        {
            lock (_lock)
                return _on || _stuck;
        }
    }

    /// <summary>For how long it has been; null where it is not.</summary>
    public TimeSpan? OnFor
    {
        get
        {
            lock (_lock)
                return _on ? clock.GetElapsedTime(_since) : null;
        }
    }

    /// <summary>Keys it.</summary>
    /// <exception cref="IOException">The line does not answer; it is unkeyed as far as that goes.</exception>
    public void On()
    {
        lock (_lock)
        {
            (_on, _since) = (true, clock.GetTimestamp());
            try
            {
                line?.Set(true);
            }
            catch (IOException)
            {
                Release();
                throw;
            }
        }
    }

    /// <summary>Unkeys it; without effect where it is not keyed.</summary>
    public void Off()
    {
        lock (_lock)
        {
            if (_on || _stuck)
                Release();
        }
    }

    public void Dispose()
    {
        Off();
        line?.Dispose();
    }

    private void Release()
    {
        try
        {
            line?.Set(false);
            (_on, _stuck) = (false, false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            if (!_stuck)
                tell($"transmit: {line!.Description} cannot be switched off: {e.Message}; switch the transmitter off by hand");
            (_on, _stuck) = (false, true);
        }
    }
}
