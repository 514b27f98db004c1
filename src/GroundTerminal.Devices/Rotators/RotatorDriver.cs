using System.Diagnostics;
using GroundTerminal.Devices.Serial;
using GroundTerminal.Station;
using static System.FormattableString;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Drives a rotator in its protocol over a link, on one thread of its own, and opens the link again whenever it is lost.</summary>
/// <remarks>
/// A stop goes out at once, even while a reply is awaited; then the newest target; then the position is asked. A lost reply is counted, and the link stays.
/// The same target is sent at most once a second.
/// </remarks>
public sealed class RotatorDriver : IRotator
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(3);
    private readonly RotatorMailbox _mailbox = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly RotatorDescriptor _descriptor;
    private readonly IByteLinkSource _source;
    private readonly RotatorDriverOptions _options;
    private readonly RotatorRecord _record;
    private readonly IRotatorHost _host;
    private readonly Action<string> _tell;
    private readonly Thread _thread;
    private bool _outage;

    /// <summary>Starts it; the link is opened on its thread, and a device that is not there yet is waited for.</summary>
    /// <param name="descriptor">The protocol.</param>
    /// <param name="source">Where its link comes from.</param>
    /// <param name="options">How it is driven.</param>
    /// <param name="clock">Time of the feedback.</param>
    /// <param name="tell">Given a line when the link is lost and when it is there again, once each; called on the driver's thread.</param>
    /// <exception cref="ArgumentOutOfRangeException">PollHz is outside its range.</exception>
    public RotatorDriver(RotatorDescriptor descriptor, IByteLinkSource source, RotatorDriverOptions options, TimeProvider clock, Action<string>? tell = null)
    {
        if (!(options.PollHz is >= 0.1 and <= 50))
            throw new ArgumentOutOfRangeException(nameof(options), options.PollHz, "PollHz: expected 0.1 to 50");
        (_descriptor, _source, _options, _tell) = (descriptor, source, options, tell ?? (_ => { }));
        _host = descriptor.CreateHost(options.Host);
        _record = new RotatorRecord(clock, options.FixedElevationDegrees, descriptor.HasElevation);
        _thread = new Thread(Run) { IsBackground = true, Name = "rotator" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public string Description => $"{_descriptor.Standard} at {_source.Description}";

    /// <inheritdoc/>
    public RotatorFeedback Feedback => _record.Feedback;

    /// <summary>State of the link, and counts.</summary>
    public RotatorLinkStatus Status => _record.Status;

    /// <inheritdoc/>
    public void Point(double azimuthDegrees, double elevationDegrees) => _mailbox.Point(new RotatorTarget(azimuthDegrees, elevationDegrees, Stopwatch.GetTimestamp()));

    /// <inheritdoc/>
    public void Stop() => _mailbox.Stop();

    /// <summary>Stops the motors, where the link is there, and closes it.</summary>
    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
            return;
        _mailbox.Stop();
        _closing.Cancel();
        _thread.Join(EndLimit);
    }

    private void Run()
    {
        var pause = _options.LeastBackOff;
        for (var opened = 0; !_closing.IsCancellationRequested;)
        {
            if (Open() is not { } link)
            {
                _closing.Token.WaitHandle.WaitOne(pause);
                pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, _options.MostBackOff.Ticks));
                continue;
            }
            if (opened++ > 0)
                _record.Count(s => s with { Reconnects = s.Reconnects + 1 });
            if (Talk(link))
                pause = _options.LeastBackOff;
            // One who takes the connection and closes it at once is not asked without end.
            _closing.Token.WaitHandle.WaitOne(pause);
        }
    }

    private IByteLink? Open()
    {
        try
        {
            return _source.Open(_closing.Token);
        }
        catch (LinkException e)
        {
            Lost(e.Message);
            return null;
        }
    }

    /// <returns>Whether anything was heard.</returns>
    private bool Talk(IByteLink link)
    {
        _host.Reset();
        _record.Count(s => s with { IsOpen = true });
        using var wire = new RotatorWire(_descriptor, _host, link, _options, _mailbox, _record);
        try
        {
            while (!_closing.IsCancellationRequested)
            {
                wire.Period(_closing.Token);
                if (wire.HasHeard)
                    Found();
                if (wire.Silence > _options.ReopenAfter)
                    throw new LinkException(Invariant($"{_source.Description}: no reply for {_options.ReopenAfter.TotalSeconds} s; see controller, cable and baud rate"));
            }
            wire.Farewell();
        }
        catch (LinkException e)
        {
            Lost(e.Message);
        }
        _record.Count(s => s with { IsOpen = false });
        return wire.HasHeard;
    }

    private void Lost(string problem)
    {
        _record.Troubled(problem);
        if (!_outage)
            _tell($"rotator: {problem}; tried again until it is there");
        _outage = true;
    }

    private void Found()
    {
        if (_outage)
            _tell($"rotator: {Description} is there again");
        _outage = false;
    }
}
