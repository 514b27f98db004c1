using System.Runtime.InteropServices;

namespace GroundTerminal.Station.Clock;

/// <summary>What the Linux kernel knows of its clock: whatever keeps it (chrony, ntpd, systemd-timesyncd, a PPS line) tells the kernel.</summary>
/// <remarks>adjtimex(2) with modes 0, which only reads; struct timex of 64-bit systems, the same on x86-64 and AArch64. The kernel itself forgets after the error has grown to 16 s.</remarks>
public sealed partial class KernelClock : IClockProbe
{
    private const int Unsynchronised = 0x0040, ErrorState = 5;
    private const double Microsecond = 1e-6;

    /// <inheritdoc/>
    public ClockReading? Read()
    {
        var state = default(Timex);
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            return null;
        var answer = AdjTimex(ref state);
        return answer < 0 ? null : Interpret(state, answer);
    }

    internal static ClockReading Interpret(in Timex state, int answer) =>
        new("kernel", (state.Status & Unsynchronised) == 0 && answer != ErrorState, state.MaximumErrorMicroseconds * Microsecond, state.EstimatedErrorMicroseconds * Microsecond);

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int AdjTimex(ref Timex state);

    /// <summary>The fields that are read, at their places.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 208)]
    internal struct Timex
    {
        [FieldOffset(0)]
        public uint Modes;

        [FieldOffset(24)]
        public long MaximumErrorMicroseconds;

        [FieldOffset(32)]
        public long EstimatedErrorMicroseconds;

        [FieldOffset(40)]
        public int Status;
    }
}
