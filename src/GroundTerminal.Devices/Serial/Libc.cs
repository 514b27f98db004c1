using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Serial;

/// <summary>What is asked of the C library for serial ports and pseudo-terminals. Numbers are Linux's, alike on x64, arm64 and arm.</summary>
internal static unsafe partial class Libc
{
    public const int ReadWrite = 0x2, NoControllingTerminal = 0x100, NonBlocking = 0x800, CloseOnExec = 0x80000;
    public const int NoEntry = 2, Interrupted = 4, InputOutput = 5, NoDeviceOrAddress = 6, Again = 11, AccessDenied = 13, Busy = 16, NoDevice = 19, NotATerminal = 25;
    public const short PollIn = 1, PollOut = 4;
    public const int LockExclusive = 2, LockNonBlocking = 4;
    public const uint SetExclusive = 0x540C, ModemSet = 0x5416, ModemClear = 0x5417;
    public const int Now = 0, FlushBoth = 2;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, int* value);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int descriptor, Termios* termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int descriptor, int when, Termios* termios);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(Termios* termios);

    [LibraryImport("libc", EntryPoint = "cfsetspeed", SetLastError = true)]
    public static partial int SetSpeed(Termios* termios, uint baudRate);

    [LibraryImport("libc", EntryPoint = "tcflush", SetLastError = true)]
    public static partial int Flush(int descriptor, int queue);

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenPseudoTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    public static partial int GrantPseudoTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int UnlockPseudoTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    public static partial int NameOfPseudoTerminal(int descriptor, byte* name, nuint length);

    /// <summary>Waits until the descriptor has one of these events.</summary>
    /// <returns>What it has; 0 where the time went by.</returns>
    public static short Wait(int descriptor, short events, TimeSpan time)
    {
        var wait = new PollDescriptor { Descriptor = descriptor, Events = events };
        var result = Poll(&wait, 1, Math.Max(0, (int)Math.Ceiling(time.TotalMilliseconds)));
        return result > 0 ? wait.Returned : (short)0;
    }
}
