using System.Runtime.InteropServices;
using System.Text;

namespace GroundTerminal.Devices.Serial;

/// <summary>A pseudo-terminal whose other end outside programs open as a serial port. One thread reads and writes.</summary>
/// <remarks>pty(7), posix_openpt(3), ptsname(3).</remarks>
public sealed unsafe class PseudoTerminal : IDisposable
{
    private int _descriptor;

    /// <summary>Makes one, raw.</summary>
    /// <exception cref="LinkException">The system has none left.</exception>
    public PseudoTerminal()
    {
        _descriptor = Libc.OpenPseudoTerminal(Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec);
        var name = stackalloc byte[128];
        if (_descriptor < 0 || Libc.GrantPseudoTerminal(_descriptor) != 0 || Libc.UnlockPseudoTerminal(_descriptor) != 0 || Libc.NameOfPseudoTerminal(_descriptor, name, 128) != 0)
        {
            var reason = Marshal.GetLastPInvokeErrorMessage();
            Dispose();
            throw new LinkException($"no pseudo-terminal: {reason}; see that /dev/pts is mounted");
        }
        Path = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
        SerialSettings.MakeRaw(_descriptor);
    }

    /// <summary>The device that others open.</summary>
    public string Path { get; } = "";

    /// <summary>Waits for bytes.</summary>
    /// <returns>Bytes read; 0 where the time went by; −1 where nobody has the other end open.</returns>
    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        var events = Libc.Wait(_descriptor, Libc.PollIn, wait);
        if (events == 0)
            return 0;
        if ((events & Libc.PollIn) == 0)
            return -1;
        fixed (byte* bytes = buffer)
        {
            var count = (int)Libc.Read(_descriptor, bytes, (nuint)buffer.Length);
            return count > 0 ? count : count < 0 && Marshal.GetLastPInvokeError() is Libc.Again or Libc.Interrupted ? 0 : -1;
        }
    }

    /// <summary>Writes what there is room for at once; the rest is lost, as on a line that nobody reads.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
            _ = Libc.Write(_descriptor, first, (nuint)bytes.Length);
    }


    /// <summary>Closes it: those who have the other end open get a hang-up.</summary>
    public void Dispose()
    {
        if (_descriptor >= 0)
            _ = Libc.Close(_descriptor);
        _descriptor = -1;
    }
}
