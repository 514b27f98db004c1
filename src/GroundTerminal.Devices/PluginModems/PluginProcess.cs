using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using GroundTerminal.Dsp;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>One life of a modem's process. Written to by one thread; a thread of its own reads its frames.</summary>
internal sealed class PluginProcess : IDisposable
{
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(1);
    private readonly Process _process;
    private readonly Stream _input;
    private readonly PluginMail _mail;
    private readonly Thread _reader;
    private readonly ManualResetEventSlim _answered = new();
    private byte[] _buffer = [];
    private long _end, _writingSince;
    private volatile string _said = "";
    private volatile string? _failure;
    private volatile bool _killed, _ready;

    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public PluginProcess(string program, IEnumerable<string> arguments, PluginMail mail)
    {
        _mail = mail;
        StartedAt = Stopwatch.GetTimestamp();
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _input = _process.StandardInput.BaseStream;
        _process.ErrorDataReceived += (_, e) => _said = e.Data is { Length: > 0 } line ? line : _said;
        _process.BeginErrorReadLine();
        _reader = new Thread(Read) { Name = "modem frames", IsBackground = true };
        _reader.Start();
    }

    public long StartedAt { get; }

    /// <summary>The library is loaded.</summary>
    public bool IsReady => _ready;

    /// <summary>For how long the present write has lasted.</summary>
    public TimeSpan Writing => Interlocked.Read(ref _writingSince) is > 0 and var since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <exception cref="IOException">It has died.</exception>
    public void Write(ReadOnlySpan<Complex32> samples, long firstSample)
    {
        Interlocked.Exchange(ref _end, firstSample + samples.Length);
        Write(PluginMessage.Samples, new PluginFrame { FirstSample = (ulong)firstSample }, MemoryMarshal.AsBytes(samples));
    }

    /// <summary>Says that the next samples do not follow, and waits until what came before was worked off.</summary>
    /// <returns>False where it took too long.</returns>
    /// <exception cref="IOException">It has died.</exception>
    public bool Reset(TimeSpan timeout)
    {
        _answered.Reset();
        Write(PluginMessage.Reset, default, []);
        return _answered.Wait(timeout);
    }

    /// <summary>Ends it at once. Any thread.</summary>
    public void Kill()
    {
        _killed = true;
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <summary>Waits for its end, and tells how it came.</summary>
    public string Obituary()
    {
        if (!_process.WaitForExit(LastChance))
            Kill();
        _process.WaitForExit();
        _reader.Join();
        string said = _said.Length > 0 ? $" (it said: {_said})" : "";
        int code = _process.ExitCode;
        return _failure ?? (_killed ? "was ended because it blocked" : code > 128
            ? string.Create(CultureInfo.InvariantCulture, $"crashed: signal {code - 128}{(code - 128 == 11 ? " (SIGSEGV)" : code - 128 == 6 ? " (SIGABRT)" : "")}{said}")
            : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}{said}"));
    }

    public void Dispose()
    {
        try
        {
            _input.Dispose();
        }
        catch (IOException)
        {
            // It has ended already.
        }
        if (!_process.WaitForExit(LastChance))
            Kill();
        _process.WaitForExit();
        _reader.Join();
        _process.Dispose();
        _answered.Dispose();
    }

    private void Write(uint kind, in PluginFrame about, ReadOnlySpan<byte> body)
    {
        Interlocked.Exchange(ref _writingSince, Stopwatch.GetTimestamp());
        try
        {
            PluginMessage.Write(_input, kind, about, body, ref _buffer);
        }
        finally
        {
            Interlocked.Exchange(ref _writingSince, 0);
        }
    }

    // A process whose memory was damaged may send anything.
    private void Read()
    {
        byte[] body = [];
        try
        {
            while (PluginMessage.TryRead(_process.StandardOutput.BaseStream, out PluginMessage message, ref body))
                Take(message, body.AsSpan(0, (int)message.Bytes));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            _failure = $"sent what is no message ({e.Message})";
            Kill();
        }
        _answered.Set();
    }

    // What a write waited for until now was not the library's doing.
    private void Begin()
    {
        long since = Interlocked.Read(ref _writingSince);
        if (since > 0)
            Interlocked.CompareExchange(ref _writingSince, Stopwatch.GetTimestamp(), since);
        _ready = true;
    }

    private void Take(in PluginMessage message, ReadOnlySpan<byte> body)
    {
        if (message.Kind == PluginMessage.Failed)
            _failure = Encoding.UTF8.GetString(body);
        else if (message.Kind == PluginMessage.Reset)
            _answered.Set();
        else if (message.Kind == PluginMessage.Frame && body.Length <= PluginOptions.MaxFrame && message.About.FirstSample <= message.About.EndSample && message.About.EndSample <= (ulong)Interlocked.Read(ref _end))
            _mail.OnFrame(message.About, body);
        else if (message.Kind == PluginMessage.Ready)
            Begin();
        else
            throw new InvalidDataException($"a frame of {body.Length} bytes at sample {message.About.FirstSample}");
    }
}
