using System.Runtime.InteropServices;
using static System.FormattableString;

namespace GroundTerminal.Devices.Serial;

/// <summary>A serial port through termios, raw, for this program alone.</summary>
/// <remarks>
/// termios(3), tty_ioctl(4), as of man-pages 6. Opened without becoming the controlling terminal and without waiting for a carrier (CLOCAL). Kept from others
/// by TIOCEXCL, which root passes over, and by an advisory lock (flock), which programs that look for one honour.
/// </remarks>
public sealed unsafe class SerialLink : IByteLink
{
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(1);
    private readonly string _path;
    private int _descriptor;

    /// <param name="path">The device.</param>
    /// <param name="options">How the line is set.</param>
    /// <exception cref="LinkException">It cannot be opened or set.</exception>
    public SerialLink(string path, SerialOptions options)
    {
        (_path, SecondsPerByte) = (path, options.SecondsPerByte);
        _descriptor = Libc.Open(path, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec, 0);
        if (_descriptor < 0)
            throw SerialErrors.Opening(path, Marshal.GetLastPInvokeError());
        try
        {
            Claim();
            SerialSettings.Apply(_descriptor, path, options);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public double SecondsPerByte { get; }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        var events = Libc.Wait(_descriptor, Libc.PollIn, wait);
        if (events == 0)
            return 0;
        fixed (byte* bytes = buffer)
        {
            var count = (events & Libc.PollIn) != 0 ? Libc.Read(_descriptor, bytes, (nuint)buffer.Length) : 0;
            if (count > 0)
                return (int)count;
            var error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            return error is Libc.Again or Libc.Interrupted ? 0 : throw SerialErrors.Lost(_path, error);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var events = Libc.Wait(_descriptor, Libc.PollOut, WriteLimit);
            if (events == 0)
                throw new LinkException(Invariant($"{_path}: takes no bytes for {WriteLimit.TotalSeconds} s; see its flow control (RTS/CTS) and cable"));
            fixed (byte* first = bytes)
            {
                var count = (events & Libc.PollOut) != 0 ? Libc.Write(_descriptor, first, (nuint)bytes.Length) : 0;
                var error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
                if (count <= 0 && error is not (Libc.Again or Libc.Interrupted))
                    throw SerialErrors.Lost(_path, error);
                bytes = bytes[(int)Math.Max(0, count)..];
            }
        }
    }

    /// <summary>Closes the port; what was written goes out first.</summary>
    public void Dispose()
    {
        if (_descriptor >= 0)
            _ = Libc.Close(_descriptor);
        _descriptor = -1;
    }

    private void Claim()
    {
        if (Libc.Lock(_descriptor, Libc.LockExclusive | Libc.LockNonBlocking) != 0)
            throw SerialErrors.Opening(_path, Libc.Busy);
        if (Libc.Control(_descriptor, Libc.SetExclusive, null) != 0)
            throw SerialErrors.Opening(_path, Marshal.GetLastPInvokeError());
    }
}
