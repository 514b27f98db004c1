using System.Diagnostics;

namespace GroundTerminal.Station.Radios;

/// <summary>Opens a radio again, on a thread of its own: opening may take long, start threads and allocate, which the radio's thread must not.</summary>
/// <remarks>The radio's thread hands over the stream that failed and asks for the next one; neither ever waits for the other.</remarks>
internal sealed class RadioReopener : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(3), CloseLimit = TimeSpan.FromSeconds(5);
    private readonly Func<IRadioStream> _open;
    private readonly RecoveryOptions _options;
    private readonly Action<string> _tell;
    private readonly AutoResetEvent _asked = new(false);
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private IRadioStream? _broken, _opened;
    private string? _told;
    private long _attempts;

    public RadioReopener(Func<IRadioStream> open, RecoveryOptions options, Action<string> tell)
    {
        (_open, _options, _tell) = (open, options, tell);
        _thread = new Thread(Run) { Name = "radio recovery", IsBackground = true };
        _thread.Start();
    }

    public long Attempts => Volatile.Read(ref _attempts);

    /// <summary>Radio's thread: this one is broken, the next is wanted.</summary>
    public void Ask(IRadioStream broken, RadioException fault)
    {
        _told = fault.Message;
        Volatile.Write(ref _broken, broken);
        _asked.Set();
    }

    /// <summary>Radio's thread: the next one, once it is there.</summary>
    public IRadioStream? TryTake() => Volatile.Read(ref _opened) is null ? null : Interlocked.Exchange(ref _opened, null);

    public void Dispose()
    {
        _stop.Set();
        _asked.Set();
        if (!_thread.Join(EndLimit))
            return; // The device's library does not come back; the process ends without it.
        Interlocked.Exchange(ref _opened, null)?.Dispose();
        _asked.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.IsSet)
        {
            _asked.WaitOne();
            if (Interlocked.Exchange(ref _broken, null) is not { } broken)
                continue;
            _tell($"radio: {_told}; opening it again until it is back");
            long since = Stopwatch.GetTimestamp();
            Close(broken);
            if (OpenAgain() is not { } opened)
                return;
            _tell(FormattableString.Invariant($"radio: open again after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s"));
            Volatile.Write(ref _opened, opened);
        }
    }

    private IRadioStream? OpenAgain()
    {
        for (TimeSpan wait = _options.FirstWait; !_stop.Wait(wait); wait = wait * 2 < _options.LongestWait ? wait * 2 : _options.LongestWait)
        {
            Volatile.Write(ref _attempts, _attempts + 1);
            try
            {
                return _open();
            }
            catch (RadioException e)
            {
                // Told once, and again only where it fails for another reason.
                if (e.Message != _told)
                    _tell($"radio: {e.Message}; trying on");
                _told = e.Message;
            }
        }
        return null;
    }

    // A device that hangs may hang in closing, too.
    private void Close(IRadioStream broken)
    {
        try
        {
            if (!Task.Run(broken.Dispose).Wait(CloseLimit))
                _tell("radio: closing it does not come back; trying without");
        }
        catch (AggregateException e) when (e.InnerException is RadioException)
        {
            _tell($"radio: closing it: {e.InnerException.Message}");
        }
    }
}
