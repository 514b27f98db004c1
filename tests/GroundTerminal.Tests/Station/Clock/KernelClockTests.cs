using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GroundTerminal.Station.Clock;

namespace GroundTerminal.Tests.Station.Clock;

public class KernelClockTests
{
    /// <summary>sizeof and offsetof of struct timex by gcc on x86-64 with glibc 2.36; AArch64 has the same types (LP64, include/uapi/linux/timex.h).</summary>
    [Fact]
    public void The_fields_are_where_the_kernel_has_them()
    {
        Assert.Equal(208, Unsafe.SizeOf<KernelClock.Timex>());
        Assert.Equal(24, (int)Marshal.OffsetOf<KernelClock.Timex>(nameof(KernelClock.Timex.MaximumErrorMicroseconds)));
        Assert.Equal(32, (int)Marshal.OffsetOf<KernelClock.Timex>(nameof(KernelClock.Timex.EstimatedErrorMicroseconds)));
        Assert.Equal(40, (int)Marshal.OffsetOf<KernelClock.Timex>(nameof(KernelClock.Timex.Status)));
    }

    /// <summary>Status bits of linux/timex.h: STA_PLL 1, STA_UNSYNC 0x40, STA_NANO 0x2000; TIME_ERROR 5.</summary>
    [Theory]
    [InlineData(0x2001, 0, true)]
    [InlineData(0x2041, 5, false)]
    [InlineData(0x40, 0, false)]
    [InlineData(0x2001, 5, false)]
    [InlineData(0x2001, 1, true)]
    public void Its_state_is_understood(int status, int answer, bool isSynchronised)
    {
        var reading = KernelClock.Interpret(new KernelClock.Timex { Status = status, MaximumErrorMicroseconds = 250_000, EstimatedErrorMicroseconds = 1_500 }, answer);
        Assert.Equal(new ClockReading("kernel", isSynchronised, 0.25, 0.0015), reading);
    }

    [SkippableFact]
    public void This_kernel_answers()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.Is64BitProcess);
        var reading = new KernelClock().Read();
        Assert.NotNull(reading);
        Assert.InRange(reading.MaximumErrorSeconds, 0, 16.001);
        Assert.InRange(reading.EstimatedErrorSeconds, 0, 16.001);
    }
}
