using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Serial;

/// <summary>struct termios of glibc on Linux (60 bytes), alike on x64, arm64 and arm.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Termios
{
    public const uint SizeMask = 0x30, Seven = 0x20, Eight = 0x30, TwoStopBits = 0x40, Receiver = 0x80, Parity = 0x100, OddParity = 0x200;
    public const uint HangUp = 0x400, NoModem = 0x800, HardwareFlow = 0x80000000;
    public const uint CheckParity = 0x10;
    public const int MinimumIndex = 6, TimeIndex = 5;

    public uint Input, Output, Control, Modes;
    public byte Line;
    public fixed byte Characters[32];
    public uint InputSpeed, OutputSpeed;
}
