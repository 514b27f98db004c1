using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

/// <summary>Bit errors, estimates and acquisition of continuous phase shift keying against theory.</summary>
public class PskDemodulatorTests
{
    [Theory]
    [InlineData("BPSK", 2, 0.35)]
    [InlineData("BPSK", 6, 0.5)]
    [InlineData("BPSK", -5, 0.35)]
    [InlineData("QPSK", 0, 0.35)]
    [InlineData("QPSK", 4, 0.35)]
    [InlineData("QPSK", 8, 0.2)]
    [InlineData("OQPSK", 4, 0.35)]
    [InlineData("OQPSK", 8, 0.6)]
    [InlineData("8PSK", 8, 0.35)]
    [InlineData("8PSK", 12, 0.5)]
    [InlineData("GMSK", 4, 0.35)]
    public void Bit_errors_are_within_0_3_dB_of_theory(string modulation, double esN0Db, double rollOff)
    {
        var channel = new PskChannel(modulation) { EsN0Db = esN0Db, RollOff = rollOff, Symbols = 60_000 };
        var bits = channel.Bits();
        var rate = PskChannel.BitErrorRate(bits, channel.Demodulate(channel.Samples(bits)));
        // Three deviations of what is counted, above the rate 0.3 dB further down.
        var worst = Theory(modulation, esN0Db - 0.3);
        Assert.InRange(rate, Theory(modulation, esN0Db + 0.2) * 0.7, worst + (3 * Math.Sqrt(worst / bits.Length)));
    }

    [Theory]
    [InlineData("BPSK", null)]
    [InlineData("QPSK", null)]
    [InlineData("OQPSK", null)]
    [InlineData("8PSK", null)]
    [InlineData("GMSK", 0.5)]
    [InlineData("GMSK", 0.3)]
    [InlineData("GMSK", 0.25)]
    public void Es_N0_is_told_within_half_a_dB(string modulation, double? bt)
    {
        foreach (var esN0Db in modulation == "8PSK" ? new double[] { 8, 14, 20 } : [1, 6, 13, 20])
        {
            var channel = new PskChannel(modulation) { EsN0Db = esN0Db, GaussianBt = bt };
            var batches = channel.Demodulate(channel.Samples(channel.Bits())).Batches;
            var told = batches.Skip(30).Take(80).Average(b => b.EsN0Db);
            Assert.InRange(told, esN0Db - 0.5, esN0Db + 0.5);
        }
    }

    [Theory]
    [InlineData("BPSK", 2)]
    [InlineData("QPSK", 2.5)]
    [InlineData("OQPSK", 5)]
    [InlineData("8PSK", 10)]
    [InlineData("GMSK", 3)]
    public void Carriers_5_percent_off_and_clocks_1000_ppm_off_are_found(string modulation, double esN0Db)
    {
        foreach (var (offset, ppm) in new[] { (-0.05, 1000.0), (0.05, -1000), (0.11, 300) })
        {
            var channel = new PskChannel(modulation) { EsN0Db = esN0Db, OffsetHz = offset * 98_765.4, ClockPpm = ppm };
            var bits = channel.Bits();
            var recorder = channel.Demodulate(channel.Samples(bits));
            Assert.InRange(PskChannel.BitErrorRate(bits, recorder), 0, Theory(modulation, esN0Db - 0.5));
            Assert.Equal(channel.OffsetHz, recorder.Batches[45].FrequencyHz, 60.0);
        }
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(4_800_000)]
    [InlineData(160_000)] // 1.6 samples a symbol
    [InlineData(700_000)]
    [InlineData(2_000_000)] // resampled before
    public void Any_number_of_samples_a_symbol_will_do(double sampleRateHz)
    {
        var channel = new PskChannel("QPSK") { SampleRateHz = sampleRateHz, EsN0Db = 7 };
        var bits = channel.Bits();
        Assert.InRange(PskChannel.BitErrorRate(bits, channel.Demodulate(channel.Samples(bits))), 0, Theory("QPSK", 6.6));
    }

    /// <summary>Of the power, sin²β or on a subcarrier 2·J₁²(β) is in the data (J. Yuen, Deep Space Telecommunications Systems Engineering, §3.2).</summary>
    [Theory]
    [InlineData("PCM/PM", 2_000_000, null, 0.8687)]
    [InlineData("PCM/PM", 2_000_000, 300_000.0, 0.4966)]
    [InlineData("PCM/PM Manchester", 3_000_000, null, 0.8473)]
    public void Phase_modulation_is_received_too(string modulation, double sampleRateHz, double? subcarrierHz, double share)
    {
        var channel = new PskChannel(modulation) { SampleRateHz = sampleRateHz, SubcarrierHz = subcarrierHz, EsN0Db = 7, OffsetHz = 3000 };
        var bits = channel.Bits();
        var recorder = channel.Demodulate(channel.Samples(bits));
        Assert.InRange(PskChannel.BitErrorRate(bits, recorder), 0, Theory("BPSK", 7 - 0.5 + (10 * Math.Log10(share))));
        Assert.Equal(3000, recorder.Batches[45].FrequencyHz, 20.0);
    }

    /// <summary>Closed forms for Gray-mapped coherent detection: J. Proakis, M. Salehi, Digital Communications, 5th ed., §4.3; 8PSK by its union bound over neighbours.</summary>
    private static double Theory(string modulation, double esN0Db)
    {
        var ratio = Math.Pow(10, esN0Db / 10);
        return modulation switch
        {
            "QPSK" or "OQPSK" => Q(Math.Sqrt(ratio)),
            "8PSK" => 2.0 / 3 * Q(Math.Sqrt(2 * ratio) * Math.Sin(Math.PI / 8)),
            _ => Q(Math.Sqrt(2 * ratio)),
        };
    }

    private static double Q(double x)
    {
        var sum = 0.0;
        for (var t = x; t < x + 10; t += 1e-3)
            sum += Math.Exp(-0.5 * t * t) * 1e-3;
        return sum / Math.Sqrt(2 * Math.PI);
    }
}
