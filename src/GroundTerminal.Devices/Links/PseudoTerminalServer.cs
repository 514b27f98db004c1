using System.Buffers;
using GroundTerminal.Devices.Serial;

namespace GroundTerminal.Devices.Links;

/// <summary>Serves one session over a pseudo-terminal; programs may open and close its other end as often as they like.</summary>
public sealed class PseudoTerminalServer : IDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50), Idle = TimeSpan.FromMilliseconds(20);
    private readonly PseudoTerminal _terminal = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly ILinkSession _session;
    private readonly string? _link;
    private readonly Thread _thread;

    /// <summary>Serves at once.</summary>
    /// <param name="session">What answers.</param>
    /// <param name="link">Path of a symbolic link to the device, made anew and removed at the end; null for none.</param>
    /// <exception cref="LinkException">There is no pseudo-terminal left, or the link cannot be made.</exception>
    public PseudoTerminalServer(ILinkSession session, string? link = null)
    {
        (_session, _link) = (session, link);
        try
        {
            Link();
        }
        catch
        {
            _terminal.Dispose();
            throw;
        }
        _thread = new Thread(Serve) { IsBackground = true, Name = "pseudo-terminal" };
        _thread.Start();
    }

    /// <summary>The device that programs open.</summary>
    public string Path => _terminal.Path;

    /// <summary>Ends it: who has the device open gets a hang-up.</summary>
    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
            return;
        _closing.Cancel();
        _thread.Join();
        if (_link is not null && new FileInfo(_link).LinkTarget == Path)
            File.Delete(_link);
        _terminal.Dispose();
    }

    private void Link()
    {
        if (_link is null)
            return;
        try
        {
            var old = new FileInfo(_link);
            if (old.LinkTarget is not null)
                old.Delete();
            File.CreateSymbolicLink(_link, Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LinkException($"{_link}: the link cannot be made ({e.Message})", e);
        }
    }

    private void Serve()
    {
        var (buffer, answers, isOpen) = (new byte[1024], new ArrayBufferWriter<byte>(), false);
        while (!_closing.IsCancellationRequested)
        {
            var count = _terminal.Read(buffer, Slice);
            if (count < 0)
            {
                if (isOpen)
                    _session.Reset();
                isOpen = false;
                _closing.Token.WaitHandle.WaitOne(Idle);
                continue;
            }
            isOpen = true;
            if (count == 0)
                continue;
            answers.ResetWrittenCount();
            _ = _session.Take(buffer.AsSpan(0, count), answers);
            _terminal.Write(answers.WrittenSpan);
        }
    }
}
