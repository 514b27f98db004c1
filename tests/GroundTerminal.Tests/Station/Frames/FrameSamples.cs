using GroundTerminal.Station.Frames;

namespace GroundTerminal.Tests.Station.Frames;

internal static class FrameSamples
{
    public static Frame Make(int n) => new()
    {
        Payload = [(byte)n, 0, 0xC0, 0xDB],
        Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(n),
        Sample = 1000L * n,
        SnrDb = 12.5,
        FrequencyOffsetHz = -345.25,
        TimingOffsetPpm = 3,
        Inverted = true,
        CorrectedBits = 2,
        HeaderPlausible = false,
        Satellite = "SAT",
        Transmitter = $"ch {n % 2}",
        Framing = "AX.25",
    };
}
