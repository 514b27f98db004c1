using System.Globalization;

namespace GroundTerminal.Station.Transmitting;

/// <summary>Unkeys the transmitter where it is keyed and must not be, even where the thread that sends hangs. Any threads.</summary>
/// <param name="key">What it unkeys.</param>
/// <param name="guard">The interlock; disarmed where the watchdog had to act by itself.</param>
/// <param name="limits">The longest burst.</param>
/// <param name="clock">The machine's time.</param>
/// <param name="tell">Takes what an operator must know.</param>
public sealed class TransmitWatchdog(TransmitKey key, TransmitGuard guard, TransmitLimits limits, TimeProvider clock, Action<string> tell)
{
    /// <summary>A burst of the greatest length may be late by this, and the sending thread may be silent for so long.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);
    private TransmitChannel? _sending;
    private TransmitRefusal? _aborted;
    private long _beat;

    /// <summary>Why the present burst must end; null where it need not.</summary>
    public TransmitRefusal? Aborted => Volatile.Read(ref _aborted);

    /// <summary>One look.</summary>
    public void Look()
    {
        if (key.OnFor is not { } on)
            key.Off();
        else if (on > limits.LongestBurst + Grace)
            Bite(Format($"keyed for {on.TotalSeconds:0.0} s"));
        else if (clock.GetElapsedTime(Interlocked.Read(ref _beat)) > Silence)
            Bite(Format($"no sample was taken for {Silence.TotalSeconds:0} s"));
        else if (Volatile.Read(ref _sending) is { } channel && guard.Refusal(channel) is { } refusal)
            Abort(refusal);
    }

    /// <summary>Unkeys, and lets the sending thread know.</summary>
    public void Abort(TransmitRefusal refusal)
    {
        Volatile.Write(ref _aborted, refusal);
        key.Off();
    }

    internal void Begin(TransmitChannel channel)
    {
        if (_aborted?.Kind != TransmitRefusalKind.Stopped)
            Volatile.Write(ref _aborted, null);
        Beat();
        Volatile.Write(ref _sending, channel);
    }

    internal void End() => Volatile.Write(ref _sending, null);

    /// <summary>The sending thread goes on: asks whether it may.</summary>
    internal TransmitRefusal? Beat(TransmitChannel channel)
    {
        Beat();
        return Aborted ?? guard.Refusal(channel);
    }

    internal void Beat() => Interlocked.Exchange(ref _beat, clock.GetTimestamp());

    private void Bite(string what)
    {
        var refusal = new TransmitRefusal(TransmitRefusalKind.Watchdog, $"the watchdog switched off: {what}");
        Abort(refusal);
        guard.Disarm(refusal.Text);
        tell($"transmit: {refusal.Text}; disarmed");
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
