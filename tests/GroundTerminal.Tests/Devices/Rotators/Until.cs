using System.Diagnostics;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>Waits for what another thread does, with a deadline.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static TimeSpan True(Func<bool> condition, string what)
    {
        var begin = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < Deadline, $"not within {Deadline.TotalSeconds} s: {what}");
            Thread.Sleep(1);
        }
        return Stopwatch.GetElapsedTime(begin);
    }
}
