using GroundTerminal.Dsp;
using GroundTerminal.Emulator;

namespace GroundTerminal.Tests.Dsp;

public class OccupiedBandSearchTests
{
    private const double SampleRateHz = 250e3;

    [Fact]
    public void Two_signals_are_two_bands_where_they_are()
    {
        var search = new OccupiedBandSearch(SampleRateHz);
        var iq = Noise(500_000, 1);
        Add(iq, "FSK", 9600, 60e3);
        Add(iq, "BPSK", 4800, -71e3);
        search.Process(iq);
        var bands = search.Find();
        Assert.Equal(2, bands.Count);
        Assert.Contains(bands, b => Math.Abs(b.CenterHz - 60e3) < 2000 && b.WidthHz is > 5000 and < 25_000);
        Assert.Contains(bands, b => Math.Abs(b.CenterHz + 71e3) < 2000 && b.WidthHz is > 3000 and < 15_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Noise_is_no_band(int seed)
    {
        var search = new OccupiedBandSearch(SampleRateHz);
        search.Process(Noise(2_500_000, (ulong)seed));
        Assert.Empty(search.Find());
    }

    internal static Complex32[] Noise(int count, ulong seed)
    {
        var parts = new float[2 * count];
        new GaussianNoise(seed).Fill(parts, 0.7f);
        return [.. Enumerable.Range(0, count).Select(i => new Complex32(parts[2 * i], parts[(2 * i) + 1]))];
    }

    private static void Add(Complex32[] iq, string modulation, double baudRate, double offsetHz)
    {
        var signal = new TestSignal(new TestSignalOptions { SampleRateHz = SampleRateHz, Modulation = modulation, BaudRate = baudRate, Framing = "AX.25 G3RUH", OffsetHz = offsetHz }).ToIq();
        for (var i = 0; i < signal.Length && i < iq.Length - 100_000; i++)
            iq[100_000 + i] += signal[i];
    }
}
