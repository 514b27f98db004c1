using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Tests.Station.Radios;

public class RadioMeterTests
{
    private const double RateHz = 1e6;

    [Theory]
    [InlineData(-100)]
    [InlineData(-80)]
    public void White_noise_reads_its_density_and_level(double densityDbfsPerHz)
    {
        RadioMeter meter = Measure(densityDbfsPerHz, (_, z) => z);
        Assert.Equal(densityDbfsPerHz, meter.NoiseDensityDbfsPerHz, 0.3);
        Assert.Equal(densityDbfsPerHz + 60, meter.LevelDbfs, 0.1);
        Assert.True(meter.ImageRejectionDb > 45, $"{meter.ImageRejectionDb} dB");
        Assert.Equal((0L, 0L, 0L), (meter.Clipped, meter.Gaps, meter.Lost));
    }

    [Fact]
    public void An_offset_is_measured()
    {
        Assert.Equal(-30, Measure(-100, (_, z) => z + new Complex32(0.0316228f, 0)).OffsetDbfs, 0.1);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(35)]
    public void An_image_of_a_carrier_off_the_centre_is_measured(double rejectionDb)
    {
        var beta = (float)Math.Pow(10, -rejectionDb / 20);
        RadioMeter meter = Measure(-120, (n, z) => z + Tone(n, 0.5f, 123_456) + (Tone(n, 0.5f, -123_456) * beta));
        Assert.Equal(rejectionDb, meter.ImageRejectionDb, 0.5);
    }

    [Theory]
    [InlineData(123_456.7)]
    [InlineData(-300_010.4)]
    public void The_strongest_line_is_found_to_a_fraction_of_a_bin(double frequencyHz)
    {
        RadioMeter meter = Measure(-100, (n, z) => z + Tone(n, 0.1f, frequencyHz));
        var line = meter.StrongestLine(frequencyHz - 5e3, frequencyHz + 5e3)!.Value;
        Assert.Equal(frequencyHz, line.FrequencyHz, 15.0);
        Assert.Equal(-20, line.PowerDbfs, 1.5);
        Assert.Null(meter.StrongestLine(-frequencyHz - 5e3, -frequencyHz + 5e3));
    }

    [Fact]
    public void Clipping_and_gaps_are_counted()
    {
        var meter = new RadioMeter(RateHz);
        var info = new SampleBlockInfo(0, default, default, 0);
        meter.Process([new(1, 0), new(0, -1), new(0.5f, 0.5f)], info);
        meter.Process([new(0.1f, 0)], info with { LostBefore = 17 });
        Assert.Equal((2L, 1L, 17L, 4L), (meter.Clipped, meter.Gaps, meter.Lost, meter.Samples));
        Assert.Equal(0, meter.PeakDbfs, 1e-6);
    }

    private static Complex32 Tone(long n, float amplitude, double frequencyHz)
    {
        var (sine, cosine) = Math.SinCos(Math.Tau * (frequencyHz / RateHz * n % 1));
        return new Complex32((float)(amplitude * cosine), (float)(amplitude * sine));
    }

    private static RadioMeter Measure(double densityDbfsPerHz, Func<long, Complex32, Complex32> shape)
    {
        var (meter, random, block) = (new RadioMeter(RateHz), new Random(1), new Complex32[10_000]);
        double deviation = Math.Sqrt(Math.Pow(10, densityDbfsPerHz / 10) * RateHz / 2);
        for (long at = 0; at < 1_000_000; at += block.Length)
        {
            for (int i = 0; i < block.Length; i++)
            {
                double radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())), angle = Math.Tau * random.NextDouble();
                block[i] = shape(at + i, new Complex32((float)(radius * Math.Cos(angle)), (float)(radius * Math.Sin(angle))));
            }
            meter.Process(block, new SampleBlockInfo(at, default, default, 0));
        }
        return meter;
    }
}
