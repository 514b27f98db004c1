using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>A modem library in a process of its own, started again with growing waits when it dies or blocks. Samples that come meanwhile are lost and counted.</summary>
public sealed class ProcessPluginSink : IPluginSink
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1), Settled = TimeSpan.FromMinutes(1), Look = TimeSpan.FromMilliseconds(200), Beginning = TimeSpan.FromSeconds(10), Answer = TimeSpan.FromSeconds(4);
    private readonly PluginOptions _options;
    private readonly PluginMail _mail;
    private readonly Action<string> _tell;
    private readonly string _program;
    private readonly string[] _arguments;
    private readonly Timer _watch;
    private PluginProcess? _process;
    private TimeSpan _wait;
    private long _diedAt, _starts, _lost;
    private volatile string _state = "not started";
    private volatile bool _disposed;

    /// <param name="options">Which library.</param>
    /// <param name="mail">Where its frames go.</param>
    /// <param name="program">This program, and the arguments before those of its command <c>modem-host</c>.</param>
    /// <param name="tell">Takes what an operator must know.</param>
    public ProcessPluginSink(PluginOptions options, PluginMail mail, IReadOnlyList<string> program, Action<string> tell)
    {
        (_options, _mail, _tell, _wait) = (options, mail, tell, options.FirstWait);
        _program = program[0];
        _arguments =
        [
            .. program.Skip(1), "modem-host", options.Library, "--channel=" + options.Channel,
            "--sample-rate", options.SampleRateHz.ToString("R", CultureInfo.InvariantCulture), "--center-frequency", options.CenterFrequencyHz.ToString("R", CultureInfo.InvariantCulture),
            .. options.Options.Length > 0 ? new[] { "--options=" + options.Options } : [],
        ];
        _watch = new Timer(_ => Watch(), null, Look, Look);
    }

    /// <inheritdoc/>
    public ReceiverStatistics Statistics => _mail.Statistics;

    /// <inheritdoc/>
    public string State => _state;

    /// <inheritdoc/>
    public long Restarts => Math.Max(0, Interlocked.Read(ref _starts) - 1);

    /// <inheritdoc/>
    public long LostSamples => Interlocked.Read(ref _lost);

    /// <inheritdoc/>
    public bool IsBlocked => Volatile.Read(ref _process) is { IsReady: true } process && process.Writing > Long;

    /// <inheritdoc/>
    public void OnSamples(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info)
    {
        if (!Lives())
        {
            Interlocked.Add(ref _lost, samples.Length);
            return;
        }
        _mail.Follow(info);
        try
        {
            _process!.Write(samples, info.FirstSample);
        }
        catch (IOException)
        {
            Interlocked.Add(ref _lost, samples.Length);
            Bury();
        }
    }

    /// <inheritdoc/>
    public void OnGap(long samples)
    {
        try
        {
            _process?.Reset(Answer);
        }
        catch (IOException)
        {
            Bury();
        }
    }

    /// <inheritdoc/>
    public void Abort() => Volatile.Read(ref _process)?.Kill();

    public void Dispose()
    {
        _disposed = true;
        _watch.Dispose();
        _process?.Dispose();
    }

    private bool Lives()
    {
        if (_process is not null)
            return true;
        if (_disposed || (_diedAt > 0 && Stopwatch.GetElapsedTime(_diedAt) < _wait))
            return false;
        if (_diedAt > 0)
            _wait = _wait * 2 < _options.LongestWait ? _wait * 2 : _options.LongestWait;
        try
        {
            Volatile.Write(ref _process, new PluginProcess(_program, _arguments, _mail));
            Interlocked.Increment(ref _starts);
            _state = "runs";
            return true;
        }
        catch (Win32Exception e)
        {
            (_diedAt, _state) = (Stopwatch.GetTimestamp(), e.Message);
            _tell($"channel {_options.Channel}: {_program} cannot be started: {e.Message}");
            return false;
        }
    }

    private void Bury()
    {
        PluginProcess process = _process!;
        string end = process.Obituary();
        if (Stopwatch.GetElapsedTime(process.StartedAt) > Settled)
            _wait = _options.FirstWait;
        Volatile.Write(ref _process, null);
        process.Dispose();
        (_diedAt, _state) = (Stopwatch.GetTimestamp(), end);
        _tell($"channel {_options.Channel}: the process of modem library {Path.GetFileName(_options.Library)} {end}; it is started again");
    }

    private void Watch()
    {
        if (Volatile.Read(ref _process) is { } process && process.Writing > (process.IsReady ? _options.Patience : _options.Patience + Beginning))
            process.Kill();
    }
}
