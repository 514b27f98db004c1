using System.Diagnostics;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>A modem library called within this process, on its tap's thread.</summary>
public sealed class ThreadPluginSink : IPluginSink
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private readonly PluginOptions _options;
    private readonly PluginMail _mail;
    private readonly PluginModem _modem;
    private readonly Action<string> _tell;
    private readonly Timer _watch;
    private long _calledAt, _lost;
    private bool _told;
    private volatile string? _failure;

    /// <param name="options">Which library.</param>
    /// <param name="mail">Where its frames go.</param>
    /// <param name="tell">Takes what an operator must know.</param>
    /// <exception cref="PluginException">The library cannot be had.</exception>
    public ThreadPluginSink(PluginOptions options, PluginMail mail, Action<string> tell)
    {
        (_options, _mail, _tell) = (options, mail, tell);
        _modem = new PluginModem(options);
        _watch = new Timer(_ => Watch(), null, Long, Long);
    }

    /// <inheritdoc/>
    public ReceiverStatistics Statistics => _mail.Statistics;

    /// <inheritdoc/>
    public string State => _failure ?? (IsBlocked ? "blocks" : "runs");

    /// <inheritdoc/>
    public long Restarts => 0;

    /// <inheritdoc/>
    public long LostSamples => Interlocked.Read(ref _lost);

    /// <inheritdoc/>
    public bool IsBlocked => Lasts > Long;

    private TimeSpan Lasts => Interlocked.Read(ref _calledAt) is > 0 and var at ? Stopwatch.GetElapsedTime(at) : TimeSpan.Zero;

    /// <inheritdoc/>
    public void OnSamples(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info)
    {
        if (_failure is not null)
        {
            Interlocked.Add(ref _lost, samples.Length);
            return;
        }
        _mail.Follow(info);
        Interlocked.Exchange(ref _calledAt, Stopwatch.GetTimestamp());
        try
        {
            _modem.Process(samples, info.FirstSample, _mail);
        }
        catch (PluginException e)
        {
            Fail(e);
        }
        Interlocked.Exchange(ref _calledAt, 0);
    }

    /// <inheritdoc/>
    public void OnGap(long samples)
    {
        if (_failure is not null)
            return;
        Interlocked.Exchange(ref _calledAt, Stopwatch.GetTimestamp());
        try
        {
            _modem.Reset();
        }
        catch (PluginException e)
        {
            Fail(e);
        }
        Interlocked.Exchange(ref _calledAt, 0);
    }

    /// <inheritdoc/>
    /// <remarks>A thread cannot be ended from outside: nothing.</remarks>
    public void Abort()
    {
    }

    public void Dispose()
    {
        _watch.Dispose();
        _modem.Dispose();
    }

    private void Fail(PluginException e)
    {
        _failure = e.Message;
        _tell($"channel {_options.Channel}: {e.Message}; start the station again to use it");
    }

    private void Watch()
    {
        if (_told || Lasts < _options.Patience)
            return;
        _told = true;
        _tell($"channel {_options.Channel}: the modem library has not returned for {_options.Patience.TotalSeconds:0} s; its samples are lost, other channels go on");
    }
}
