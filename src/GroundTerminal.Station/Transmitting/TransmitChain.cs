using System.Globalization;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Station.Transmitting;

/// <summary>Frames → framer → modulator → radio, on a thread of its own. Nothing is written to the radio that the interlock does not allow at that moment.</summary>
/// <remarks>
/// A burst: key, <see cref="TransmitLimits.Lead"/>, samples, <see cref="TransmitLimits.Tail"/>, unkey; one frame each. The interlock is asked when a frame is offered, before
/// keying and before each block of 20 ms; what it refuses in the midst of a burst is unkeyed and the radio closed at once. A second thread, the watchdog, asks the same
/// every 50 ms and unkeys even where the first hangs in the radio. The radio's transmitter is open only while it is armed.
/// </remarks>
public sealed class TransmitChain : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50), Slice = TimeSpan.FromMilliseconds(20), LastChance = TimeSpan.FromSeconds(2);
    private readonly TransmitParts _parts;
    private readonly BurstWriter _writer;
    private readonly DutyMeter _duty;
    private readonly Queue<TransmitTicket> _queue = new();
    private readonly ManualResetEventSlim _wake = new();
    private readonly Action<TimeSpan> _pause;
    private readonly long _began;
    private Thread? _thread, _watchdog;
    private volatile bool _stopping;

    /// <exception cref="ArgumentException">A channel is impossible; the message begins with its name.</exception>
    public TransmitChain(TransmitParts parts)
    {
        _parts = parts;
        _pause = parts.Pause ?? (t => Thread.Sleep(t));
        _began = parts.Clock.GetTimestamp();
        _duty = new DutyMeter(parts.Limits);
        Account = new TransmitAccount(parts.Clock);
        Watchdog = new TransmitWatchdog(parts.Key, parts.Guard, parts.Limits, parts.Clock, parts.Tell);
        _writer = new BurstWriter(parts, Watchdog, Account, _pause);
        foreach (TransmitChannel channel in parts.Channels)
            Check(channel, parts.Settings.SampleRateHz);
        parts.Key.Off();
    }

    /// <summary>What was sent and refused.</summary>
    public TransmitAccount Account { get; }

    /// <summary>Unkeys what must not be keyed.</summary>
    public TransmitWatchdog Watchdog { get; }

    /// <summary>The interlock.</summary>
    public TransmitGuard Guard => _parts.Guard;

    /// <summary>The uplinks.</summary>
    public IReadOnlyList<TransmitChannel> Channels => _parts.Channels;

    /// <summary>What transmits, for people; empty while it is not open.</summary>
    public string Radio => _writer.Radio;

    /// <summary>Whether the transmitter is keyed.</summary>
    public bool IsKeyed => _parts.Key.IsOn;

    /// <summary>Share of the last window in which it was.</summary>
    public double Share => _duty.Share(Now);

    /// <summary>Frames that wait.</summary>
    public int Queued
    {
        get
        {
            lock (_queue)
                return _queue.Count;
        }
    }

    private TimeSpan Now => _parts.Clock.GetElapsedTime(_began);

    /// <summary>Wants a frame sent. What is inhibited is refused at once and never sent later. Any threads.</summary>
    /// <param name="channel">One of <see cref="Channels"/>.</param>
    /// <param name="payload">The frame without its check.</param>
    /// <param name="origin">Who wants it, for people.</param>
    public TransmitTicket Offer(TransmitChannel channel, ReadOnlySpan<byte> payload, string origin)
    {
        var ticket = new TransmitTicket(Account.NextNumber(), channel, payload.ToArray(), origin, _parts.Clock.GetTimestamp());
        if ((Guard.Refusal(channel) ?? Enqueue(ticket)) is { } refusal)
            Account.End(ticket, refusal);
        return ticket;
    }

    /// <summary>Starts its threads.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { Name = "transmit", IsBackground = true };
        _watchdog = new Thread(RunWatchdog) { Name = "transmit watchdog", IsBackground = true, Priority = ThreadPriority.Highest };
        _watchdog.Start();
        _thread.Start();
    }

    /// <summary>Sends the oldest frame, or refuses it. What <see cref="Start"/>'s thread does; a test may do it instead.</summary>
    /// <returns>False where none waits.</returns>
    public bool Step()
    {
        TransmitTicket? ticket;
        lock (_queue)
        {
            if (!_queue.TryDequeue(out ticket))
                _wake.Reset();
        }
        if (ticket is null)
        {
            if (Guard.Inhibition is not null)
                _writer.Close();
            return false;
        }
        Account.End(ticket, Attempt(ticket));
        return true;
    }

    /// <summary>Unkeys, refuses what waits, ends the threads.</summary>
    public void Dispose()
    {
        _stopping = true;
        Watchdog.Abort(new TransmitRefusal(TransmitRefusalKind.Stopped, "the station ends"));
        _wake.Set();
        bool ended = _thread?.Join(LastChance) ?? true;
        _watchdog?.Join();
        _parts.Key.Dispose();
        if (ended)
            _writer.Close();
        lock (_queue)
        {
            while (_queue.TryDequeue(out TransmitTicket? ticket))
                Account.End(ticket, new TransmitRefusal(TransmitRefusalKind.Stopped, "the station ends"));
        }
    }

    private static void Check(TransmitChannel channel, double sampleRateHz)
    {
        try
        {
            _ = new BurstSource(channel, sampleRateHz);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{channel.Name}: {e.Message}", e);
        }
    }

    private TransmitRefusal? Enqueue(TransmitTicket ticket)
    {
        lock (_queue)
        {
            if (_stopping)
                return new TransmitRefusal(TransmitRefusalKind.Stopped, "the station ends");
            if (_queue.Count >= _parts.Limits.QueueLength)
                return new TransmitRefusal(TransmitRefusalKind.QueueFull, $"{_queue.Count} frames wait already");
            _queue.Enqueue(ticket);
            _wake.Set();
            return null;
        }
    }

    private TransmitRefusal? Attempt(TransmitTicket ticket)
    {
        try
        {
            return Send(ticket);
        }
        catch (RadioException e)
        {
            return Fail(new TransmitRefusal(TransmitRefusalKind.Radio, e.Message));
        }
        catch (IOException e)
        {
            return Fail(new TransmitRefusal(TransmitRefusalKind.Switch, e.Message));
        }
        finally
        {
            _parts.Key.Off();
        }
    }

    private TransmitRefusal Fail(TransmitRefusal refusal)
    {
        _parts.Key.Off();
        _writer.Close();
        Guard.Disarm(refusal.Text);
        _parts.Tell($"transmit: {refusal.Text}; disarmed");
        return refusal;
    }

    private TransmitRefusal? Send(TransmitTicket ticket)
    {
        if (Guard.Refusal(ticket.Channel) is { } inhibited)
            return inhibited;
        if (_writer.Prepare(ticket, out TimeSpan length) is { } impossible)
            return impossible;
        if (length > _parts.Limits.LongestBurst)
            return new TransmitRefusal(TransmitRefusalKind.TooLong, Format($"{length.TotalSeconds:0.0} s keyed, more than {_parts.Limits.LongestBurst.TotalSeconds:0.0} s (transmit.max-burst)"));
        if (AwaitTurn(ticket, length) is { } missed)
            return missed;
        TimeSpan from = Now;
        try
        {
            return _writer.Write(ticket.Channel);
        }
        finally
        {
            _duty.Add(from, Now);
            Account.AddKeyed(Now - from);
        }
    }

    private TransmitRefusal? AwaitTurn(TransmitTicket ticket, TimeSpan length)
    {
        while (true)
        {
            TimeSpan age = _parts.Clock.GetElapsedTime(ticket.QueuedAt);
            TimeSpan? wait = _duty.WaitFor(Now, length);
            if (wait is null || age + wait > _parts.Limits.LongestWait)
                return new TransmitRefusal(TransmitRefusalKind.Duty, Format($"its turn does not come within {_parts.Limits.LongestWait.TotalSeconds:0.#} s: of {_parts.Limits.Window.TotalSeconds:0.#} s {_duty.Allowed.TotalSeconds:0.#} s may be on the air"));
            if ((_stopping ? Watchdog.Aborted : Guard.Refusal(ticket.Channel)) is { } refusal)
                return refusal;
            if (wait <= TimeSpan.Zero)
                return null;
            _pause(wait < Slice ? wait.Value : Slice);
        }
    }

    private void Run()
    {
        while (!_stopping)
        {
            if (!Step())
                _wake.Wait(Idle);
        }
    }

    private void RunWatchdog()
    {
        while (!_stopping)
        {
            Watchdog.Look();
            Thread.Sleep(Idle);
        }
        _parts.Key.Off();
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
