namespace GroundTerminal.Station.Receiving;

/// <summary>How a real-time thread waits for input: it spins for some microseconds, then gives up its turn, then sleeps a millisecond at a time.</summary>
/// <remarks>No lock and no wake-up call, so the other side never enters the kernel for it.</remarks>
internal struct IdleWait
{
    private const int Spins = 8, Yields = 10;
    private int _turns;

    /// <summary>Waits a little, longer each time.</summary>
    public void Wait()
    {
        if (_turns < Spins)
            Thread.SpinWait(16 << _turns);
        else if (_turns < Yields)
            Thread.Yield();
        else
            Thread.Sleep(1);
        _turns = Math.Min(_turns + 1, Yields);
    }

    /// <summary>There was input.</summary>
    public void Reset() => _turns = 0;
}
