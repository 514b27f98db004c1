using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GroundTerminal.Devices.Gpio.Linux;

/// <summary>The functions of the C library that the character device needs.</summary>
internal static partial class GpioLibc
{
    public const int ReadWrite = 2, CloseOnExec = 0x80000, NonBlocking = 0x800;
    public const int Interrupted = 4, TryAgain = 11, Busy = 16, Invalid = 22, AccessDenied = 13, NotPermitted = 1;
    public const short PollIn = 1, PollError = 8, PollHangUp = 16, PollInvalid = 32;

    public struct PollDescriptor
    {
        public int FileDescriptor;
        public short Events, Happened;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static unsafe partial int Poll(PollDescriptor* descriptors, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint Read(SafeFileHandle descriptor, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(SafeFileHandle descriptor, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static unsafe partial int Control(SafeFileHandle descriptor, nuint request, void* argument);
}
